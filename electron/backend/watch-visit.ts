import type { FetchAnswer, PoliteClient } from '../crawl/polite-client.ts'
import { notAsked } from '../domain/availability.ts'
import type { ControlState, Visit } from '../domain/facts/site-facts.ts'
import type { Clock } from '../domain/ports.ts'

/** Opening later than this is told apart from never opening; nobody waits longer. */
const longestVisit = 30_000
/** A control host answers in this time or not at all. */
const longestControl = 10_000
/** One answer about the office's own network stands for the visits of the same moment. */
const controlStands = 30_000
/** A wall clock that went on so much further than the visit took: the machine slept, or the clock was set. */
const sleptMilliseconds = 5_000
/** A visit called off with less time of its own than this spent its time waiting for its turn: the site did not fail. */
const leastOwnTime = 25_000
/** More than any home page's document; pictures and scripts are not fetched. */
const pageBytes = 4 * 1024 * 1024

export interface Visitor {
  /** One visit; null where it was called off, never had its turn, or the machine slept meanwhile: it says nothing. */
  visit(url: string, signal: AbortSignal): Promise<Visit | null>
  close(): Promise<void>
}

/** Visits by plain GET of the registered address, through the address policy; `controls` are asked when one does not open. */
export function createVisitor(options: {
  clock: Clock
  allowHosts: readonly string[]
  controls: () => readonly string[]
  slowMilliseconds: number
}): Visitor {
  const { clock, controls, slowMilliseconds } = options
  const limits = { connectTimeoutMs: longestVisit, answerTimeoutMs: longestVisit, wholeTimeoutMs: longestVisit }
  // A 503 now must not hold up the visit in half an hour.
  const polite = {
    ...limits,
    allowHosts: options.allowHosts,
    perHost: 1,
    total: 10,
    maxPauseMs: 1_000,
    maxBytes: pageBytes
  }
  // Loaded with the first visit, not with the program.
  let loading: Promise<PoliteClient> | null = null
  const load = (): Promise<PoliteClient> =>
    (loading ??= import('../crawl/create-polite-client.ts').then(({ createPoliteClient }) => createPoliteClient(polite)))
  let lastControl: { at: number; answer: Promise<ControlState> } | null = null

  function control(): Promise<ControlState> {
    if (lastControl !== null && performance.now() - lastControl.at < controlStands) return lastControl.answer
    lastControl = { at: performance.now(), answer: load().then((client) => askControls(client, controls())) }
    return lastControl.answer
  }

  return {
    async visit(url, signal) {
      const client = await load()
      const at = clock.now()
      const started = performance.now()
      const answer = await client.fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(longestVisit)]) })
      const took = performance.now() - started
      if (signal.aborted || Date.parse(clock.now()) - Date.parse(at) - took > sleptMilliseconds) return null
      // Open later than the item allows is not open: so much time of its own is a visit, whatever came after.
      const enough = Math.min(leastOwnTime, slowMilliseconds)
      if (answer.error?.kind === 'aborted' && answer.milliseconds < enough) return null
      const seen = read(answer, slowMilliseconds)
      const isOpen = seen.outcome === 'open' || seen.error === notAsked
      const visit: Visit = { at, ...seen, control: isOpen ? 'not-asked' : await control() }
      return signal.aborted ? null : visit
    },
    close: async () => (await loading)?.close()
  }
}

function read(answer: FetchAnswer, slowMilliseconds: number): Omit<Visit, 'at' | 'control'> {
  const { status, error, milliseconds } = answer
  if (error !== null || status === null || status >= 400) {
    const isRefused = error?.kind === 'blocked' || error?.kind === 'bad-url'
    // The reason stands by the kind of failure; what the system says beside it may name this machine.
    const reason = isRefused ? notAsked : error === null ? null : error.kind === 'aborted' ? 'answer-timeout' : error.kind
    return { outcome: 'failed', milliseconds: null, status, error: reason }
  }
  // Cut, not rounded: 14,999.96 ms is not 15 s.
  const time = Math.floor(milliseconds * 10) / 10
  return { outcome: time >= slowMilliseconds ? 'slow' : 'open', milliseconds: time, status, error: null }
}

async function askControls(client: PoliteClient, addresses: readonly string[]): Promise<ControlState> {
  if (addresses.length === 0) return 'unset'
  const done = new AbortController()
  const signal = AbortSignal.any([done.signal, AbortSignal.timeout(longestControl)])
  const asked = addresses.map(async (address) => {
    const { status } = await client.fetch(address, { signal, bytesWanted: () => 0 })
    // Any answer at all, an error page too, came over the network.
    if (status === null) throw new Error('no answer')
  })
  const isReached = await Promise.any(asked).then(
    () => true,
    () => false
  )
  done.abort()
  return isReached ? 'reached' : 'lost'
}
