import type { LogIndex, SealedHead } from '../../../electron/merge/admit.ts'
import type { StoredEvent } from '../../../electron/events/verify.ts'
import { sha256 } from '../core.ts'
import { everything } from '../history.ts'
import { asStored } from '../laptop.ts'
import { differs, pair, verdict, type Scenario } from './support.ts'

/** A log that holds these. */
const holding = (events: readonly StoredEvent[]): LogIndex => ({
  head: (of) => events.filter(({ device }) => device === of).toSorted((one, other) => other.seq - one.seq)[0] ?? null,
  hashAt: (of, at) => events.find(({ device, seq }) => device === of && seq === at)?.hash ?? null,
  hasEvent: (of) => events.some(({ id }) => id === of)
})

/** The chain from a place on as somebody else would write it: other contents, links that fit. */
function rewritten(chain: readonly StoredEvent[], from: number): StoredEvent[] {
  const made: StoredEvent[] = []
  for (const event of chain) {
    if (event.seq < from) continue
    const prevHash = made.at(-1)?.hash ?? event.prevHash
    const id = `${event.id}-other`
    const parents = made.length === 0 ? event.parents : made.slice(-1).map((one) => one.id)
    made.push({ ...event, id, prevHash, parents, hash: sha256(`${prevHash} ${id}`) })
  }
  return made
}

const sealBy = (keyId: string, event: StoredEvent | undefined): SealedHead => ({
  device: event?.device ?? '',
  seq: event?.seq ?? 0,
  hash: event?.hash ?? '',
  keyId
})

/** What goes into the log, where not everybody who calls himself a laptop is it. */
export const admissionScenarios: Readonly<Record<string, Scenario>> = {
  'records made up in the name of a laptop hold up none of its own': (core) => {
    const [a, b] = pair(core)
    for (const given of ['pass', 'fail', 'pass'] as const) b.act(verdict(b, given))
    const events = [...everything([a, b])].map(asStored)
    const of = (device: string): StoredEvent[] => events.filter((event) => event.device === device)
    const seals = [a, b].map(({ device }) => sealBy(device, of(device).at(-1)))
    return [1, 2, of(b.device).length].flatMap((from) => {
      const forged = rewritten(of(b.device), from)
      const all = [...seals, sealBy('stranger', forged.at(-1))]
      const key = (device: string): string => device
      const { applied, held } = core.admit([...forged, ...events], all, holding([]), key)
      const later = core.admit([...forged, ...events], all, holding(of(a.device)), key)
      const made = `made up from ${from} on`
      return [
        ...differs(`${made}: taken in`, applied.length, events.length),
        ...differs(`${made}: taken in later`, later.applied.length, of(b.device).length),
        ...differs(`${made}: put aside`, [...new Set(held.map(({ reason }) => reason))], ['fork']),
        ...differs(`${made}: how many`, held.length, forged.length)
      ]
    })
  },
  'of two chains that one key has signed for neither comes in; of one that is here and another, the one that is here goes on': (
    core
  ) => {
    const [a, b] = pair(core)
    for (const given of ['pass', 'fail', 'pass'] as const) b.act(verdict(b, given))
    const events = [...everything([a, b])].map(asStored)
    const own = events.filter(({ device }) => device === b.device)
    const rest = events.filter(({ device }) => device !== b.device)
    const other = rewritten(own, own.length)
    const seals = [rest, own, other].map((chain) => sealBy(chain[0]?.device ?? '', chain.at(-1)))
    const key = (device: string): string => device
    const both = core.admit([...own, ...other], seals, holding(rest), key)
    const here = core.admit(
      [...own.slice(-2), ...rewritten(own, own.length - 1)],
      [...seals, sealBy(b.device, own.at(-1))],
      holding([...rest, ...own.slice(0, -1)]),
      key
    )
    return [
      ...differs('of two', both.applied.length, 0),
      ...differs(
        'the one that is here',
        here.applied.map(({ hash }) => hash),
        own.slice(-1).map(({ hash }) => hash)
      )
    ]
  }
}
