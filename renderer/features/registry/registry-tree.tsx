import { Button, Tree } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PlaceInRegistry } from '../../../electron/contract/registry.ts'
import type { ObjectKind } from '../../../electron/domain/registry.ts'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { everywhere, placeKey, placeTree, type PlaceNode } from './place-tree.ts'

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
  place: PlaceInRegistry
  isLeaf: boolean
  children?: TreeItem[]
}
const treeItem = (node: PlaceNode): TreeItem => ({
  key: node.key,
  place: node.place,
  isLeaf: node.place.unit !== null,
  title: (
    <span className="place" title={node.title}>
      <span className="place-name">{node.title}</span>
      <span className="quiet figures">{node.count}</span>
    </span>
  ),
  ...(node.children === null ? {} : { children: node.children.map(treeItem) })
})

interface RegistryTreeProps {
  kind: ObjectKind
  place: PlaceInRegistry
  onPlace: (place: PlaceInRegistry) => void
}

/** 地区 and, once one is opened, its 单位. */
export function RegistryTree({ kind, place, onPlace }: RegistryTreeProps): ReactNode {
  const { t } = useTranslation()
  const [opened, setOpened] = useState<string[]>([])
  const [paneRef, height] = usePaneHeight()
  const read = useRead('registry.places', { object: kind, opened }, { keepPrevious: true })
  const items = useMemo(() => (read.data === undefined ? [] : placeTree(read.data).map(treeItem)), [read.data])
  return (
    <div className="panel registry-tree">
      <Button
        block
        size="small"
        type={place.stratum === null ? 'primary' : 'default'}
        aria-pressed={place.stratum === null}
        onClick={() => onPlace(everywhere)}
      >
        {t(($) => $.registry.allPlaces)}
      </Button>
      <div className="registry-tree-pane" ref={paneRef}>
        <Loaded read={read}>
          {() => (
            <Tree
              aria-label={t(($) => $.registry.treeLabel)}
              treeData={items}
              height={height}
              blockNode
              expandedKeys={opened.map((stratum) => placeKey({ stratum, unit: null }))}
              onExpand={(_, { node, expanded }) => {
                const { stratum } = node.place
                if (stratum !== null) setOpened((now) => (expanded ? [...now, stratum] : now.filter((each) => each !== stratum)))
              }}
              selectedKeys={place.stratum === null ? [] : [placeKey(place)]}
              onSelect={(keys, { node }) => onPlace(keys.length === 0 ? everywhere : node.place)}
            />
          )}
        </Loaded>
      </div>
    </div>
  )
}
