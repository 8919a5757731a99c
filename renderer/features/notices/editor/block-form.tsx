import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileFault } from '../../../../electron/domain/notice-profile-faults.ts'
import { ScrollPane } from '../../../components/screen.tsx'
import { withList, type BlockItems, type Draft, type ListPart, type Place } from './draft.ts'
import { ExternalBlockForm } from './external-block-form.tsx'
import { ExternalFigureForm } from './external-figure-form.tsx'
import { ExternalTableForm } from './external-table-form.tsx'
import { FigureForm } from './figure-form.tsx'
import type { KnownFigure } from './form-props.ts'
import { GeneralForm } from './general-form.tsx'
import { ParagraphForm } from './paragraph-form.tsx'
import { TableForm } from './table-form.tsx'
import type { FigureName } from './use-words.ts'

interface BlockFormProps {
  draft: Draft
  place: Place
  isNew: boolean
  faults: readonly ProfileFault[]
  figures: readonly KnownFigure[]
  nameOf: FigureName
  onChange: (draft: Draft, key: string | null) => void
  onMove: (part: ListPart, index: number, by: -1 | 1) => void
  onCopy: (part: ListPart, index: number) => void
  onRemove: (part: ListPart, index: number) => void
}

/** The block at hand with its faults, its form, and what can be done with it as a whole. */
export function BlockForm(props: BlockFormProps): ReactNode {
  const { place, faults } = props
  const { t } = useTranslation()
  const { part, index } = place
  const mine = faults.filter((fault) => fault.part === part && fault.index === index)
  const title = part === 'profile' ? t(($) => $.profiles.general) : `${t(($) => $.profiles.part[part])} ${(index ?? 0) + 1}`
  return (
    <ScrollPane className="panel block-form" label={title}>
      <header>
        <h2>{title}</h2>
        {part === 'profile' || index === null ? null : <BlockTools {...props} part={part} index={index} />}
      </header>
      {mine.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={mine.map(({ field, reason }) => (field === '' ? reason : `${field}：${reason}`)).join('；')}
        />
      )}
      <Form key={`${part}.${index ?? 0}`} {...props} />
    </ScrollPane>
  )
}

function BlockTools({
  draft,
  part,
  index,
  onMove,
  onCopy,
  onRemove
}: BlockFormProps & { part: ListPart; index: number }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="editor-row-tools">
      <Button
        size="small"
        icon={<ArrowUpOutlined />}
        title={`${t(($) => $.profiles.up)} (Alt+↑)`}
        aria-label={t(($) => $.profiles.up)}
        disabled={index === 0}
        onClick={() => onMove(part, index, -1)}
      />
      <Button
        size="small"
        icon={<ArrowDownOutlined />}
        title={`${t(($) => $.profiles.down)} (Alt+↓)`}
        aria-label={t(($) => $.profiles.down)}
        disabled={index === draft[part].length - 1}
        onClick={() => onMove(part, index, 1)}
      />
      <Button
        size="small"
        icon={<CopyOutlined />}
        title={t(($) => $.profiles.copyBlock)}
        aria-label={t(($) => $.profiles.copyBlock)}
        onClick={() => onCopy(part, index)}
      />
      <Button
        size="small"
        icon={<DeleteOutlined />}
        title={t(($) => $.profiles.remove)}
        aria-label={t(($) => $.profiles.remove)}
        onClick={() => onRemove(part, index)}
      />
    </span>
  )
}

function Form({ draft, place, isNew, figures, nameOf, onChange }: BlockFormProps): ReactNode {
  const { part, index } = place
  const base = { draft, figures, nameOf }
  if (part === 'profile') return <GeneralForm {...base} block={draft} isNew={isNew} onChange={onChange} />
  const at = index ?? 0
  const put =
    <P extends ListPart>(list: P) =>
    (block: BlockItems[P], key: string | null): void =>
      onChange(
        withList(draft, list, (blocks) => blocks.toSpliced(at, 1, block)),
        key === null ? null : `${list}.${at}.${key}`
      )
  const paragraph = part === 'paragraphs' ? draft.paragraphs[at] : undefined
  if (paragraph !== undefined) return <ParagraphForm {...base} block={paragraph} onChange={put('paragraphs')} />
  const table = part === 'tables' ? draft.tables[at] : undefined
  if (table?.groupBy === 'external') {
    return <ExternalTableForm {...base} block={table} onChange={put('tables')} onKind={put('tables')} />
  }
  if (table !== undefined) {
    return <TableForm {...base} block={table} onChange={put('tables')} onKind={put('tables')} />
  }
  const figure = part === 'figures' ? draft.figures[at] : undefined
  if (figure !== undefined) return <FigureForm {...base} block={figure} onChange={put('figures')} />
  const external = part === 'externals' ? draft.externals[at] : undefined
  if (external !== undefined) return <ExternalBlockForm {...base} block={external} onChange={put('externals')} />
  const counted = part === 'externalFigures' ? draft.externalFigures[at] : undefined
  if (counted !== undefined) return <ExternalFigureForm {...base} block={counted} onChange={put('externalFigures')} />
  return null
}
