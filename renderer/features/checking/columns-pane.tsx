import './columns.css'
import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ColumnEditor } from './columns-editor.tsx'
import { ColumnsList } from './columns-list.tsx'
import { ColumnsPaper } from './columns-paper.tsx'
import { formOf, formOfPage, readForm, type ColumnForm, type FormFault } from './columns-view.ts'
import { useDraft } from './draft-store.ts'
import type { Checking } from './use-checking.ts'
import type { ColumnsWork } from './use-columns.ts'

/** 栏目: the columns of the site as they were seen, and the working paper that W3, W4 and the column items come from. */
export function ColumnsPane({ checking, work }: { checking: Checking; work: ColumnsWork }): ReactNode {
  const { t } = useTranslation()
  const [fault, setFault] = useState<FormFault | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const { paper } = work
  const target = checking.work.detail?.target ?? null
  const [form, setForm] = useDraft({ batchId: target?.batchId ?? '', objectKey: target?.objectKey ?? '' }, 'column')
  if (work.failure !== null) return <Alert type="error" title={work.failure} />
  if (paper === null || target === null) return <div className="checking-fill" />

  const open = (next: ColumnForm | null): void => {
    setFault(null)
    setForm(next)
  }
  const save = async (typed: ColumnForm): Promise<boolean> => {
    const read = readForm(typed, target.objectKey, new Date().toISOString())
    if (form !== null) setFault(read.fault)
    else if (read.fault !== null) checking.tell({ tone: 'bad', text: t(($) => $.columns.fault[read.fault]) })
    return read.column !== null && (await work.record(read.column))
  }
  const add = (): void => open(formOfPage(checking.page.state, target.object, paper.columns))

  return (
    <div className="columns-pane">
      <div className="columns-head">
        <h3>{t(($) => $.columns.registered, { amount: paper.columns.length })}</h3>
        <Button size="small" icon={<PlusOutlined />} title={t(($) => $.columns.addHelp)} onClick={add}>
          {t(($) => $.columns.add)}
        </Button>
        <Button
          size="small"
          type="text"
          icon={<ImportOutlined />}
          disabled={work.isBusy}
          title={t(($) => $.columns.importHelp)}
          onClick={() => input.current?.click()}
        >
          {t(($) => $.columns.import)}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept=".xlsx,.csv"
          data-testid="columns-file"
          aria-label={t(($) => $.columns.import)}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            if (file !== undefined) work.importFile(file)
            event.target.value = ''
          }}
        />
      </div>
      {form === null ? (
        <ColumnsList
          paper={paper}
          openedAt={work.openedAt}
          now={work.now}
          isBusy={work.isBusy}
          onEdit={(column) => open(formOf(column))}
          onSeen={(column, lastUpdate) => save({ ...formOf(column), lastUpdate, isBlank: column.isBlank && lastUpdate === '' })}
          onVisit={checking.page.state === null ? null : (url) => checking.page.navigate(url)}
          onRemove={work.remove}
        />
      ) : (
        <ColumnEditor
          key={form.id ?? ''}
          form={form}
          fault={fault}
          isBusy={work.isBusy}
          onChange={setForm}
          onCancel={() => open(null)}
          onSave={() => void save(form).then((isSaved) => (isSaved ? open(null) : undefined))}
        />
      )}
      {form === null ? <ColumnsPaper checking={checking} work={work} paper={paper} /> : null}
    </div>
  )
}
