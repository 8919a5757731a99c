import { setTimeout as wait } from 'node:timers/promises'
import type { StoredSweep } from '../../db/store-types.ts'
import type { PoliteClient } from '../crawl/polite-client.ts'
import type { Target } from '../domain/inspection.ts'
import { networkView, wasReachedLately, type Attempt } from '../domain/sweep-network.ts'
import type { BackendContext } from './context.ts'
import { sweepTarget, type SweepTools } from './sweep-target.ts'

export type RunEnd = 'done' | 'paused' | 'network'

export interface RunOptions {
  ctx: Pick<BackendContext, 'store' | 'ids' | 'clock'>
  sweep: StoredSweep
  client: PoliteClient
  tools: Pick<SweepTools, 'eyes' | 'spool' | 'browser' | 'context' | 'allowHosts'>
  /** Finish the pages under way, begin no other. */
  pausing: AbortSignal
  /** Ends at once; rejects with its reason. */
  signal: AbortSignal
  /** 对照地址 as they are now: they may be set while the sweep stands paused for want of them. */
  controlUrls(): readonly string[]
  onProgress(): void
}

/** How many attempts are kept to tell the own network from the sites'. */
const keptAttempts = 50

/** Goes through the targets of the sweep that are not done; several at the same time, each at its own pace. */
export async function runSweep(options: RunOptions): Promise<RunEnd> {
  const { ctx, sweep, client, pausing } = options
  // Where one target cannot go on, the others must not log what comes of it as the sites' own faults.
  const failing = new AbortController()
  const signal = AbortSignal.any([options.signal, failing.signal])
  const done = new Set(ctx.store.sweptTargets(sweep.sweepId))
  const waiting = ctx.store.targets(sweep.batchId).filter(({ objectKey }) => !done.has(objectKey))
  const attempts: Attempt[] = []
  const own = { isOut: false }
  const isPausing = (): boolean => pausing.aborted || own.isOut
  const tools: SweepTools = {
    ...options.tools,
    ctx,
    sweep,
    client,
    signal,
    isPausing,
    attempted(host, isReached) {
      attempts.push({ host, isReached })
      if (attempts.length > keptAttempts) attempts.shift()
    },
    assertNetwork,
    pageDone: options.onProgress
  }

  let asking: Promise<void> | null = null
  /** Whether a control host answers; asked once at a time, whoever asks. */
  async function askControls(): Promise<void> {
    const answers = await Promise.all(options.controlUrls().map((url) => client.fetch(url, { signal, bytesWanted: () => 0 })))
    signal.throwIfAborted()
    if (answers.some(({ status }) => status !== null)) attempts.length = 0
    else own.isOut = true
  }
  async function assertNetwork(): Promise<void> {
    asking ??= askControls().finally(() => {
      asking = null
    })
    await asking
  }

  async function go(targets: Target[], isLast: boolean): Promise<Target[]> {
    const aside: Target[] = []
    const worker = async (): Promise<void> => {
      while (!isPausing()) {
        const target = targets.shift()
        if (target === undefined) return
        // Nothing is written down as failed while nothing at all can be reached.
        if (isLast && attempts.length > 0 && !wasReachedLately(attempts)) {
          await assertNetwork()
          if (isPausing()) return
        }
        const outcome = await sweepTarget(tools, target, isLast)
        if (outcome === 'aside') aside.push(target)
        if (outcome === 'aside' && networkView(attempts) === 'suspect') await assertNetwork()
        options.onProgress()
      }
    }
    await Promise.allSettled(
      Array.from({ length: sweep.settings.concurrency }, () => worker().catch((error: unknown) => failing.abort(error)))
    )
    // The first cause: what the others met afterwards follows from it.
    signal.throwIfAborted()
    return aside
  }

  const aside = await go(waiting, false)
  if (aside.length > 0 && !isPausing()) {
    await wait(sweep.settings.retrySeconds * 1000, undefined, { signal: AbortSignal.any([pausing, signal]) }).catch(() => {
      signal.throwIfAborted()
    })
    if (!isPausing()) await go(aside, true)
  }
  signal.throwIfAborted()
  if (own.isOut) return 'network'
  return pausing.aborted ? 'paused' : 'done'
}
