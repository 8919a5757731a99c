/** Which of a page's dated lists is the page's own. */
import { attributeOf, closest, descendants, nameOf, oneLine, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import type { DatedEntry } from './dated-items.ts'

export interface EntryGroup {
  container: ViewElement
  entries: DatedEntry[]
  /** What stands over the list as its name; null where nothing does. */
  heading: string | null
}

export interface PageNames {
  /** What the page calls itself: title, column, last steps of the way to it. */
  own: readonly string[]
  hasBreadcrumb: boolean
  isHomeAddress: boolean
}

export interface MainList {
  kind: 'list' | 'blocks' | 'none'
  groups: readonly EntryGroup[]
}

export function groupsOf(view: PageView, entries: readonly DatedEntry[]): EntryGroup[] {
  const counts = new Map<ViewElement, number>()
  for (const { item } of entries)
    for (let each = item.parent; each !== null; each = each.parent) counts.set(each, (counts.get(each) ?? 0) + 1)
  const groups = new Map<string, EntryGroup>()
  for (const entry of entries) {
    const container = containerOf(entry.item, counts)
    const depth = depthOf(entry.item) - depthOf(container)
    // Lists are cut into blocks of five: neighbours of one make are one list.
    const wrapper = container.parent
    const alike =
      wrapper === null
        ? []
        : wrapper.children.filter(
            (each) => each.tag === container.tag && nameOf(each) === nameOf(container) && (counts.get(each) ?? 0) > 0
          )
    const isCut =
      alike.length > 1 &&
      (container.tag === 'ul' || container.tag === 'ol' || container.tag === 'table' || container.tag === 'tbody') &&
      !isParted(view, alike)
    const key = isCut
      ? `${wrapper?.order}:${container.tag}.${nameOf(container)}:${depth}`
      : `${container.order}:${entry.item.tag}:${depth}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { container, entries: [entry], heading: headingOver(view, container, counts) })
    else group.entries.push(entry)
  }
  return [...groups.values()]
}

/** Something with words stands between them. */
function isParted(view: PageView, blocks: readonly ViewElement[]): boolean {
  return blocks.slice(1).some((block, at) => oneLine(view.text.slice(blocks[at]?.to ?? 0, block.from)) !== '')
}

function containerOf(item: ViewElement, counts: ReadonlyMap<ViewElement, number>): ViewElement {
  let steps = 0
  for (let each = item.parent; each !== null && steps < 4; each = each.parent, steps += 1)
    if ((counts.get(each) ?? 0) > 1) return each
  return item.parent ?? item
}

function depthOf(node: ViewElement): number {
  let depth = 0
  for (let each = node.parent; each !== null; each = each.parent) depth += 1
  return depth
}

const headingTags = /^h[1-6]$/
const headingNames =
  /(?:^|[\s_-])(?:tit\w*|title\w*|head\w*|hd|bt|caption|lm\w*|lanmu\w*|tab\w*|column\w*|name)(?:$|[\s_-])|title/

/** The nearest name above a list, up to four elements out, as long as no other list comes between. */
function headingOver(view: PageView, container: ViewElement, counts: ReadonlyMap<ViewElement, number>): string | null {
  let node: ViewElement | null = container
  for (let level = 0; node !== null && level < 5 && node.tag !== 'body'; level += 1, node = node.parent) {
    const siblings: readonly ViewElement[] = node.parent?.children ?? []
    for (const sibling of siblings.slice(0, siblings.indexOf(node)).toReversed()) {
      if ((counts.get(sibling) ?? 0) > 0 || isPageHead(view, sibling)) return null
      const name = headingIn(view, sibling)
      if (name !== null) return name
    }
    if (node.tag === 'header' || node.tag === 'main') break
  }
  return null
}

/** The way to the page or the page's head: what stands before it names the site, not the list. */
function isPageHead(view: PageView, node: ViewElement): boolean {
  const isNamed =
    /(?:^|[\s_-])(?:header|top|topbar|nav|banner|logo|menu)(?:$|[\s_-])/.test(nameOf(node)) && node.to - node.from > 30
  return (
    isNamed ||
    node.tag === 'nav' ||
    /位置\s*[:：]|首页[\s\u00a0]*[>»›＞]/u.test(view.text.slice(node.from, Math.min(node.to, node.from + 300)))
  )
}

function headingIn(view: PageView, node: ViewElement): string | null {
  if (node.to - node.from < 2 || node.to - node.from > 200) return null
  const inner = [node, ...descendants(view, node)].find((each) => headingTags.test(each.tag) && each.to > each.from)
  if (inner !== undefined) return textOf(view, inner, 60)
  const text = textOf(view, node, 60).replace(/\s*(?:更多|more|>+|»|\+)\s*$/iu, '')
  if (text.length < 2 || text.length > 24) return null
  return headingNames.test(nameOf(node)) || node.tag === 'header' || node.tag === 'dt' || node.tag === 'caption' ? text : null
}

const sideTags = /^(?:aside|footer|nav)$/
const sideNames =
  /(?:^|[\s_-])(?:side\w*|aside|foot\w*|hot\w*|rank\w*|relat\w*|recommend\w*|tuijian|xiangguan|xgxx|xgwj|friend\w*|links?|pop\w*|dialog|modal|nav\w*)(?:$|[\s_-])/
const sideHeadings = /^(?:热点|热门|排行|点击|推荐|相关|猜你|友情|最新|近期|延伸|历史上|浏览)/

/** What holds the page's main part is no side bar, whatever it is called (`<div class="side-layout">`). */
const holdsMain = (view: PageView, node: ViewElement): boolean =>
  /^(?:html|body|form|main)$/.test(node.tag) || descendants(view, node).some(({ tag }) => tag === 'main' || tag === 'h1')

export const isSide = (view: PageView, group: EntryGroup): boolean =>
  closest(group.container, (each) => (sideTags.test(each.tag) || sideNames.test(nameOf(each))) && !holdsMain(view, each)) !==
    null ||
  (group.heading !== null && sideHeadings.test(group.heading) && view.text !== '')

/** Is the name over the list the page's own? null: there is no name over it. */
export function isOwnHeading(group: EntryGroup, names: PageNames): boolean | null {
  if (group.heading === null) return null
  const heading = plain(group.heading)
  return names.own.some((name) => plain(name) !== '' && (plain(name).includes(heading) || heading.includes(plain(name))))
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s·>»|:：]/g, '')

export function mainList(view: PageView, groups: readonly EntryGroup[], names: PageNames): MainList {
  const judged = groups.map((group) => ({
    group,
    side: isSide(view, group),
    own: isOwnHeading(group, names),
    score: scoreOf(view, group)
  }))
  const possible = judged.filter(({ side, own }) => !side || own === true)
  const named = possible.filter(({ own }) => own === false)
  const isHome = names.isHomeAddress || !names.hasBreadcrumb
  const isBlocks = isHome
    ? possible.length >= 2
    : named.length >= 3 && possible.every(({ own, group }) => own !== true && (own === false || group.entries.length < 5))
  if (isBlocks) return { kind: 'blocks', groups: possible.map(({ group }) => group) }
  const candidates = possible
    .filter(({ own }) => own !== false)
    .map((each) => ({ ...each, score: each.score * (each.own === true ? 2 : 1) }))
  const [first] = candidates.toSorted((a, b) => b.score - a.score)
  if (first !== undefined) return { kind: 'list', groups: [first.group] }
  // A home page with one dated block: its name is not the page's, and yet it is the page's news.
  if (isHome && possible.length > 0) return { kind: 'blocks', groups: possible.map(({ group }) => group) }
  return { kind: 'none', groups: [] }
}

function scoreOf(view: PageView, { container, entries }: EntryGroup): number {
  const words = entries.reduce((sum, { text }) => sum + Math.min(text.length, 30), 0)
  const page = view.root.element.box?.width ?? 0
  const { box, shown } = container.element
  const narrow = box !== null && page > 0 && box.width > 0 && box.width < page * 0.3 ? 0.3 : 1
  const isFramed = attributeOf(container, 'role') === 'main' ? 2 : 1
  return words * narrow * isFramed * (shown === false ? 0.3 : 1)
}
