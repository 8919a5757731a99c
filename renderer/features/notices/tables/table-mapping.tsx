import { Alert, App, Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../../electron/contract/index.ts'
import { externalColumnTypeSchema, type ExternalColumnType } from '../../../../electron/domain/external-table.ts'
import { FailureAlert, useReportFailure } from '../../../components/failure.tsx'
import { Screen, ScrollPane } from '../../../components/screen.tsx'
import { rpc } from '../../../rpc/client.ts'
import { useRead, useWrite } from '../../../rpc/hooks.ts'
import { asDraft } from '../editor/draft.ts'
import { allColumns, matchColumns, type MappedColumn } from './mapping.ts'

type Preview = Output<'externals.preview'>
const shownRows = 100

interface TableMappingProps {
  preview: Preview
  error: unknown
  onAgain: (sheet: string | null, headerRow: number | null) => void
  onLeave: () => void
}

/** Left what the columns are for, right the rows as they were read. */
export function TableMapping({ preview, error, onAgain, onLeave }: TableMappingProps): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const { sheet } = preview
  const profiles = useRead('notices.profiles', {})
  const save = useWrite('externals.save')
  const report = useReportFailure()
  const fileName = sheet.file.replace(/\.[^.]*$/, '')
  const [title, setTitle] = useState(fileName)
  const [id, setId] = useState(fileName.replace(/[^\p{L}\p{N}_.-]/gu, '').slice(0, 40))
  const [period, setPeriod] = useState('')
  const [block, setBlock] = useState('')
  const [columns, setColumns] = useState<MappedColumn[]>(() => allColumns(sheet))
  const [acceptTotals, setAcceptTotals] = useState(false)

  const blocks = (profiles.data?.profiles ?? []).flatMap((profile) =>
    profile.externals.map((external) => ({ key: `${profile.id}/${external.id}`, profile, external }))
  )
  const chooseBlock = (key: string): void => {
    setBlock(key)
    const chosen = blocks.find((one) => one.key === key)
    if (chosen === undefined) return setColumns(allColumns(sheet))
    const { profile, external } = chosen
    setTitle(external.title)
    setColumns(matchColumns(sheet, external.columns))
    // The profile also says under which other headings its columns are found.
    rpc
      .call('profiles.get', { id: profile.id })
      .then(({ profile: json }) => {
        const whole = asDraft(json)?.externals.find(({ id: blockId }) => blockId === external.id)?.columns
        const declared = external.columns.map((column) => ({
          ...column,
          also: whole?.find(({ id: of }) => of === column.id)?.also
        }))
        setColumns(matchColumns(sheet, declared))
      })
      .catch(report)
  }
  const put = (at: number, column: MappedColumn): void => setColumns(columns.toSpliced(at, 1, column))
  const missing = columns.filter(({ from }) => from === null)
  const rows = sheet.rows.filter(({ role }) => role === 'row').length
  const taken = new Set(columns.map(({ from }) => from))

  return (
    <Screen
      title={t(($) => $.notices.tables.mapTitle, { file: sheet.file })}
      help={t(($) => $.notices.tables.mapHelp)}
      layout="fill"
      actions={
        <>
          {preview.disagreements.length === 0 ? null : (
            <Checkbox checked={acceptTotals} onChange={(event) => setAcceptTotals(event.target.checked)}>
              {t(($) => $.notices.tables.acceptTotals)}
            </Checkbox>
          )}
          <Button onClick={onLeave}>{t(($) => $.notices.tables.otherFile)}</Button>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={missing.length > 0 || columns.length === 0 || (preview.disagreements.length > 0 && !acceptTotals)}
            onClick={() =>
              save.mutate(
                {
                  previewId: preview.previewId,
                  id,
                  title,
                  period,
                  acceptTotals,
                  columns: columns.flatMap((column) => (column.from === null ? [] : [{ ...column, from: column.from }]))
                },
                {
                  onSuccess: ({ table }) => {
                    void message.success(t(($) => $.notices.tables.savedNow, { title: table.title, n: table.rows }))
                    go('/notices/tables')
                  }
                }
              )
            }
          >
            {t(($) => $.profiles.save)}
          </Button>
        </>
      }
    >
      {save.error === null ? null : <FailureAlert error={save.error} />}
      {error === null ? null : <FailureAlert error={error} />}
      {preview.disagreements.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t(($) => $.notices.tables.totalsDiffer, { n: preview.disagreements.length })}
          description={preview.disagreements
            .slice(0, 4)
            .map((fault) => t(($) => $.notices.tables.atCell, { row: fault.row, column: fault.column, reason: fault.reason }))
            .join('；')}
        />
      )}
      <div className="mapping-columns">
        <ScrollPane className="panel mapping-form" label={t(($) => $.notices.tables.columns)}>
          <label htmlFor="table-title">{t(($) => $.notices.tables.name)}</label>
          <Input id="table-title" value={title} onChange={(event) => setTitle(event.target.value)} />
          <label htmlFor="table-id">{t(($) => $.notices.tables.id)}</label>
          <Input id="table-id" value={id} onChange={(event) => setId(event.target.value)} />
          <label htmlFor="table-period">{t(($) => $.notices.tables.period)}</label>
          <Input id="table-period" value={period} onChange={(event) => setPeriod(event.target.value)} />
          {preview.sheets.length > 1 ? (
            <>
              <label htmlFor="table-sheet">{t(($) => $.notices.tables.sheet)}</label>
              <Select<string>
                id="table-sheet"
                value={sheet.sheet ?? ''}
                options={preview.sheets.map((name) => ({ value: name, label: name }))}
                onChange={(name) => onAgain(name, null)}
              />
            </>
          ) : null}
          <label htmlFor="table-header">{t(($) => $.notices.tables.headerRow)}</label>
          <InputNumber<number>
            id="table-header"
            min={1}
            precision={0}
            value={sheet.headerRow}
            changeOnBlur
            onChange={(row) => {
              if (row !== null && row !== sheet.headerRow) onAgain(sheet.sheet, row)
            }}
          />
          <label htmlFor="table-block">{t(($) => $.notices.tables.usedFor)}</label>
          <Select<string>
            id="table-block"
            value={block}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={420}
            options={[
              { value: '', label: t(($) => $.notices.tables.usedForNone) },
              ...blocks.map(({ key, profile, external }) => ({ value: key, label: `${external.title} · ${profile.title}` }))
            ]}
            onChange={chooseBlock}
          />
          <h2 className="mapping-head">{t(($) => $.notices.tables.columns)}</h2>
          <ul className="plain-list mapping-list">
            {columns.map((column, at) => (
              <li key={column.id}>
                <ColumnRow
                  column={column}
                  name={block === '' ? column.label : nameOf(blocks, block, column.id)}
                  sheet={sheet}
                  isDeclared={block !== ''}
                  onChange={(next) => put(at, next)}
                  onRemove={block === '' ? () => setColumns(columns.toSpliced(at, 1)) : null}
                />
              </li>
            ))}
          </ul>
          {missing.length === 0 ? null : (
            <p className="field-fault mapping-head" role="alert">
              {t(($) => $.notices.tables.unmatched, { n: missing.length })}
            </p>
          )}
        </ScrollPane>
        <ScrollPane className="panel mapping-rows" label={t(($) => $.notices.tables.asRead)}>
          <p className="quiet figures">{t(($) => $.notices.tables.counted, { n: rows })}</p>
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col" className="num">
                  {t(($) => $.notices.tables.row)}
                </th>
                {sheet.columns.map((column, at) => (
                  <th
                    key={column.label}
                    scope="col"
                    className={`${column.type === 'text' ? '' : 'num'} ${taken.has(at) ? '' : 'mapping-unused'}`}
                  >
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.slice(0, shownRows).map((row) => (
                <tr key={row.number} className={row.role === 'row' ? '' : 'mapping-total'}>
                  <td className="num quiet">{row.number}</td>
                  {sheet.columns.map((column, at) => {
                    const fault = [...preview.faults, ...preview.disagreements].find(
                      (one) => one.row === row.number && one.column === column.label
                    )
                    return (
                      <td
                        key={column.label}
                        className={`${column.type === 'text' ? '' : 'num'} ${fault === undefined ? '' : 'mapping-fault'}`}
                        title={fault?.reason}
                      >
                        {fault === undefined ? '' : '⚠ '}
                        {row.cells[at]}
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
          {sheet.notes.map((note) => (
            <p key={note} className="quiet">
              {note}
            </p>
          ))}
        </ScrollPane>
      </div>
    </Screen>
  )
}

type Blocks = { key: string; external: { columns: { id: string; label: string }[] } }[]
const nameOf = (blocks: Blocks, key: string, id: string): string =>
  blocks.find((one) => one.key === key)?.external.columns.find((column) => column.id === id)?.label ?? id

interface ColumnRowProps {
  column: MappedColumn
  /** What the profile calls it, or its heading. */
  name: string
  sheet: Preview['sheet']
  isDeclared: boolean
  onChange: (column: MappedColumn) => void
  onRemove: (() => void) | null
}
function ColumnRow({ column, name, sheet, isDeclared, onChange, onRemove }: ColumnRowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="mapping-column">
      <span className="mapping-name" title={name}>
        {name}
      </span>
      {isDeclared ? (
        <Select<number>
          aria-label={t(($) => $.notices.tables.columnFor, { name })}
          status={column.from === null ? 'error' : ''}
          placeholder={t(($) => $.notices.tables.chooseColumn)}
          value={column.from}
          options={sheet.columns.map(({ label }, at) => ({ value: at, label }))}
          onChange={(from) => {
            const picked = sheet.columns[from]
            if (picked !== undefined) onChange({ ...column, from, label: picked.label, type: picked.type })
          }}
        />
      ) : null}
      <Select<ExternalColumnType>
        aria-label={t(($) => $.profiles.columnType, { label: name })}
        value={column.type}
        options={externalColumnTypeSchema.options.map((type) => ({
          value: type,
          label: t(($) => $.notices.tables.types[type])
        }))}
        onChange={(type) => onChange({ ...column, type })}
      />
      {onRemove === null ? null : (
        <Button size="small" aria-label={`${t(($) => $.notices.tables.leaveOut)} ${name}`} onClick={onRemove}>
          {t(($) => $.notices.tables.leaveOut)}
        </Button>
      )}
    </div>
  )
}
