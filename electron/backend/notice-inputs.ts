import type { Store, StoredBatch } from '../../db/store-types.ts'
import type { ExternalTable } from '../domain/external-table.ts'
import type { RegistryChange } from '../domain/notice-changes.ts'
import type { ObjectKind, RegistryObject } from '../domain/registry.ts'
import { batchOf } from './batch-lookup.ts'
import type { BackendContext } from './context.ts'
import { externalRows } from './external-tables-feature.ts'

/** How many events are read at once: a chunk of an import holds a thousand objects. */
const page = 200

/**
 * The finished batches that changes are counted against: those named, else for each kind the last earlier ones of another
 * period. Batches of one period that share objects were run twice; the later one stands.
 */
export function previousBatches(store: Store, batches: readonly StoredBatch[], named: readonly string[] | null): StoredBatch[] {
  if (named !== null) return [...new Set(named)].map((batchId) => batchOf(store, batchId))
  const done = store.targetCounts()
  const chosen = new Set(batches.map(({ batchId }) => batchId))
  const all = store.batches()
  return [...new Set(batches.map(({ object }) => object))].flatMap((kind) => {
    const mine = batches.filter(({ object }) => object === kind)
    const first = mine.reduce((earliest, { openedAt }) => (openedAt < earliest ? openedAt : earliest), mine[0]?.openedAt ?? '')
    const periods = new Set(mine.map(({ period }) => period))
    const earlier = all
      .filter((batch) => batch.object === kind && !chosen.has(batch.batchId) && batch.openedAt < first)
      .filter((batch) => !periods.has(batch.period) && (done.get(batch.batchId)?.inspected ?? 0) === batch.drawn)
      .toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
    const seen = new Set<string>()
    return earlier.flatMap((batch) => {
      if (batch.period !== earlier[0]?.period) return []
      const keys = store.targets(batch.batchId).map(({ objectKey }) => objectKey)
      if (keys.some((key) => seen.has(key))) return []
      for (const key of keys) seen.add(key)
      return [batchOf(store, batch.batchId)]
    })
  })
}

/**
 * What became of the registry between the opening of the previous batches and of these, kind by kind, read from the log;
 * null where no kind has a previous batch.
 */
export function registryChanges(
  store: Store,
  batches: readonly StoredBatch[],
  previous: readonly StoredBatch[]
): RegistryChange[] | null {
  const spans = [...new Set(batches.map(({ object }) => object))].flatMap((kind) => {
    const before = new Set(previous.filter(({ object }) => object === kind).map(({ batchId }) => batchId))
    const now = new Set(batches.filter(({ object }) => object === kind).map(({ batchId }) => batchId))
    return before.size === 0 ? [] : [{ kind, before, now, isOpen: false }]
  })
  if (spans.length === 0) return null
  /** Objects as they stood when the span of their kind began, and the last change since. */
  const start = new Map<string, RegistryObject>()
  const changed = new Map<string, { after: RegistryObject; time: string }>()
  const isOpen = (kind: ObjectKind): boolean => spans.some((span) => span.kind === kind && span.isOpen)
  const isOver = (kind: ObjectKind): boolean => !spans.some((span) => span.kind === kind && (span.isOpen || span.before.size > 0))
  for (const event of everyEvent(store)) {
    if (event.type === 'batch.opened') {
      for (const span of spans) {
        // From the last of the previous batches to the last of these.
        if (span.before.delete(event.payload.batchId) && span.before.size === 0) span.isOpen = true
        if (span.now.delete(event.payload.batchId) && span.now.size === 0) span.isOpen = false
      }
    }
    if (event.type !== 'registry.objects-changed') continue
    for (const { object } of event.payload.changes) {
      if (isOpen(object.kind)) changed.set(object.key, { after: object, time: event.time })
      else if (!isOver(object.kind)) start.set(object.key, object)
    }
  }
  return [...changed].map(([key, { after, time }]) => ({ before: start.get(key) ?? null, after, time }))
}

function* everyEvent(store: Store): Generator<ReturnType<Store['events']>[number]> {
  let after = 0
  for (;;) {
    const events = store.events(after, page)
    yield* events
    if (events.length < page) return
    after += events.length
  }
}

/** The office's tables that the request chose, by what the profile calls them. */
export function chosenExternals(
  ctx: Pick<BackendContext, 'store'>,
  chosen: Readonly<Record<string, string>>
): Record<string, ExternalTable> {
  return Object.fromEntries(
    Object.entries(chosen).flatMap(([id, documentId]) => externalRows(ctx, [documentId]).map((table) => [id, table] as const))
  )
}
