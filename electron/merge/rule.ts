import type { ProjectionRows, RowChange } from '../events/rows.ts'
import { itemKey, itemParts, subjectOf } from './items.ts'
import { valueChanges } from './value-changes.ts'

type Conflict = ProjectionRows['conflicts']

/**
 * What a ruling does to rows that are up to date. `grounds`: what the chosen decision on a hint says of its ground.
 * `open`: every conflict that stands. The same rows come from `settle` over the whole log.
 */
export function rulingChanges(
  conflict: Conflict,
  chosen: string,
  open: readonly Conflict[],
  grounds: readonly { item: string; value: unknown }[]
): RowChange[] {
  const version = conflict.versions.find(({ event }) => event === chosen)
  if (version === undefined) return []
  const [kind, id = '', field] = itemParts(conflict.item)
  // Of a withdrawn finding nothing is left to decide.
  const isWithdrawn = kind === 'finding' && field === 'present' && version.value === false
  const others =
    kind === 'finding' ? open.filter((other) => other !== conflict && subjectOf(other.item) === itemKey('finding', id)) : []
  const settled = isWithdrawn ? [conflict, ...others] : [conflict]
  return [
    ...valueChanges(conflict.item, version.value),
    ...grounds.flatMap(({ item, value }) => valueChanges(item, value)),
    ...(isPlace(field) ? others : []).map(({ conflictId }): RowChange => ({
      table: 'conflicts',
      op: 'update',
      key: { conflictId },
      // What stands against each other in other fields belongs to this place from here on.
      row: { [field ?? '']: version.value }
    })),
    ...settled.map(({ conflictId }): RowChange => ({ table: 'conflicts', op: 'delete', key: { conflictId } }))
  ]
}

const isPlace = (field: string | undefined): boolean => field === 'batchId' || field === 'objectKey' || field === 'indicatorId'
