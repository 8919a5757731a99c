import { EditOutlined, MinusCircleOutlined, PlusCircleOutlined } from '@ant-design/icons'
import type { ColDef } from 'ag-grid-community'
import { Segmented, Select } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueDifference } from '../../../electron/domain/catalogue-diff.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { useDifferenceWords } from './difference-words.ts'

type Kind = CatalogueDifference['kind']
/** With its texts in the language of the screen. */
type Row = CatalogueDifference & { key: string }

const icons: Readonly<Record<Kind, ReactNode>> = {
  added: <PlusCircleOutlined aria-hidden />,
  removed: <MinusCircleOutlined aria-hidden />,
  changed: <EditOutlined aria-hidden />
}
const looks: Readonly<Record<Kind, string>> = { added: 'added', removed: 'closed', changed: 'changed' }

function useColumns(): ColDef<Row>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const long = (field: 'before' | 'after'): ColDef<Row> => ({
      colId: field,
      headerName: t(($) => $.rules.diff.columns[field]),
      valueGetter: ({ data }) => data?.[field] ?? t(($) => $.rules.none),
      flex: 3,
      minWidth: 200,
      wrapText: true,
      autoHeight: true,
      cellClass: field === 'after' ? 'rules-diff-text rules-diff-last' : 'rules-diff-text'
    })
    return [
      {
        colId: 'kind',
        headerName: t(($) => $.rules.diff.columns.kind),
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.rules.diff.kinds[data.kind])),
        cellRenderer: ({ data, value }: { data: Row | undefined; value: string }) =>
          data === undefined ? null : (
            <span className={`op op-${looks[data.kind]}`}>
              {icons[data.kind]} {value}
            </span>
          ),
        width: 104
      },
      {
        colId: 'id',
        headerName: t(($) => $.rules.diff.columns.id),
        valueGetter: ({ data }) => (data?.place === 'indicator' ? data.id : ''),
        width: 76,
        cellClass: 'mono'
      },
      {
        colId: 'title',
        headerName: t(($) => $.rules.diff.columns.title),
        valueGetter: ({ data }) => (data?.place === 'frame' ? t(($) => $.rules.diff.frame) : (data?.title ?? '')),
        flex: 2,
        minWidth: 140,
        wrapText: true,
        autoHeight: true,
        cellClass: 'rules-diff-text'
      },
      { colId: 'field', headerName: t(($) => $.rules.diff.columns.field), field: 'label', width: 130 },
      long('before'),
      long('after')
    ]
  }, [t])
}

/** For `rules.diff.counts`: the frame is no item. */
export function differenceCounts(differences: readonly CatalogueDifference[]): { n: number; items: number } {
  const items = new Set(differences.filter(({ place }) => place === 'indicator').map(({ id }) => id))
  return { n: differences.length, items: items.size }
}

/** Differences of two editions, by item and field; the same for a plan against its base and for an import. */
export function DiffTable({ id, differences }: { id: string; differences: readonly CatalogueDifference[] }): ReactNode {
  const { t } = useTranslation()
  const columns = useColumns()
  const words = useDifferenceWords()
  const [kind, setKind] = useState<Kind | 'all'>('all')
  const [label, setLabel] = useState<string | null>(null)
  const all = useMemo(
    () =>
      differences.map((one): Row => ({
        ...one,
        key: `${one.place}:${one.id}:${one.field}`,
        label: words.field(one),
        before: words.side(one, 'before'),
        after: words.side(one, 'after')
      })),
    [differences, words]
  )
  const labels = [...new Set(all.map((row) => row.label))]
  const fitting = label === null || !labels.includes(label) ? all : all.filter((row) => row.label === label)
  const rows = kind === 'all' ? fitting : fitting.filter((row) => row.kind === kind)
  const option = (one: Kind) => ({
    value: one,
    label: `${t(($) => $.rules.diff.kinds[one])} ${fitting.filter((row) => row.kind === one).length}`
  })

  return (
    <>
      <div className="rules-bar">
        <Segmented<Kind | 'all'>
          aria-label={t(($) => $.rules.diff.columns.kind)}
          value={kind}
          options={[
            { value: 'all', label: `${t(($) => $.rules.diff.kinds.all)} ${fitting.length}` },
            option('changed'),
            option('added'),
            option('removed')
          ]}
          onChange={setKind}
        />
        <Select<string>
          className="rules-field-filter"
          aria-label={t(($) => $.rules.diff.fieldFilter)}
          value={label !== null && labels.includes(label) ? label : ''}
          options={[
            { value: '', label: t(($) => $.rules.diff.allFields) },
            ...labels.map((one) => ({ value: one, label: `${one} ${all.filter((row) => row.label === one).length}` }))
          ]}
          onChange={(next) => setLabel(next === '' ? null : next)}
        />
        <span className="quiet figures">{t(($) => $.rules.diff.counts, differenceCounts(all))}</span>
      </div>
      <div className="rules-grid">
        <DataGrid
          id={id}
          label={t(($) => $.rules.diff.label)}
          rows={rows}
          columns={columns}
          rowId={({ key }) => key}
          rowClassRules={{
            'row-added': ({ data }) => data?.kind === 'added',
            'row-closed': ({ data }) => data?.kind === 'removed'
          }}
          empty={t(($) => $.rules.diff.same)}
        />
      </div>
    </>
  )
}
