import { join } from 'node:path'
import type { Store, StoredBatch, StoredSweep } from '../../db/store-types.ts'
import type { Output } from '../contract/index.ts'
import type { Sweep, sweepProcedures } from '../contract/sweeps.ts'
import type { createBrowserLook } from '../crawl/browser-look.ts'
import { XunchaError } from '../domain/errors.ts'
import { batchOf } from './batch-lookup.ts'
import { checkContext } from './check-context.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { indicatorsOf } from './hints-feature.ts'
import type { KnownCheck } from './known-checks.ts'
import { checksFor, controlsFor, sameSweep, settingsFor, type SweepRequest } from './sweep-request.ts'
import type { RunEnd } from './sweep-run.ts'
import { createSweepSpool, type SweepSpool } from './sweep-spool.ts'
import type { Browser } from './sweep-target.ts'
import { controlHosts } from './watch-lookup.ts'

interface Running {
  sweep: StoredSweep
  request: SweepRequest
  pausing: AbortController
  stopping: AbortController
  startedAt: number
  doneBefore: number
  ended: Promise<void>
}

/** Progress is told, and the lists are asked again, at most this often. */
const tellEveryMs = 500
const listsEveryMs = 3_000

const messages = {
  person: '已暂停，可以继续。',
  network: '多个网站同时连不上，对照地址没有应答或没有设置，可能是本机网络不通，已自动暂停；请检查网络后继续。',
  interrupted: '上次没有做完，可以继续，已经查过的页面不会重复访问。',
  halted: '巡检停下了，已经查过的都在',
  failed: '巡检出错，已停下；请排除原因后继续，已经查过的页面不会重复访问。'
} as const

export function sweepsFeature(ctx: BackendContext, known: readonly KnownCheck[]): Feature<keyof typeof sweepProcedures> {
  const { store } = ctx
  const running = new Map<string, Running>()
  /** Why the sweep of a batch does not run; empty after a restart. */
  const paused = new Map<string, { by: NonNullable<Sweep['pausedBy']>; message: string }>()
  let isClosing = false

  function view(sweep: StoredSweep): Sweep {
    const own = running.get(sweep.batchId)
    const run = own?.sweep.sweepId === sweep.sweepId ? own : undefined
    const done = store.sweptTargets(sweep.sweepId).length
    const state = run !== undefined ? (run.pausing.signal.aborted ? 'pausing' : 'running') : (sweep.outcome ?? 'paused')
    const pause =
      state === 'paused' ? (paused.get(sweep.sweepId) ?? { by: 'interrupted' as const, message: messages.interrupted }) : null
    const { sweepId, batchId, startedAt, startedBy, finishedAt, checks, settings, targets } = sweep
    return {
      sweepId,
      batchId,
      state,
      pausedBy: pause?.by ?? null,
      message: pause?.message ?? null,
      startedAt,
      startedBy,
      finishedAt,
      checks,
      settings,
      targets,
      done,
      ...store.countSweepPages(sweepId),
      secondsLeft: run === undefined ? null : timeLeft(run, done, targets)
    }
  }

  function timeLeft(run: Running, done: number, targets: number): number | null {
    const finished = done - run.doneBefore
    if (finished <= 0) return null
    return Math.ceil(((performance.now() - run.startedAt) / finished / 1000) * (targets - done))
  }

  const newest = (batchId: string): StoredSweep | null => store.sweeps(batchId)[0] ?? null
  const unfinished = (batchId: string): StoredSweep | null => {
    const sweep = newest(batchId)
    return sweep !== null && sweep.outcome === null ? sweep : null
  }

  const knownChecks = known.map(({ id }) => id)

  /** The sweep to go on with: the unfinished one, or a new one. */
  function begin(batch: StoredBatch, request: SweepRequest): StoredSweep {
    const { batchId } = batch
    const open = unfinished(batchId)
    if (open !== null && request.isAnew !== true) return sameSweep(open, request, knownChecks)
    const targets = store.targets(batchId)
    if (targets.length === 0) throw new XunchaError('bad-input', '这个批次没有检查对象，不能巡检；请先抽样。')
    const sweepId = ctx.ids.next()
    const checks = checksFor(knownChecks, request)
    const settings = settingsFor(request)
    store.append([
      ...(open === null
        ? []
        : [{ type: 'sweep.finished', payload: { sweepId: open.sweepId, batchId, outcome: 'stopped' } } as const]),
      { type: 'sweep.started', payload: { sweepId, batchId, checks, settings, targets: targets.length } }
    ])
    if (open !== null) spoolOf(open).clear()
    const begun = newest(batchId)
    if (begun === null) throw new XunchaError('internal', '巡检没有开始；请重试。')
    return begun
  }

  function start(request: SweepRequest): Running {
    const batch = batchOf(store, request.batchId)
    if (isClosing) throw new XunchaError('closing', '程序正在关闭。')
    const already = running.get(batch.batchId)
    if (already !== undefined) {
      if (request.isAnew === true) throw new XunchaError('bad-input', '这个批次正在巡检；请先停止，再重新开始。')
      sameSweep(already.sweep, request, knownChecks)
      return already
    }
    const sweep = begin(batch, request)
    const run: Running = {
      sweep,
      request,
      pausing: new AbortController(),
      stopping: new AbortController(),
      startedAt: performance.now(),
      doneBefore: store.sweptTargets(sweep.sweepId).length,
      ended: Promise.resolve()
    }
    running.set(batch.batchId, run)
    paused.delete(sweep.sweepId)
    run.ended = work(batch, run)
    return run
  }

  async function work(batch: StoredBatch, run: Running): Promise<void> {
    const { sweep } = run
    const { batchId } = batch
    const tell = teller(sweep)
    tell(true)
    try {
      const end = await ctx.job(`线索巡检 · ${batch.title}`, async (job) => {
        // 取消 in the strip of running work pauses: what was found stays, and one can go on.
        job.signal.addEventListener('abort', () => run.stopping.abort(job.signal.reason), { once: true })
        const report = (): void => job.report(store.sweptTargets(sweep.sweepId).length, sweep.targets)
        report()
        return walk(batch, run, () => {
          report()
          tell(false)
        })
      })
      if (end === 'done') spoolOf(sweep).clear()
      if (end === 'done')
        store.append([{ type: 'sweep.finished', payload: { sweepId: sweep.sweepId, batchId, outcome: 'done' } }])
      else
        paused.set(
          sweep.sweepId,
          end === 'network' ? { by: 'network', message: messages.network } : { by: 'person', message: messages.person }
        )
    } catch (error) {
      if (run.stopping.signal.aborted) paused.set(sweep.sweepId, { by: 'person', message: messages.person })
      else {
        ctx.log.error({ err: error, sweep: sweep.sweepId }, 'sweep failed')
        const fault = toFaultOfDisk(error, messages.halted)
        const message = fault instanceof XunchaError ? fault.message : messages.failed
        paused.set(sweep.sweepId, { by: 'failed', message })
      }
    } finally {
      running.delete(batchId)
      tell(true)
    }
  }

  async function walk(batch: StoredBatch, run: Running, onProgress: () => void): Promise<RunEnd> {
    const { settings } = run.sweep
    const { sweepServices } = await import('./sweep-wire.ts')
    const spool = spoolOf(run.sweep)
    const limits = { perHost: 1, spacingMs: settings.spacing, total: settings.concurrency * 2, allowHosts: batch.allowHosts }
    const keeping = { dir: spoolDir(run.sweep), spool, now: () => ctx.clock.now(), failed: notKept(run.sweep) }
    const client = sweepServices.client(limits, keeping)
    try {
      const { eyes } = sweepServices
      const { signal } = run.stopping
      const { signal: pausing } = run.pausing
      const browser = settings.useBrowser ? browserFor(batch, sweepServices.browserLook) : null
      const tools = { eyes, spool, browser, context: checkContext(ctx, batch), allowHosts: batch.allowHosts }
      const controlUrls = (): string[] => controlsFor(run.request, settings, () => controlHosts(ctx))
      return await sweepServices.run({ ctx, sweep: run.sweep, client, tools, pausing, signal, controlUrls, onProgress })
    } finally {
      await client.close()
    }
  }

  const spoolDir = ({ sweepId }: StoredSweep): string => join(ctx.workspaceDir, '.sweeping', sweepId)
  const notKept =
    ({ sweepId }: StoredSweep) =>
    (error: unknown): void =>
      ctx.log.warn({ err: error, sweep: sweepId }, 'answer not kept on disk')
  const spoolOf = (sweep: StoredSweep): SweepSpool => createSweepSpool(spoolDir(sweep), notKept(sweep))

  function browserFor({ allowHosts }: StoredBatch, browserLook: typeof createBrowserLook): Browser | null {
    const host = ctx.pageHost
    if (host === null) return null
    let last: Promise<unknown> = Promise.resolve()
    const alone = <T>(own: () => Promise<T>): Promise<T> => {
      const next = last.then(own)
      last = next.catch(() => undefined)
      return next
    }
    const look = browserLook(() => Promise.resolve(host), allowHosts)
    return { host, alone, look: (url, signal) => alone(() => look(url, signal)) }
  }

  function teller(sweep: StoredSweep): (isDue: boolean) => void {
    let toldAt = 0
    let listsAt = 0
    return (isDue) => {
      const now = performance.now()
      if (!isDue && now - toldAt < tellEveryMs) return
      toldAt = now
      const stored = store.sweeps(sweep.batchId).find(({ sweepId }) => sweepId === sweep.sweepId)
      if (stored !== undefined) ctx.emit('sweep.changed', view(stored))
      if (!isDue && now - listsAt < listsEveryMs) return
      listsAt = now
      ctx.emit('workspace.changed', { topics: ['hints'], batchId: sweep.batchId })
    }
  }

  function current(batchId: string): StoredSweep {
    batchOf(store, batchId)
    const sweep = newest(batchId)
    if (sweep !== null) return sweep
    throw new XunchaError('bad-input', '这个批次还没有巡检过；请先开始巡检。')
  }

  return {
    handlers: {
      'sweeps.get': ({ batchId }) => {
        const batch = batchOf(store, batchId)
        const sweep = newest(batchId)
        const checks = known.map((check) => ({ ...check, indicators: indicatorsOf(batch, check.id) }))
        return { sweep: sweep === null ? null : view(sweep), checks }
      },
      'sweeps.start': (request) => view(start(request).sweep),
      'sweeps.run': async (request) => {
        await start(request).ended
        return view(current(request.batchId))
      },
      'sweeps.pause': async ({ batchId }) => {
        running.get(batchId)?.pausing.abort()
        return view(current(batchId))
      },
      'sweeps.stop': async ({ batchId }) => {
        const run = running.get(batchId)
        run?.stopping.abort(new XunchaError('cancelled', '巡检已停止。'))
        await run?.ended
        const sweep = unfinished(batchId)
        if (sweep !== null) {
          spoolOf(sweep).clear()
          store.append([{ type: 'sweep.finished', payload: { sweepId: sweep.sweepId, batchId, outcome: 'stopped' } }])
          ctx.emit('workspace.changed', { topics: ['hints'], batchId })
        }
        return view(current(batchId))
      },
      'sweeps.target': ({ batchId, objectKey }) => ({ pages: pagesOf(store, newest(batchId), objectKey) })
    },
    async close() {
      isClosing = true
      for (const run of running.values()) run.stopping.abort(new XunchaError('closing', '程序正在关闭，操作已取消。'))
      await Promise.all([...running.values()].map(({ ended }) => ended))
    }
  }
}

function pagesOf(store: Store, sweep: StoredSweep | null, objectKey: string): Output<'sweeps.target'>['pages'] {
  if (sweep === null) return []
  const rows = store.sweepPages(sweep.sweepId, objectKey)
  const isDisallowed = rows.some(({ robots }) => robots?.isDisallowed === true)
  return rows.flatMap(({ part, url, location, status, by, error, milliseconds, from }) =>
    part !== 'page'
      ? []
      : [{ url, location, status, by, error, milliseconds, isDisallowedByRobots: from === 'home' && isDisallowed }]
  )
}
