import { changesBlock } from '../../../../electron/domain/notice-changes.ts'
import type { ExternalColumn } from '../../../../electron/domain/notice-external.ts'
import type { Draft } from './draft.ts'

/** Columns of an external table that the draft may use; none where there is no such table. */
export function columnsOf(draft: Draft, external: string): readonly ExternalColumn[] {
  if (external === changesBlock.id) return changesBlock.columns
  return draft.externals.find(({ id }) => id === external)?.columns ?? []
}
