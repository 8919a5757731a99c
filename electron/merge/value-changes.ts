import type { TargetState } from '../domain/inspection.ts'
import type { HintState } from '../domain/stored-hint.ts'
import type { ProjectionRows, RowChange } from '../events/rows.ts'
import { itemParts } from './items.ts'
import type { Register } from './register.ts'

const progress: readonly TargetState[] = ['waiting', 'in-progress', 'inspected']

/**
 * What the rows show of an item. In a conflict nobody wins: the verdict or edition from before it, the state that is least
 * far on, and of a hint a decision, so that no sweep takes it for one that nobody has looked at.
 */
export function openValue(item: string, register: Register): unknown {
  if (!register.isOpen()) return register.value()
  const versions = register.standing().map(({ value }) => value)
  switch (itemParts(item)[0]) {
    case 'target': {
      const states = versions as { state: TargetState }[]
      return states.reduce((least, one) => (progress.indexOf(one.state) < progress.indexOf(least.state) ? one : least))
    }
    case 'hint':
      return (versions as { state: HintState }[]).findLast(({ state }) => state !== 'open')
    default:
      return register.value()
  }
}

/** The item of that value as changes of rows; undefined and null: it is not there. */
export function valueChanges(item: string, value: unknown): RowChange[] {
  const [kind, first = '', second = '', third = ''] = itemParts(item)
  const isGone = value === undefined || value === null
  switch (kind) {
    case 'verdict': {
      const key = { batchId: first, objectKey: second, indicatorId: third }
      if (isGone) return [{ table: 'verdicts', op: 'delete', key }]
      const given = value as Pick<ProjectionRows['verdicts'], 'verdict' | 'inspector' | 'time'>
      return [{ table: 'verdicts', op: 'upsert', row: { ...key, ...given } }]
    }
    case 'target': {
      if (isGone) return []
      const { state, inspector } = value as Pick<ProjectionRows['targets'], 'state' | 'inspector'>
      return [{ table: 'targets', op: 'update', key: { batchId: first, objectKey: second }, row: { state, inspector } }]
    }
    case 'edition': {
      if (isGone) return []
      const { catalogueHash, decisions } = value as Pick<ProjectionRows['batches'], 'catalogueHash' | 'decisions'>
      return [{ table: 'batches', op: 'update', key: { id: first }, row: { catalogueHash, decisions } }]
    }
    case 'hint': {
      if (isGone) return []
      const { state, reason, findingId, decidedBy, decidedAt } = value as ProjectionRows['hints']
      return [{ table: 'hints', op: 'update', key: { id: first }, row: { state, reason, findingId, decidedBy, decidedAt } }]
    }
    case 'ground': {
      const key = { objectKey: first, check: second, groundHash: third }
      return isGone
        ? [{ table: 'dismissed_grounds', op: 'delete', key }]
        : [{ table: 'dismissed_grounds', op: 'upsert', row: value as ProjectionRows['dismissed_grounds'] }]
    }
    case 'column':
      return isGone
        ? [{ table: 'site_columns', op: 'delete', key: { id: first } }]
        : [{ table: 'site_columns', op: 'upsert', row: value as ProjectionRows['site_columns'] }]
    case 'document': {
      const key = { kind: first as ProjectionRows['office_documents']['kind'], id: second }
      return isGone
        ? [{ table: 'office_documents', op: 'delete', key }]
        : [{ table: 'office_documents', op: 'upsert', row: value as ProjectionRows['office_documents'] }]
    }
    case 'finding': {
      if (second !== 'present') return [{ table: 'findings', op: 'update', key: { id: first }, row: { [second]: value } }]
      return value === false ? [{ table: 'findings', op: 'delete', key: { id: first } }] : []
    }
  }
}
