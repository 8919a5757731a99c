import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newBlock, printed, type Draft, type DraftTable } from './draft.ts'
import { PickField } from './fields.tsx'
import { choices } from './use-words.ts'

interface TableKindProps {
  block: DraftTable
  draft: Draft
  onChange: (block: DraftTable, key: string | null) => void
}

/** Whether the table is counted from the batches or shows rows from elsewhere; what both have in common is kept. */
export function TableKind({ block, draft, onChange }: TableKindProps): ReactNode {
  const { t } = useTranslation()
  const { id, title, total, ties, note, dropEmpty, when } = block
  const common = { id, title, total, ties, note, dropEmpty, when }
  const words = { paragraph: '', table: title, column: t(($) => $.profiles.measures.group), external: '' }
  return (
    <PickField
      label={t(($) => $.profiles.fields.tableKind)}
      value={block.groupBy === 'external' ? 'external' : 'counted'}
      options={choices(['counted', 'external'] as const, (kind) => t(($) => $.profiles.tableKinds[kind]))}
      onChange={(kind) => {
        if ((kind === 'external') === (block.groupBy === 'external')) return
        if (kind === 'counted') return onChange({ ...newBlock(draft, 'tables', words), ...common } as DraftTable, null)
        const external = draft.externals[0]?.id ?? 'changes'
        const rest = { external, index: printed.index, rank: null, where: [], sort: null, limit: null }
        onChange({ ...common, ...rest, groupBy: 'external' }, null)
      }}
    />
  )
}
