import type { ColDef } from 'ag-grid-community'
import { Button, Input, Segmented, Tree } from 'antd'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { PlacedObject } from '../../../electron/domain/registry.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { pinyinOf, quickPinyinOf, type Spelling } from '../../components/pinyin.ts'
import { EmptyState, Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { everywhere, isInPlace, placeTree, type Place, type PlaceNode } from './place-tree.ts'

type Kind = 'site' | 'account'

const codeOf = (object: PlacedObject): string => object.siteCode ?? object.accountId ?? ''
/** Beyond this, spelling every name in its context would take seconds. */
const longList = 5_000
const searchText = (object: PlacedObject, { full, initials }: Spelling): string =>
  [object.name, object.unit, object.url ?? '', codeOf(object), full, initials].join('\n').toLowerCase()
const exactSearchText = (object: PlacedObject): string => searchText(object, pinyinOf(object.name))
const quickSearchText = (object: PlacedObject): string => searchText(object, quickPinyinOf(object.name))

function useColumns(kind: Kind): ColDef<PlacedObject>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const yesNo = (value: boolean): string => t(($) => (value ? $.registry.columns.yes : $.registry.columns.no))
    const shared: ColDef<PlacedObject>[] = [
      { colId: 'name', headerName: t(($) => $.registry.columns.name), field: 'name', flex: 4, minWidth: 220 },
      {
        colId: 'code',
        headerName: t(($) => $.registry.columns.code),
        valueGetter: ({ data }) => (data === undefined ? '' : codeOf(data)),
        width: kind === 'site' ? 104 : 150,
        cellClass: 'mono'
      },
      { colId: 'stratum', headerName: t(($) => $.registry.columns.stratum), field: 'stratum', width: 92 },
      { colId: 'unit', headerName: t(($) => $.registry.columns.unit), field: 'unit', flex: 3, minWidth: 150 }
    ]
    const own: ColDef<PlacedObject>[] =
      kind === 'site'
        ? [
            { colId: 'url', headerName: t(($) => $.registry.columns.url), field: 'url', flex: 2, minWidth: 120 },
            {
              colId: 'portal',
              headerName: t(($) => $.registry.columns.portal),
              valueGetter: ({ data }) => (data === undefined ? '' : yesNo(data.isPortal)),
              width: 56
            },
            {
              colId: 'service',
              headerName: t(($) => $.registry.columns.service),
              valueGetter: ({ data }) => (data === undefined ? '' : yesNo(data.hasService)),
              width: 78
            }
          ]
        : [{ colId: 'platform', headerName: t(($) => $.registry.columns.platform), field: 'platform', width: 100 }]
    return [
      ...shared,
      ...own,
      { colId: 'unitClass', headerName: t(($) => $.registry.columns.unitClass), field: 'unitClass', width: 86 },
      { colId: 'status', headerName: t(($) => $.registry.columns.status), field: 'status', width: 70 }
    ]
  }, [t, kind])
}

/** The tree is as high as its pane: antd virtualises only with a height in pixels. */
function usePaneHeight(): [(node: HTMLDivElement | null) => void, number] {
  const [height, setHeight] = useState(400)
  const [node, setNode] = useState<HTMLDivElement | null>(null)
  const observer = useRef<ResizeObserver | null>(null)
  useEffect(() => {
    if (node === null) return undefined
    observer.current = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setHeight(Math.floor(entry.contentRect.height))
    })
    observer.current.observe(node)
    return () => observer.current?.disconnect()
  }, [node])
  return [setNode, height]
}

interface TreeItem {
  key: string
  title: ReactNode
  place: Place
  children: TreeItem[]
}
const treeItem = (node: PlaceNode): TreeItem => ({
  key: node.key,
  place: node.place,
  title: (
    <span className="place" title={node.title}>
      <span className="place-name">{node.title}</span>
      <span className="quiet figures">{node.count}</span>
    </span>
  ),
  children: node.children.map(treeItem)
})

function Browser({ objects, kind }: { objects: readonly PlacedObject[]; kind: Kind }): ReactNode {
  const { t } = useTranslation()
  const [place, setPlace] = useState<Place>(everywhere)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const [paneRef, height] = usePaneHeight()
  const columns = useColumns(kind)
  const items = useMemo(() => placeTree(objects).map(treeItem), [objects])
  const rows = useMemo(() => objects.filter((object) => isInPlace(object, place)), [objects, place])
  return (
    <div className="registry-columns">
      <div className="panel registry-tree">
        <Button
          block
          size="small"
          type={place.stratum === null ? 'primary' : 'default'}
          aria-pressed={place.stratum === null}
          onClick={() => setPlace(everywhere)}
        >
          {t(($) => $.registry.allPlaces)}
        </Button>
        <div className="registry-tree-pane" ref={paneRef}>
          <Tree
            aria-label={t(($) => $.registry.treeLabel)}
            treeData={items}
            height={height}
            blockNode
            selectedKeys={
              place.stratum === null ? [] : [JSON.stringify(place.unit === null ? [place.stratum] : [place.stratum, place.unit])]
            }
            onSelect={(keys, { node }) => setPlace(keys.length === 0 ? everywhere : node.place)}
          />
        </div>
      </div>
      <div className="registry-grid">
        <Input.Search
          allowClear
          className="registry-search"
          aria-label={t(($) => $.common.search)}
          placeholder={t(($) => $.registry.searchHint)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <DataGrid
          key={kind}
          id={`registry-${kind}`}
          label={t(($) => $.registry.gridLabel)}
          rows={rows}
          columns={columns}
          rowId={(object) => object.key}
          search={wanted}
          searchText={objects.length > longList ? quickSearchText : exactSearchText}
          empty={t(($) => $.registry.noSuch)}
        />
      </div>
    </div>
  )
}

export function RegistryList(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [chosen, setChosen] = useState<Kind | null>(null)
  const list = useRead('registry.list', { object: null })
  return (
    <Loaded read={list}>
      {({ objects }) => {
        if (objects.length === 0) {
          return (
            <EmptyState title={t(($) => $.registry.empty)} help={t(($) => $.registry.emptyHelp)}>
              <Button type="primary" onClick={() => go('/registry/import')}>
                {t(($) => $.registry.import)}
              </Button>
            </EmptyState>
          )
        }
        const counts = { site: 0, account: 0 }
        for (const object of objects) counts[object.kind] += 1
        const kind = chosen ?? (counts.site > 0 ? 'site' : 'account')
        return (
          <>
            <Segmented<Kind>
              className="registry-kinds"
              aria-label={t(($) => $.registry.columns.kind)}
              value={kind}
              options={[
                { value: 'site', label: `${t(($) => $.registry.site)} ${counts.site}` },
                { value: 'account', label: `${t(($) => $.registry.account)} ${counts.account}` }
              ]}
              onChange={setChosen}
            />
            <Browser key={kind} kind={kind} objects={objects.filter((object) => object.kind === kind)} />
          </>
        )
      }}
    </Loaded>
  )
}
