import type { Finding } from '../domain/inspection.ts'
import type { LoggedEvent } from '../events/types.ts'

/** What two events can be about: one judgement, one finding, one state. */
export type ItemKind = 'verdict' | 'target' | 'finding' | 'hint' | 'ground' | 'edition' | 'column' | 'document'

/** The item's name as text. JSON, so that no id can run into the next one. */
export function itemKey(kind: ItemKind, ...parts: readonly string[]): string {
  return JSON.stringify([kind, ...parts])
}

export function itemParts(item: string): [kind: ItemKind, ...parts: string[]] {
  return JSON.parse(item) as [ItemKind, ...string[]]
}

/** Of a field of a finding: the finding; of everything else: itself. An act on the subject is an act on all its fields. */
export function subjectOf(item: string): string {
  const [kind, id = ''] = itemParts(item)
  return kind === 'finding' ? itemKey('finding', id) : item
}

/** One event's word on one item. */
export interface Write {
  item: string
  /** What the item becomes; null: nothing any more. */
  value: unknown
  /** By a sweep, not by a person: never stands against a person's word. */
  isMachine?: true
}

/** Everything the event says of items that people can judge differently, or that a removal could take from somebody. */
export function writesOf(event: LoggedEvent): Write[] {
  switch (event.type) {
    case 'verdict.given': {
      const { batchId, objectKey, indicatorId, verdict, inspector } = event.payload
      return [{ item: itemKey('verdict', batchId, objectKey, indicatorId), value: { verdict, inspector, time: event.time } }]
    }
    case 'target.state-changed': {
      const { batchId, objectKey, state, inspector } = event.payload
      return [{ item: itemKey('target', batchId, objectKey), value: { state, inspector } }]
    }
    case 'finding.recorded':
    case 'finding.edited':
      return [findingWrite(event.payload.id, event.payload)]
    case 'finding.withdrawn':
      return [findingWrite(event.payload.findingId, null)]
    case 'work.restored': {
      const { batchId, objectKey, target, verdicts, findings } = event.payload
      return [
        ...(target === null ? [] : [{ item: itemKey('target', batchId, objectKey), value: target }]),
        ...verdicts.map(({ indicatorId, given }) => ({
          item: itemKey('verdict', batchId, objectKey, indicatorId),
          value: given
        })),
        ...findings.map(({ id, finding }) => findingWrite(id, finding))
      ]
    }
    case 'batch.opened':
    case 'batch.catalogue-adopted': {
      const { batchId, catalogueHash, decisions = [] } = event.payload
      return [{ item: itemKey('edition', batchId), value: { catalogueHash, decisions } }]
    }
    case 'hints.found':
      return event.payload.gone.map((id) => ({
        item: itemKey('hint', id),
        value: { ...undecided, state: 'gone' },
        isMachine: true
      }))
    case 'hint.taken':
    case 'hint.dismissed':
    case 'hint.reopened':
    case 'hint.remembered':
      return hintWrites(event)
    case 'column.recorded':
      return [{ item: itemKey('column', event.payload.id), value: event.payload }]
    case 'column.removed':
      return [{ item: itemKey('column', event.payload.columnId), value: null }]
    case 'office.document-saved': {
      const { kind, id } = event.payload
      return [{ item: itemKey('document', kind, id), value: { ...event.payload, time: event.time, author: event.author } }]
    }
    case 'office.document-removed':
      return [{ item: itemKey('document', event.payload.kind, event.payload.id), value: null }]
    default:
      return []
  }
}

const undecided = { reason: null, findingId: null, decidedBy: null, decidedAt: null }

function findingWrite(id: string, value: Finding | null): Write {
  return { item: itemKey('finding', id), value }
}

/** The hint itself first, then the ground that is remembered or forgotten with it. */
function hintWrites(
  event: Extract<LoggedEvent, { type: 'hint.taken' | 'hint.dismissed' | 'hint.reopened' | 'hint.remembered' }>
): Write[] {
  const both = (
    hintId: string,
    value: object,
    ground: { objectKey: string; check: string; groundHash: string },
    row: object | null
  ) => [
    { item: itemKey('hint', hintId), value: { ...undecided, ...value } },
    { item: itemKey('ground', ground.objectKey, ground.check, ground.groundHash), value: row }
  ]
  switch (event.type) {
    case 'hint.remembered':
      return both(event.payload.hintId, { state: 'remembered' }, event.payload.ground, event.payload.ground)
    case 'hint.reopened':
      return both(event.payload.hintId, { state: 'open' }, event.payload, null)
    case 'hint.taken': {
      const { hintId, findingId, inspector: decidedBy, decidedAt } = event.payload
      return both(hintId, { state: 'taken', findingId, decidedBy, decidedAt }, event.payload, null)
    }
    case 'hint.dismissed': {
      const { hintId, objectKey, check, groundHash, url, path, text, reason, inspector, decidedAt } = event.payload
      const row = { objectKey, check, groundHash, url, path, text, hintId, reason, inspector, time: decidedAt }
      return both(hintId, { state: 'dismissed', reason, decidedBy: inspector, decidedAt }, event.payload, row)
    }
  }
}

/** Items that the event is about, a ruling's included. */
export function touchedItems(event: LoggedEvent): string[] {
  return event.type === 'conflict.ruled' ? [subjectOf(event.payload.item)] : writesOf(event).map(({ item }) => item)
}

/** Items that a person has a word on in this event. */
export function judgedItems(event: LoggedEvent): string[] {
  return writesOf(event).flatMap(({ item, isMachine = false }) => (isMachine ? [] : [item]))
}

const wordless: ReadonlySet<string> = new Set<LoggedEvent['type']>([
  'registry.imported',
  'registry.objects-changed',
  'batch.targets-drawn',
  'visits.recorded',
  'evidence.captured',
  'evidence.numbers-found',
  'evidence.annotated',
  'evidence.viewed',
  'package.made',
  'package.verified',
  'package.merged',
  'unit-packet.exported',
  'manager.ruled',
  'key.accepted',
  'key.replaced',
  'work.assigned',
  'work.withdrawn',
  // The words in its excerpt are those of the sender's events, and count where these are.
  'work.received'
])

/** Whether events of the type can have a word on an item, or say where one is: the long ones need not be read for it. */
export function mayHaveWord(type: LoggedEvent['type']): boolean {
  return !wordless.has(type)
}
