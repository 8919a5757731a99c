import type { Sha256 } from '../domain/ports.ts'
import type { RowChange } from '../events/rows.ts'
import type { LoggedEvent } from '../events/types.ts'
import type { Causality } from './causality.ts'
import { conflictName, conflictRow } from './conflict.ts'
import { createFindingRegister } from './finding-register.ts'
import { itemParts, subjectOf, touchedItems, writesOf, itemKey } from './items.ts'
import { createRegister, type Register } from './register.ts'
import { openValue, valueChanges } from './value-changes.ts'

type Log = () => Iterable<LoggedEvent>
type Ruled = Extract<LoggedEvent, { type: 'conflict.ruled' }>

/** Where hints were found: their decisions do not say the batch. */
type Places = Map<string, { batchId: string; objectKey: string }>

/**
 * What has to be put right in the rows after the log was projected in its order: items on which events that knew nothing of
 * each other have a word. Rows then hold what all agree on, and every disagreement stands in `conflicts` with its versions.
 * `log` is read twice, in the order of `causal`.
 */
export function settle(log: Log, causal: Causality, sha256: Sha256): RowChange[] {
  const mixed = mixedItems(log, causal)
  if (mixed.size === 0) return []
  const nameOf = conflictName(sha256)
  const registers = new Map<string, Register>()
  const findings = new Map<string, ReturnType<typeof createFindingRegister>>()
  const events = new Map<string, LoggedEvent>()
  const places: Places = new Map()
  const registerOf = (item: string): Register => {
    const known = registers.get(item) ?? createRegister(item, causal, nameOf)
    registers.set(item, known)
    return known
  }
  const findingOf = (subject: string) => {
    const known = findings.get(subject) ?? createFindingRegister(subject, causal, nameOf)
    findings.set(subject, known)
    return known
  }

  const rule = (event: Ruled): void => {
    const { item, conflictId, chosen } = event.payload
    const subject = subjectOf(item)
    if (!mixed.has(subject)) return
    events.set(event.id, event)
    const ruling = { event: event.id, device: event.device, conflictId, chosen }
    if (itemParts(item)[0] === 'finding') return void findingOf(subject).rule(item, ruling)
    const version = registerOf(item).rule(ruling)
    if (version === null || itemParts(item)[0] !== 'hint') return
    const ground = groundWrite(version.event, events)
    if (ground !== undefined) registerOf(ground.item).write({ event: event.id, device: event.device, value: ground.value })
  }

  for (const event of log()) {
    if (event.type === 'hints.found') {
      const { batchId, objectKey, hints } = event.payload
      for (const { id } of hints) if (mixed.has(itemKey('hint', id))) places.set(id, { batchId, objectKey })
    }
    if (event.type === 'conflict.ruled') rule(event)
    else {
      for (const { item, value, isMachine = false } of writesOf(event)) {
        if (!mixed.has(item)) continue
        events.set(event.id, event)
        const word = { event: event.id, device: event.device, value, isMachine }
        if (itemParts(item)[0] === 'finding') findingOf(item).write(word)
        else registerOf(item).write(word)
      }
    }
  }

  const changes: RowChange[] = []
  const add = (item: string, register: Register): void => {
    const place = placeOf(item, places)
    if (register.isOpen())
      changes.push(conflictRow(item, register.standing(), register.value() ?? null, { place, events, nameOf }))
    changes.push(...valueChanges(item, openValue(item, register)))
  }
  for (const [item, register] of registers) add(item, register)
  for (const finding of findings.values()) changes.push(...finding.changes(events))
  return changes
}

/** Items with a word that did not know the one before it: only these can need more than the order of the log. */
function mixedItems(log: Log, causal: Causality): ReadonlySet<string> {
  const last = new Map<string, string>()
  const grounds = new Map<string, string>()
  const mixed = new Set<string>()
  for (const event of log()) {
    const items = touchedItems(event)
    for (const item of items) {
      const before = last.get(item)
      if (before !== undefined && before !== event.id && !causal.isBefore(before, event.id)) mixed.add(item)
      last.set(item, event.id)
    }
    const [hint = '', ground] = items
    if (ground !== undefined && itemParts(ground)[0] === 'ground') grounds.set(hint, ground)
  }
  // A ruling on a hint says what becomes of its ground too.
  for (const [hint, ground] of grounds) if (mixed.has(hint)) mixed.add(ground)
  return mixed
}

/** The ground that goes with the decision on a hint; a ruling stands for the version it chose. */
function groundWrite(eventId: string, events: ReadonlyMap<string, LoggedEvent>): { item: string; value: unknown } | undefined {
  const event = events.get(eventId)
  if (event === undefined) return undefined
  if (event.type === 'conflict.ruled') return groundWrite(event.payload.chosen, events)
  return writesOf(event).find(({ item }) => itemParts(item)[0] === 'ground')
}

function placeOf(item: string, places: Places): { batchId: string | null; objectKey: string | null; indicatorId: string | null } {
  const [kind, first = null, second = null, third = null] = itemParts(item)
  if (kind === 'hint') return { ...(places.get(first ?? '') ?? { batchId: null, objectKey: null }), indicatorId: null }
  return { batchId: first, objectKey: second, indicatorId: third }
}
