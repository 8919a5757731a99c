import type { ColDef } from 'ag-grid-community'
import { Alert, Button, Input } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { pinyinOf } from '../../components/pinyin.ts'
import { Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { isUnsaved, useDrafts } from './drafts.ts'
import { ExportButton } from './export-button.tsx'
import { NewPlanDialog } from './new-plan.tsx'
import { RulesTabs } from './rules-tabs.tsx'

type List = Output<'catalogues.list'>
type Edition = List['catalogues'][number]

const haystackOf = ({ id, title, edition, region }: Edition): string => {
  const { full, initials } = pinyinOf(`${title}${region ?? ''}`)
  return `${id} ${title} ${edition} ${region ?? ''} ${full} ${initials}`.toLowerCase()
}

function useColumns(titles: ReadonlyMap<string, string>): ColDef<Edition>[] {
  const { t } = useTranslation()
  const drafts = useDrafts((state) => state.drafts)
  return useMemo(() => {
    const count = (field: 'indicators' | 'confirmed' | 'applied' | 'unconfirmed'): ColDef<Edition> => ({
      colId: field,
      field,
      headerName: t(($) => $.rules.list.columns[field]),
      width: 70,
      cellClass: 'num',
      headerClass: 'num'
    })
    const text = (
      colId: keyof List['catalogues'][number],
      valueOf: (edition: Edition) => string,
      size: Partial<ColDef<Edition>>
    ): ColDef<Edition> => ({
      colId,
      headerName: t(($) => $.rules.list.columns[colId as 'title']),
      valueGetter: ({ data }) => (data === undefined ? '' : valueOf(data)),
      ...size
    })
    return [
      text(
        'title',
        ({ id, title }) => {
          const draft = drafts[id]
          return draft !== undefined && isUnsaved(draft) ? `${t(($) => $.rules.edit.unsaved)} · ${title}` : title
        },
        { flex: 2, minWidth: 220 }
      ),
      text('edition', ({ edition }) => edition, { flex: 1, minWidth: 150 }),
      text('object', ({ object }) => t(($) => $.common.kind[object]), { width: 88 }),
      text('origin', ({ origin }) => t(($) => $.rules.origin[origin]), { width: 92 }),
      text('base', ({ base }) => (base === null ? '' : (titles.get(base) ?? base)), { flex: 1, minWidth: 130 }),
      text('region', ({ region }) => region ?? '', { width: 120 }),
      count('indicators'),
      count('confirmed'),
      count('applied'),
      count('unconfirmed')
    ]
  }, [t, titles, drafts])
}

/** Every edition: shipped ones, shipped local plans, the office's own. */
export function EditionList(): ReactNode {
  const list = useRead('catalogues.list', {})
  return <Loaded read={list}>{(data) => <Editions {...data} />}</Loaded>
}

function Editions({ catalogues, faulty }: List): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [search, setSearch] = useState('')
  const [selectedId, setSelectedId] = useState<string | null>(null)
  const [isMaking, setMaking] = useState(false)
  const titles = useMemo(() => new Map(catalogues.map(({ id, title }) => [id, title])), [catalogues])
  const columns = useColumns(titles)
  const selected = catalogues.find(({ id }) => id === selectedId)
  const open = (id: string): void => go(`/rules/edition/${id}`)

  return (
    <Screen
      title={t(($) => $.rules.title)}
      help={t(($) => $.rules.help)}
      layout="fill"
      actions={
        <>
          <ExportButton id={selected?.id ?? null} />
          <Button disabled={selected === undefined} onClick={() => setMaking(true)}>
            {t(($) => $.rules.makePlan)}
          </Button>
          <Button type="primary" disabled={selected === undefined} onClick={() => selected && open(selected.id)}>
            {t(($) => $.rules.list.open)}
          </Button>
        </>
      }
    >
      <div className="rules-bar">
        <RulesTabs active="editions" />
        <Input
          allowClear
          className="rules-search"
          placeholder={t(($) => $.rules.list.search)}
          aria-label={t(($) => $.rules.list.search)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {faulty.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t(($) => $.rules.list.faulty, { n: faulty.length })}
          description={
            <ul className="plain-list">
              {faulty.map(({ id, title, faults }) => (
                <li key={id}>
                  <Button type="link" size="small" onClick={() => open(id)}>
                    {title}
                  </Button>
                  {faults[0]}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <div className="rules-grid">
        <DataGrid
          id="rules-editions"
          label={t(($) => $.rules.list.label)}
          rows={catalogues}
          columns={columns}
          rowId={({ id }) => id}
          search={search}
          searchText={haystackOf}
          selection="single"
          onSelect={([row]) => setSelectedId(row?.id ?? null)}
          onOpen={({ id }) => open(id)}
        />
      </div>
      {isMaking && selected !== undefined ? (
        <NewPlanDialog base={selected.id} title={selected.title} onClose={() => setMaking(false)} />
      ) : null}
    </Screen>
  )
}
