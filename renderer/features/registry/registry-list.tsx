import { App, Button, Input, Segmented } from 'antd'
import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { registrySortSchema, type PlaceInRegistry } from '../../../electron/contract/registry.ts'
import type { ObjectKind, PlacedObject } from '../../../electron/domain/registry.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { asFailure } from '../../components/failure.tsx'
import { PagedGrid, type RowsWanted } from '../../components/paged-grid.tsx'
import { pinyinOf } from '../../components/pinyin.ts'
import { EmptyState, Loaded } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { everywhere, isInPlace } from './place-tree.ts'
import { codeOf, useRegistryColumns } from './registry-columns.ts'
import { RegistryTree } from './registry-tree.tsx'

/** Up to here the whole list is in the window, where all of it can be selected and copied; longer ones come page by page. */
const longList = 5_000

const rowId = ({ key }: PlacedObject): string => key
const searchText = (object: PlacedObject): string => {
  const { full, initials } = pinyinOf(object.name)
  return [object.name, object.unit, object.url ?? '', codeOf(object), full, initials].join('\n').toLowerCase()
}

interface ListProps {
  kind: ObjectKind
  place: PlaceInRegistry
  search: string
}

function ShortList({ kind, place, search }: ListProps): ReactNode {
  const { t } = useTranslation()
  const columns = useRegistryColumns(kind)
  const list = useRead('registry.list', { object: kind })
  const rows = useMemo(() => list.data?.objects.filter((object) => isInPlace(object, place)) ?? [], [list.data, place])
  return (
    <Loaded read={list}>
      {() => (
        <DataGrid
          id={`registry-${kind}`}
          label={t(($) => $.registry.gridLabel)}
          rows={rows}
          columns={columns}
          rowId={rowId}
          search={search}
          searchText={searchText}
          empty={t(($) => $.registry.noSuch)}
        />
      )}
    </Loaded>
  )
}

function LongList({ kind, place, search, all }: ListProps & { all: number }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const columns = useRegistryColumns(kind)
  // A changed registry is another list.
  const imports = useRead('registry.imports', {})
  const rowsOf = useCallback(
    ({ from, count, sort }: RowsWanted) => {
      const sorted = registrySortSchema.safeParse(sort)
      return rpc.call('registry.page', {
        object: kind,
        place,
        search,
        isRunning: false,
        sort: sorted.success ? sorted.data : null,
        from,
        count
      })
    },
    [kind, place, search]
  )
  const tell = useCallback((cause: unknown) => void message.error(asFailure(cause).message), [message])
  if (imports.data === undefined) return <Loaded read={imports}>{() => null}</Loaded>
  return (
    <PagedGrid
      key={imports.data.imports[0]?.importId ?? ''}
      id={`registry-${kind}`}
      label={t(($) => $.registry.gridLabel)}
      columns={columns}
      rowId={rowId}
      rowsOf={rowsOf}
      all={all}
      empty={t(($) => $.registry.noSuch)}
      onFailure={tell}
    />
  )
}

function Browser({ kind, all }: { kind: ObjectKind; all: number }): ReactNode {
  const { t } = useTranslation()
  const [place, setPlace] = useState<PlaceInRegistry>(everywhere)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  return (
    <div className="registry-columns">
      <RegistryTree kind={kind} place={place} onPlace={setPlace} />
      <div className="registry-grid">
        <Input.Search
          allowClear
          className="registry-search"
          aria-label={t(($) => $.common.search)}
          placeholder={t(($) => $.registry.searchHint)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        {all > longList ? (
          <LongList kind={kind} place={place} search={wanted} all={all} />
        ) : (
          <ShortList kind={kind} place={place} search={wanted} />
        )}
      </div>
    </div>
  )
}

export function RegistryList(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<ObjectKind | null>(null)
  const info = useRead('workspace.info', {})
  return (
    <Loaded read={info}>
      {({ sites, accounts }) => {
        if (sites + accounts === 0) {
          return (
            <EmptyState title={t(($) => $.registry.empty)} help={t(($) => $.registry.emptyHelp)}>
              <Button type="primary" onClick={() => go('/registry/import')}>
                {t(($) => $.registry.import)}
              </Button>
            </EmptyState>
          )
        }
        const kind = chosen ?? (sites > 0 ? 'site' : 'account')
        return (
          <>
            <Segmented<ObjectKind>
              className="registry-kinds"
              aria-label={t(($) => $.registry.columns.kind)}
              value={kind}
              options={[
                { value: 'site', label: `${t(($) => $.registry.site)} ${sites}` },
                { value: 'account', label: `${t(($) => $.registry.account)} ${accounts}` }
              ]}
              onChange={setChosen}
            />
            <Browser key={kind} kind={kind} all={kind === 'site' ? sites : accounts} />
          </>
        )
      }}
    </Loaded>
  )
}
