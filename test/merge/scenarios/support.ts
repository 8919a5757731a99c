import { canonicalJson } from '../../../electron/domain/canonical-json.ts'
import type { Finding } from '../../../electron/domain/inspection.ts'
import type { NewEvent } from '../../../electron/events/types.ts'
import type { Core } from '../core.ts'
import { batchId, everything, openedBatch, target } from '../history.ts'
import type { Laptop } from '../laptop.ts'
import { stateOf, type Tables } from '../tables.ts'

/** What must come out, checked by rule; the answer lists what did not. They are run on faulty copies of the core too. */
export type Scenario = (core: Core) => string[]

export const verdict = (
  laptop: Laptop,
  given: 'pass' | 'fail' | 'pending',
  indicatorId = 'W1',
  objectKey = target.objectKey
): NewEvent => ({
  type: 'verdict.given',
  payload: { batchId, objectKey, indicatorId, verdict: given, inspector: laptop.device }
})
export const recorded = (payload: Finding): NewEvent => ({ type: 'finding.recorded', payload })
export const edited = (payload: Finding): NewEvent => ({ type: 'finding.edited', payload })
export const withdrawn = (findingId: string): NewEvent => ({ type: 'finding.withdrawn', payload: { findingId, reason: '重复' } })
export const state = (laptop: Laptop, to: 'waiting' | 'in-progress' | 'inspected'): NewEvent => ({
  type: 'target.state-changed',
  payload: { ...target, state: to, inspector: laptop.device }
})

export function differs(what: string, is: unknown, should: unknown): string[] {
  const [one, other] = [canonicalJson(is ?? null), canonicalJson(should ?? null)]
  return one === other ? [] : [`${what}: ${one} instead of ${other}`]
}

export const kinds = (tables: Tables): string[] =>
  tables
    .rows('conflicts')
    .map(({ item }) => item.slice(2, item.indexOf('"', 2)))
    .sort()

/** Two laptops with one batch; their clocks 800 days apart. */
export function pair(core: Core, skew = 400): [Laptop, Laptop] {
  const [a, b] = openedBatch(core, 2, (index) => (index === 0 ? -skew : skew))
  if (a === undefined || b === undefined) throw new RangeError('two laptops')
  return [a, b]
}

export const together = (core: Core, ...laptops: readonly Laptop[]): Tables => stateOf(core, everything(laptops))
