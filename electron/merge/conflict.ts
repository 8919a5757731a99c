import { canonicalJson } from '../domain/canonical-json.ts'
import type { Sha256 } from '../domain/ports.ts'
import type { ProjectionRows, RowChange } from '../events/rows.ts'
import type { LoggedEvent } from '../events/types.ts'
import { itemParts } from './items.ts'
import type { ConflictNamer, Version } from './register.ts'

export interface ConflictPlace {
  batchId: string | null
  objectKey: string | null
  indicatorId: string | null
}

/** SHA-256 over the item and the events that stand against each other. */
export function conflictName(sha256: Sha256): ConflictNamer {
  return (item, events) => sha256(canonicalJson({ item, events: events.toSorted() }))
}

/** The conflict as a row, its versions in the order of their events' ids. */
export function conflictRow(
  item: string,
  versions: readonly Version[],
  base: unknown,
  { place, events, nameOf }: { place: ConflictPlace; events: ReadonlyMap<string, LoggedEvent>; nameOf: ConflictNamer }
): RowChange {
  const ids = versions.map(({ event }) => event)
  const row: ProjectionRows['conflicts'] = {
    conflictId: nameOf(item, ids),
    item,
    kind: itemParts(item)[0],
    ...place,
    base,
    versions: versions
      .map(({ event, value }) => {
        const logged = events.get(event)
        return { event, type: logged?.type ?? '', author: logged?.author ?? '', time: logged?.time ?? '', value }
      })
      .toSorted((one, other) => (one.event < other.event ? -1 : 1))
  }
  return { table: 'conflicts', op: 'upsert', row }
}
