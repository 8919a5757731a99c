/** Conflicts and rulings as people read them: names instead of keys, plain values instead of rows. */
import type { Store, StoredConflict } from '../../db/store-types.ts'
import type { ConflictRow, ConflictTopic, ConflictVersion, RulingRow, Said } from '../contract/conflicts.ts'
import type { Finding, TargetState, Verdict } from '../domain/inspection.ts'
import type { HintState } from '../domain/stored-hint.ts'
import type { LoggedEvent } from '../events/types.ts'
import { itemParts, subjectOf, writesOf } from '../merge/items.ts'

type Place = Pick<StoredConflict, 'item' | 'batchId' | 'objectKey' | 'indicatorId'>

export interface ConflictViews {
  conflict(row: StoredConflict): ConflictRow
  ruling(row: ReturnType<Store['rulings']>[number]): RulingRow
  /** The event whose word a version is: of a ruling, the one it chose. */
  spoken(eventId: string): LoggedEvent | null
}

/** Names are looked up once for a whole list. */
export function conflictViews(store: Store): ConflictViews {
  const own = store.setting('device')
  const names = new Map([...store.devices(), ...store.knownKeys()].map(({ device, name }) => [device, name]))
  const batches = new Map(store.batches().map(({ batchId, title, period }) => [batchId, `${period} · ${title}`]))
  const indicators = new Map<string, ReadonlyMap<string, string>>()
  const indicatorTitle = (batchId: string | null, id: string): string => {
    if (batchId === null) return ''
    const known =
      indicators.get(batchId) ??
      new Map((store.batch(batchId)?.catalogue.indicators ?? []).map((indicator) => [indicator.id, indicator.title]))
    indicators.set(batchId, known)
    return known.get(id) ?? ''
  }

  function spoken(eventId: string): LoggedEvent | null {
    const event = store.eventById(eventId)
    return event?.type === 'conflict.ruled' ? spoken(event.payload.chosen) : event
  }

  function subjectWords(item: string): string | null {
    const [kind, id = ''] = itemParts(item)
    if (kind === 'hint') return store.hint(id)?.message ?? null
    return kind === 'finding' ? (store.finding(id)?.description ?? null) : null
  }

  function placeOf({ item, batchId, objectKey, indicatorId }: Place): Omit<ConflictRow, 'conflictId' | 'base' | 'versions'> {
    const object = batchId === null || objectKey === null ? undefined : store.target(batchId, objectKey)?.object
    return {
      topic: topicOf(item),
      batchId,
      batchTitle: batches.get(batchId ?? '') ?? null,
      objectKey,
      objectName: object?.name ?? null,
      unit: object?.unit ?? null,
      indicator: indicatorId === null ? null : { id: indicatorId, title: indicatorTitle(batchId, indicatorId) },
      subject: subjectWords(item)
    }
  }

  /** `event`: the word itself, for what its value alone does not tell. */
  function said(place: Place, value: unknown, event: LoggedEvent | null): Said {
    if (value === null || value === undefined) return { as: 'none' }
    const topic = topicOf(place.item)
    switch (topic) {
      case 'verdict':
        return { as: 'verdict', verdict: (value as { verdict: Verdict }).verdict }
      case 'target':
        return { as: 'state', state: (value as { state: TargetState }).state }
      case 'edition': {
        const { decisions } = value as { decisions: readonly unknown[] }
        const isOpening = event?.type === 'batch.opened' || event?.type === 'batch.catalogue-adopted'
        return { as: 'edition', title: isOpening ? event.payload.catalogue.title : '', decisions: decisions.length }
      }
      case 'hint': {
        const { state, reason } = value as { state: HintState; reason: string | null }
        return { as: 'hint', state, reason }
      }
      case 'present':
        return { as: 'presence', isThere: value === true }
      case 'count':
        return { as: 'count', count: Number(value) }
      case 'batchId':
        return { as: 'text', text: batches.get(String(value)) ?? String(value) }
      case 'objectKey': {
        const [object] = store.registryObjectsOf([String(value)])
        return { as: 'text', text: object?.name ?? String(value) }
      }
      case 'indicatorId':
        return { as: 'text', text: `${String(value)} ${indicatorTitle(place.batchId, String(value))}`.trim() }
      case 'description':
      case 'location':
      case 'url':
        return { as: 'text', text: String(value) }
    }
  }

  function version(place: Place, eventId: string, value: unknown): ConflictVersion {
    const event = store.eventById(eventId)
    const device = event?.device ?? ''
    return {
      event: eventId,
      author: event?.author ?? '',
      device,
      deviceName: names.get(device) ?? null,
      isOwn: device === own,
      time: event?.time ?? '',
      said: said(place, value, spoken(eventId))
    }
  }

  return {
    spoken,
    conflict: (row) => ({
      conflictId: row.conflictId,
      ...placeOf(row),
      base: said(row, row.base, null),
      versions: row.versions.map(({ event, value }) => version(row, event, value))
    }),
    ruling({ rulingId, conflictId, item, versions, chosen, by, time, reason }) {
      const words = versions.map((id) => ({ id, event: spoken(id) }))
      const place = { item, ...placeFrom(item, words[0]?.event ?? null, store) }
      const views = words.map(({ id, event }) => version(place, id, event === null ? null : valueIn(item, event)))
      const [first] = views
      if (first === undefined) throw new RangeError('a ruling without versions')
      return {
        rulingId,
        conflictId,
        ...placeOf(place),
        by,
        time,
        reason,
        chosen: views.find(({ event }) => event === chosen) ?? first,
        others: views.filter(({ event }) => event !== chosen)
      }
    }
  }
}

function topicOf(item: string): ConflictTopic {
  const [kind, , field] = itemParts(item)
  switch (kind) {
    case 'finding':
      return (field ?? 'present') as ConflictTopic
    case 'verdict':
    case 'target':
    case 'edition':
    case 'hint':
      return kind
    // Of these the last one stands (`judgementOf`): they are never in conflict.
    case 'ground':
    case 'column':
    case 'document':
      throw new RangeError(`${kind} cannot be in conflict`)
  }
}

/** What an event says of an item; of a field of a finding, that field. */
function valueIn(item: string, event: LoggedEvent): unknown {
  const [kind, , field = 'present'] = itemParts(item)
  const value = writesOf(event).find((one) => one.item === subjectOf(item))?.value
  if (kind !== 'finding') return value
  if (field === 'present') return value !== null
  return value === null || value === undefined ? null : (value as Record<string, unknown>)[field]
}

/** Where the item is, from its name or from what one version says of it. */
function placeFrom(item: string, event: LoggedEvent | null, store: Store): Omit<Place, 'item'> {
  const [kind, first = null, second = null, third = null] = itemParts(item)
  if (kind === 'hint') {
    const hint = store.hint(first ?? '')
    return { batchId: hint?.batchId ?? null, objectKey: hint?.objectKey ?? null, indicatorId: null }
  }
  if (kind !== 'finding') return { batchId: first, objectKey: second, indicatorId: third }
  const finding = findingIn(item, event) ?? store.finding(first ?? '')
  if (finding === null) return { batchId: null, objectKey: null, indicatorId: null }
  const { batchId, objectKey, indicatorId } = finding
  return { batchId, objectKey, indicatorId }
}

/** The finding as the event wrote it; null where it took it away. */
export function findingIn(item: string, event: LoggedEvent | null): Finding | null {
  const write = event === null ? undefined : writesOf(event).find((one) => one.item === subjectOf(item))
  return itemParts(item)[0] === 'finding' ? ((write?.value as Finding | null | undefined) ?? null) : null
}
