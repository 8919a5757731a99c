import {
  CaretDownOutlined,
  CaretRightOutlined,
  EditOutlined,
  ExclamationCircleOutlined,
  PauseCircleOutlined,
  PlusCircleOutlined
} from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import { useHaystacks } from '../../components/use-haystacks.ts'
import { itemHaystack, shownNodes, treeNodes, type TreeNode } from './tree-nodes.ts'

export interface ItemMark {
  isChanged?: boolean
  isAdded?: boolean
  isFaulty?: boolean
}

interface ItemTreeProps {
  catalogue: Pick<Catalogue, 'indicators'>
  isPlan: boolean
  /** `plan`, `frame` or the id of an item. */
  selected: string
  marks: ReadonlyMap<string, ItemMark>
  onSelect: (key: string) => void
  /** Stands under the tree. */
  children?: ReactNode
}

/** 单项否决 / 扣分 / 加分 → group → item. Arrow keys move and fold, Enter opens, letters go to the search. */
export function ItemTree({ catalogue, isPlan, selected, marks, onSelect, children }: ItemTreeProps): ReactNode {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState<string | null>(null)
  const tree = useRef<HTMLUListElement>(null)
  const nodes = useMemo(() => treeNodes(catalogue, isPlan), [catalogue, isPlan])
  const haystackOf = useHaystacks(catalogue.indicators, itemHaystack)
  const shown = useMemo(() => shownNodes(nodes, folded, search, haystackOf), [nodes, folded, search, haystackOf])
  const hits = shown.filter((node) => node.type === 'item').length
  const isHere = (key: string | null): boolean => key !== null && shown.some((node) => node.key === key)
  // One node of the tree can be reached by Tab: where the arrows were last, else what is open, else the first.
  const reachable = isHere(focused) ? focused : isHere(selected) ? selected : (shown[0]?.key ?? null)

  const elementOf = (key: string): HTMLElement | null =>
    tree.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`) ?? null
  const focus = (node: TreeNode | undefined): void => {
    if (node === undefined) return
    setFocused(node.key)
    elementOf(node.key)?.focus()
  }
  const isFirst = useRef(true)
  useEffect(() => {
    const line = tree.current?.querySelector(`[data-key="${CSS.escape(selected)}"]`)
    line?.scrollIntoView({ block: isFirst.current ? 'center' : 'nearest' })
    isFirst.current = false
  }, [selected])

  const fold = (key: string, isFolded: boolean): void => {
    const next = new Set(folded)
    if (isFolded) next.add(key)
    else next.delete(key)
    setFolded(next)
  }
  const open = (node: TreeNode): void => {
    setFocused(node.key)
    if (node.type === 'kind' || node.type === 'group') fold(node.key, !folded.has(node.key))
    else onSelect(node.key)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = shown.findIndex((node) => node.key === reachable)
    const node = shown[at]
    if (node === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    const isFoldable = node.type === 'kind' || node.type === 'group'
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(shown[at + 1]),
      ArrowUp: () => focus(shown[at - 1]),
      Home: () => focus(shown[0]),
      End: () => focus(shown.at(-1)),
      ArrowRight: () => (isFoldable && folded.has(node.key) ? fold(node.key, false) : focus(shown[at + 1])),
      ArrowLeft: () =>
        isFoldable && !folded.has(node.key) && search === ''
          ? fold(node.key, true)
          : focus(shown.find((other) => other.key === node.parent)),
      Enter: () => open(node),
      ' ': () => open(node)
    }
    const action = actions[event.key]
    if (action === undefined) return
    event.preventDefault()
    action()
  }

  return (
    <div className="rules-tree-pane">
      <Input
        allowClear
        size="small"
        placeholder={t(($) => $.rules.tree.search)}
        aria-label={t(($) => $.rules.tree.search)}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'Enter') return
          const first = shown.find((node) => node.type === 'item')
          event.preventDefault()
          focus(first)
          if (event.key === 'Enter' && first !== undefined) onSelect(first.key)
        }}
      />
      {search.trim() === '' ? null : (
        <p className="quiet rules-tree-count" aria-live="polite">
          {hits === 0 ? t(($) => $.rules.tree.nothing) : t(($) => $.rules.tree.found, { n: hits })}
        </p>
      )}
      <ul
        ref={tree}
        role="tree"
        aria-label={t(($) => $.rules.tree.label)}
        className="plain-list rules-tree"
        onKeyDown={onKeyDown}
      >
        {shown.map((node) => (
          <TreeLine
            key={node.key}
            node={node}
            isOpen={!folded.has(node.key)}
            isSelected={node.key === selected}
            isReachable={node.key === reachable}
            mark={marks.get(node.key)}
            onOpen={() => open(node)}
          />
        ))}
      </ul>
      {children}
    </div>
  )
}

interface TreeLineProps {
  node: TreeNode
  isOpen: boolean
  isSelected: boolean
  isReachable: boolean
  mark: ItemMark | undefined
  onOpen: () => void
}

function TreeLine({ node, isOpen, isSelected, isReachable, mark = {}, onOpen }: TreeLineProps): ReactNode {
  const { t } = useTranslation()
  const isHeading = node.type === 'kind' || node.type === 'group'
  const isOff = node.type === 'item' && !node.indicator.enabled
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree takes the keys for all its nodes
    <li
      role="treeitem"
      data-key={node.key}
      aria-level={node.level}
      aria-selected={isSelected}
      {...(isHeading ? { 'aria-expanded': isOpen } : {})}
      tabIndex={isReachable ? 0 : -1}
      className={`rules-node rules-node-${node.type}${isSelected ? ' rules-node-selected' : ''}${isOff ? ' rules-node-off' : ''}`}
      onClick={onOpen}
    >
      {isHeading ? isOpen ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden /> : null}
      {node.type === 'item' ? <span className="mono rules-node-id">{node.indicator.id}</span> : null}
      <span className="rules-node-title">
        {node.type === 'place' ? t(($) => $.rules.tree[node.place]) : null}
        {node.type === 'kind' ? t(($) => $.rules.kind[node.kind]) : null}
        {node.type === 'group' ? node.title : null}
        {node.type === 'item' ? node.indicator.title : null}
      </span>
      {isHeading ? <span className="quiet figures">{node.count}</span> : null}
      {isOff ? (
        <span className="rules-mark">
          <PauseCircleOutlined aria-hidden /> {t(($) => $.rules.tree.off)}
        </span>
      ) : null}
      {mark.isAdded === true ? (
        <span className="rules-mark op-added">
          <PlusCircleOutlined aria-hidden /> {t(($) => $.rules.tree.added)}
        </span>
      ) : mark.isChanged === true ? (
        <span className="rules-mark op-changed">
          <EditOutlined aria-hidden /> {t(($) => $.rules.tree.changed)}
        </span>
      ) : null}
      {mark.isFaulty === true ? (
        <span className="rules-mark op-rejected">
          <ExclamationCircleOutlined aria-hidden /> {t(($) => $.rules.tree.faulty)}
        </span>
      ) : null}
    </li>
  )
}
