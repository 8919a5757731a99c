import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { createBackend, type Backend } from '../../electron/backend/backend.ts'
import type { BackendOptions } from '../../electron/backend/context.ts'
import type { Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import type { SampleDesign } from '../../electron/domain/inspection.ts'
import { countingIds, steppingClock } from '../db/support.ts'

export const resourcesDir = join(import.meta.dirname, '../../resources')

export interface TestBackend {
  backend: Backend
  /** Throws the refusal as the error it names. */
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  events: { name: string; payload: unknown }[]
}

let opened = 0

export async function openBackend(workspaceDir: string, options: Partial<BackendOptions> = {}): Promise<TestBackend> {
  opened += 1
  const backend = await createBackend({
    workspaceDir,
    resourcesDir,
    version: '0.0.0',
    clock: steppingClock(),
    // A workspace is opened several times in a test: ids must not come twice.
    ids: countingIds(`b${String(opened).padStart(4, '0')}`),
    pageHost: null,
    runtime: {},
    log: pino({ level: 'silent' }),
    ...options
  })
  onTestFinished(() => backend.close())
  const events: TestBackend['events'] = []
  backend.onEvent((name, payload) => events.push({ name, payload }))
  return {
    backend,
    events,
    async call(procedure, input) {
      const reply = await backend.call(procedure, input)
      if (reply.ok) return reply.value as never
      throw new XunchaError(reply.error.code, reply.error.message, { faults: reply.error.faults })
    }
  }
}

export const header = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态'
export const siteRow = (number: number, stratum = '合肥市', status = ''): string =>
  `网站,第${number}号网站,${stratum},第${number}号单位,34${String(number).padStart(8, '0')},http://site${number}.example.com/,,,${status}`
export const accountRow = (number: number, stratum = '合肥市'): string =>
  `新媒体,第${number}号账号,${stratum},第${number}号单位,,,微信,zh${number},`

export function csv(dir: string, name: string, rows: readonly string[]): string {
  const file = join(dir, name)
  writeFileSync(file, `${[header, ...rows].join('\r\n')}\r\n`)
  return file
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

export async function importFile(test: TestBackend, path: string, acceptValid = false): Promise<Output<'registry.commit'>> {
  const { previewId } = await test.call('registry.preview', { sources: [{ path }] })
  return test.call('registry.commit', { previewId, acceptValid })
}

export const design = (overrides: Partial<SampleDesign> = {}): SampleDesign => ({
  object: 'site',
  size: { by: 'all' },
  total: 'half-up',
  strata: 'stratum',
  seed: '种子',
  mustInclude: [],
  ...overrides
})

/** A workspace with `sites` sites and a batch of all of them. */
export async function openBatch(test: TestBackend, dir: string, sites = 4): Promise<string> {
  await importFile(
    test,
    csv(
      dir,
      '名录.csv',
      numbers(sites).map((number) => siteRow(number))
    )
  )
  const { batch } = await test.call('batches.create', {
    title: '三季度检查',
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design()
  })
  return batch.id
}
