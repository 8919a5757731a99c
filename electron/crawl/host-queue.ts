/**
 * Whose turn it is: a few requests at once to each host, their starts spaced, a paused host left alone, and a cap over all.
 * Times are milliseconds of `performance.now()`.
 */
import { performance } from 'node:perf_hooks'
import type { PoliteLimits } from './polite-client.ts'

export interface HostQueue {
  /** Waits for a turn; rejects with the signal's reason when it is given up. The turn must be released once.
   *  Urgent: before all that wait at the host already. */
  take(host: string, signal?: AbortSignal, isUrgent?: boolean): Promise<Turn>
  /** Nothing starts at the host before then. */
  pauseUntil(host: string, time: number): void
  /** Makes the host's spacing longer, never shorter. */
  widenSpacing(host: string, milliseconds: number): void
  /** Everything that waits is rejected, and whatever asks later. */
  close(reason: Error): void
}

export interface Turn {
  release(): void
}

interface Waiting {
  start: (turn: Turn) => void
  giveUp: (reason: unknown) => void
  signal: AbortSignal | undefined
  /** Given up: skipped when its turn comes. */
  isGone: boolean
}

interface HostState {
  limits: PoliteLimits
  active: number
  nextStart: number
  pausedUntil: number
  waiting: Waiting[]
  timer: NodeJS.Timeout | null
}

export function createHostQueue(total: number, limitsOf: (host: string) => PoliteLimits): HostQueue {
  const hosts = new Map<string, HostState>()
  /** Hosts that wait for the cap alone, in the order they came. */
  const blocked = new Set<HostState>()
  const bySignal = new Map<AbortSignal, Set<Waiting>>()
  let active = 0
  let closed: Error | null = null

  function stateOf(host: string): HostState {
    const known = hosts.get(host)
    if (known !== undefined) return known
    const state = { limits: limitsOf(host), active: 0, nextStart: 0, pausedUntil: 0, waiting: [], timer: null }
    hosts.set(host, state)
    return state
  }

  function pump(state: HostState): void {
    while (state.waiting.length > 0 && state.active < state.limits.perHost) {
      const [first] = state.waiting
      if (first?.isGone === true) {
        state.waiting.shift()
        continue
      }
      const now = performance.now()
      const earliest = Math.max(state.nextStart, state.pausedUntil)
      if (earliest > now) {
        wakeAt(state, earliest - now)
        return
      }
      if (active >= total) {
        blocked.add(state)
        return
      }
      state.waiting.shift()
      begin(state, first, now)
    }
  }

  function begin(state: HostState, waiting: Waiting | undefined, now: number): void {
    if (waiting === undefined) return
    forget(waiting)
    state.active += 1
    active += 1
    state.nextStart = now + state.limits.spacingMs
    let isReleased = false
    waiting.start({
      release() {
        if (isReleased) return
        isReleased = true
        state.active -= 1
        active -= 1
        // Those that waited for the cap go first: a host with a long queue must not keep the others out.
        for (const other of blocked) {
          if (active >= total) break
          blocked.delete(other)
          pump(other)
        }
        pump(state)
      }
    })
  }

  function wakeAt(state: HostState, milliseconds: number): void {
    if (state.timer !== null) return
    // A timer may fire a little early; then it is simply set again.
    state.timer = setTimeout(() => {
      state.timer = null
      pump(state)
    }, Math.ceil(milliseconds))
  }

  function remember(waiting: Waiting): void {
    const { signal } = waiting
    if (signal === undefined) return
    const known = bySignal.get(signal)
    if (known !== undefined) {
      known.add(waiting)
      return
    }
    const waitings = new Set([waiting])
    bySignal.set(signal, waitings)
    // One listener for all that wait on the signal: a link check has tens of thousands of them.
    signal.addEventListener(
      'abort',
      () => {
        bySignal.delete(signal)
        for (const each of waitings) {
          each.isGone = true
          each.giveUp(signal.reason)
        }
      },
      { once: true }
    )
  }

  function forget(waiting: Waiting): void {
    if (waiting.signal !== undefined) bySignal.get(waiting.signal)?.delete(waiting)
  }

  return {
    take(host, signal, isUrgent = false) {
      return new Promise((start, giveUp) => {
        if (closed !== null || signal?.aborted === true) {
          giveUp(closed ?? signal?.reason)
          return
        }
        const waiting = { start, giveUp, signal, isGone: false }
        remember(waiting)
        const state = stateOf(host)
        if (isUrgent) state.waiting.unshift(waiting)
        else state.waiting.push(waiting)
        pump(state)
      })
    },
    pauseUntil(host, time) {
      const state = stateOf(host)
      state.pausedUntil = Math.max(state.pausedUntil, time)
    },
    widenSpacing(host, milliseconds) {
      const state = stateOf(host)
      state.limits = { ...state.limits, spacingMs: Math.max(state.limits.spacingMs, milliseconds) }
      state.nextStart = Math.max(state.nextStart, performance.now() + state.limits.spacingMs)
    },
    close(reason) {
      closed = reason
      for (const state of hosts.values()) {
        if (state.timer !== null) clearTimeout(state.timer)
        for (const waiting of state.waiting) if (!waiting.isGone) waiting.giveUp(reason)
        state.waiting = []
      }
    }
  }
}
