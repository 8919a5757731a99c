import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import { matchesSearch, pinyinOf } from '../../components/pinyin.ts'

export type TreeNode =
  | { key: string; type: 'place'; level: 1; parent: null; place: 'plan' | 'frame' }
  | { key: string; type: 'kind'; level: 1; parent: null; kind: Indicator['kind']; count: number }
  | { key: string; type: 'group'; level: 2; parent: string; title: string; count: number }
  | { key: string; type: 'item'; level: 3; parent: string; indicator: Indicator }

const kinds: readonly Indicator['kind'][] = ['veto', 'deduction', 'bonus']

/** Every node in the order of the tree, whether folded or not: 细则信息 and 评分框架 first, then kind → group → item. */
export function treeNodes({ indicators }: Pick<Catalogue, 'indicators'>, isPlan: boolean): TreeNode[] {
  const nodes: TreeNode[] = []
  if (isPlan) nodes.push({ key: 'plan', type: 'place', level: 1, parent: null, place: 'plan' })
  nodes.push({ key: 'frame', type: 'place', level: 1, parent: null, place: 'frame' })
  for (const kind of kinds) {
    const items = indicators.filter((indicator) => indicator.kind === kind)
    if (items.length === 0) continue
    const key = `kind:${kind}`
    nodes.push({ key, type: 'kind', level: 1, parent: null, kind, count: items.length })
    for (const group of new Set(items.map((item) => item.group))) {
      const members = items.filter((item) => item.group === group)
      const groupKey = `${key}:${group}`
      nodes.push({ key: groupKey, type: 'group', level: 2, parent: key, title: group, count: members.length })
      members.forEach((indicator) => nodes.push({ key: indicator.id, type: 'item', level: 3, parent: groupKey, indicator }))
    }
  }
  return nodes
}

/** Lower-case text of an item that a search may hit. */
export function itemHaystack({ id, title, group }: Indicator): string {
  const { full, initials } = pinyinOf(title)
  return `${id} ${title} ${group} ${full} ${initials}`.toLowerCase()
}

/** What is on screen: with a search the items it hits under their headings; else all that is under no folded node. */
export function shownNodes(
  nodes: readonly TreeNode[],
  folded: ReadonlySet<string>,
  search: string,
  haystackOf: (indicator: Indicator) => string | undefined
): TreeNode[] {
  if (search.trim() !== '') {
    const keys = new Set<string>()
    for (const node of nodes) {
      if (node.type !== 'item' || !matchesSearch(search, haystackOf(node.indicator) ?? '')) continue
      keys.add(node.key).add(node.parent).add(node.parent.split(':').slice(0, 2).join(':'))
    }
    return nodes.filter((node) => keys.has(node.key))
  }
  const hidden = new Set<string>()
  return nodes.filter((node) => {
    const isHidden = node.parent !== null && (folded.has(node.parent) || hidden.has(node.parent))
    if (isHidden) hidden.add(node.key)
    return !isHidden
  })
}
