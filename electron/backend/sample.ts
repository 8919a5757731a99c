import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { StoredBatch } from '../../db/store-types.ts'
import type { Input } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import type { ObjectKind } from '../domain/registry.ts'
import { loadSample, registryFor } from '../sample/sample-data.ts'
import type { Sample, SamplePorts } from '../sample/sample-data.ts'
import { startSampleSites } from '../sample/server.ts'
import type { SampleSites } from '../sample/server.ts'
import type { BackendContext, Handlers } from './context.ts'

/** What the sample asks of the other use cases: it goes through the same import and the same draw as a user's work. */
export interface SampleServices {
  /** Imports one registry file, all or nothing. */
  importRegistry(path: string): Promise<void>
  /** `batches.create`, and the hosts on loopback that the batch's pages may reach. */
  createBatch(request: Input<'batches.create'> & { allowHosts: string[] }): Promise<{ batchId: string }>
}

export interface OpenedSample {
  /** 示例批次 of the sites. */
  batchId: string
  accountBatchId: string
  sites: SampleSites
}

export interface SampleService {
  /** 打开示例批次. Imports and draws once; later calls give the same batches and serve the sites on the same ports. */
  open(): Promise<OpenedSample>
  /** Starts the sample's sites again when a batch that needs them is opened after a restart. */
  serveFor(allowHosts: readonly string[]): Promise<void>
  /** The sample's own hosts, when the registry holds the sample: a batch somebody draws from it must reach them too. */
  hosts(): readonly string[]
  close(): Promise<void>
}

const seed = '云岭县2026年第四季度'
const period = '2026Q4'
/** Accounts with known faults: they are in the sample whatever the draw says. */
const mustInclude = ['account:微博:yunlingjiaoti', 'account:移动客户端:云岭政务通', 'account:微信:yunling_baishi']

const plans = {
  site: {
    title: '示例批次 · 云岭县政府网站',
    catalogueId: 'national-2019-site',
    design: { object: 'site', size: { by: 'all' }, total: 'half-up', strata: 'stratum', seed, mustInclude: [] }
  },
  account: {
    title: '示例批次 · 云岭县政务新媒体',
    catalogueId: 'national-2019-account',
    design: { object: 'account', size: { by: 'rate', rate: '0.5' }, total: 'half-up', strata: 'stratum', seed, mustInclude }
  }
} as const satisfies Record<ObjectKind, unknown>

export function createSample(ctx: BackendContext, services: SampleServices): SampleService {
  let sites: SampleSites | null = null
  return {
    open: async () => {
      const sample = loadSample(ctx.resourcesDir)
      const known = findBatch(ctx, sample, 'site')
      if (!known) assertNoForeign(ctx, sample)
      sites ??= await startSampleSites({ resourcesDir: ctx.resourcesDir, ...(known ? { ports: portsOf(known, sample) } : {}) })
      if (!known) await importSample(services, sites)
      const batch = async (kind: ObjectKind, allowHosts: string[]) =>
        findBatch(ctx, sample, kind)?.batchId ?? (await services.createBatch(requestOf(kind, allowHosts))).batchId
      const batchId = await batch('site', sites.allowHosts)
      return { batchId, accountBatchId: await batch('account', []), sites }
    },
    serveFor: async (allowHosts) => {
      if (sites !== null) return
      const sample = loadSample(ctx.resourcesDir)
      const known = findBatch(ctx, sample, 'site')
      if (known === undefined || !known.allowHosts.some((host) => allowHosts.includes(host))) return
      try {
        sites = await startSampleSites({ resourcesDir: ctx.resourcesDir, ports: portsOf(known, sample) })
      } catch (error) {
        // The batch opens all the same: its pages then say that the connection was refused.
        ctx.log.warn({ err: error }, 'sample sites could not be served')
      }
    },
    hosts: () => findBatch(ctx, loadSample(ctx.resourcesDir), 'site')?.allowHosts ?? [],
    close: async () => {
      await sites?.close()
      sites = null
    }
  }
}

function requestOf(kind: ObjectKind, allowHosts: string[]) {
  const { title, catalogueId, design } = plans[kind]
  return { title, period, catalogueId, allowHosts, design: { ...design, mustInclude: [...design.mustInclude] } }
}

function findBatch(ctx: BackendContext, sample: Sample, kind: ObjectKind): StoredBatch | undefined {
  const { title } = plans[kind]
  return ctx.store
    .batches()
    .find((batch) => batch.title === title && batch.object === kind && batch.design.seed === seed && portsFit(batch, sample))
}

/** A batch without the sample's hosts is somebody's own batch with the same title. */
const portsFit = (batch: StoredBatch, sample: Sample) =>
  batch.object === 'account' ||
  (batch.allowHosts.length === 2 && batch.allowHosts.every((host) => host.startsWith(`*.${sample.domain}:`)))

/** The ports stand in the log with the batch: its frozen addresses are only right on these. */
function portsOf(batch: StoredBatch, sample: Sample): SamplePorts {
  const [http = sample.ports.http, https = sample.ports.https] = batch.allowHosts.map((host) => Number(host.split(':')[1]))
  return { http, https }
}

async function importSample(services: SampleServices, sites: SampleSites): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'xuncha-sample-'))
  try {
    const file = join(dir, `${sites.sample.county}名录.csv`)
    await writeFile(file, registryFor(sites.sample, sites.ports))
    await services.importRegistry(file)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

/** An import closes the objects that its file no longer lists: among real objects the sample would close those. */
function assertNoForeign({ store }: BackendContext, { county }: Sample): void {
  const foreign = store.registryObjects(null).filter((object) => !object.unit.startsWith(county))
  if (foreign.length === 0) return
  throw new XunchaError(
    'bad-input',
    `名录中已有 ${foreign.length} 个正式对象，示例数据不能混入其中，请另选一个空文件夹作为工作区，再打开示例批次。`
  )
}

/** The batch use cases of a workspace that may hold the sample: its batches find their sites without being told. */
export function batchesWithSample<H extends Handlers<'batches.create' | 'batches.get'>>(batches: H, sample: SampleService): H {
  return {
    ...batches,
    'batches.create': (request: Input<'batches.create'>) => {
      const own = request.design.object === 'site' ? sample.hosts() : []
      return batches['batches.create']({ ...request, allowHosts: [...new Set([...(request.allowHosts ?? []), ...own])] })
    },
    'batches.get': async (input: Input<'batches.get'>) => {
      const answer = await batches['batches.get'](input)
      await sample.serveFor(answer.batch.allowHosts)
      return answer
    }
  }
}
