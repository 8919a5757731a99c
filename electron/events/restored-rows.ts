import type { RestoredWork } from '../domain/restored-work.ts'
import type { RowChange } from './rows.ts'

/** The rows of one target as they were before (after) the act that is taken back (brought back). */
export function restoredRows({ batchId, objectKey, target, verdicts, findings }: RestoredWork): RowChange[] {
  const place = { batchId, objectKey }
  return [
    ...(target === null ? [] : [{ table: 'targets', op: 'update', key: place, row: target } satisfies RowChange]),
    ...verdicts.map(({ indicatorId, given }): RowChange => {
      const key = { ...place, indicatorId }
      return given === null
        ? { table: 'verdicts', op: 'delete', key }
        : { table: 'verdicts', op: 'upsert', row: { ...key, ...given } }
    }),
    ...findings.map(({ id, finding }): RowChange =>
      finding === null ? { table: 'findings', op: 'delete', key: { id } } : { table: 'findings', op: 'upsert', row: finding }
    )
  ]
}
