/** A page's tree as the browser laid it out, frames in their places, and for what nobody sees the reason. */
import type { Protocol } from 'devtools-protocol'
import type { Box, PageTree, TreeElement, TreeNode } from '../domain/facts/page-tree.ts'
import type { PageDriver } from './page-driver.ts'
import { treeLimits } from './tree-from-html.ts'

/** Read for every element; the order is that of the answer. */
const styleNames = [
  'display',
  'visibility',
  'opacity',
  'font-size',
  'color',
  'background-color',
  'background-image',
  'text-indent',
  'clip',
  'clip-path',
  'overflow-x',
  'overflow-y',
  'position'
] as const
type StyleName = (typeof styleNames)[number]
type Styles = Record<StyleName, string>

type Snapshot = Protocol.DOMSnapshot.CaptureSnapshotResponse

/** The page as it stands in the browser now. */
export async function captureTree(driver: PageDriver): Promise<PageTree> {
  return treeFromSnapshot(await driver.send('DOMSnapshot.captureSnapshot', { computedStyles: [...styleNames] }))
}

export function treeFromSnapshot({ documents, strings }: Snapshot): PageTree {
  const budget = { nodes: treeLimits.nodes }
  const read = new Set<number>()
  const textAt = (index: number | undefined): string => (index === undefined || index < 0 ? '' : (strings[index] ?? ''))

  function documentTree(at: number, level: number): PageTree | null {
    const document = documents[at]
    if (document === undefined || read.has(at) || level > 5) return null
    read.add(at)
    const reader = documentReader(document, textAt, budget, (index) => documentTree(index, level + 1))
    const root = reader.root()
    return {
      url: textAt(document.documentURL),
      baseUrl: textAt(document.baseURL) || textAt(document.documentURL),
      root: root ?? {
        kind: 'element',
        tag: 'html',
        attributes: {},
        children: [],
        shown: true,
        hiddenBy: null,
        box: null,
        frame: null
      },
      isLaidOut: true
    }
  }
  const tree = documentTree(0, 0)
  if (tree === null) throw new Error('the browser gave no document')
  return tree
}

interface Seen {
  /** Reason that holds for everything inside; null where none does. */
  hiddenBy: string | null
  opacity: number
  /** Colour that is painted behind, null where a picture is or nobody knows. */
  background: string | null
}

function documentReader(
  document: Protocol.DOMSnapshot.DocumentSnapshot,
  textAt: (index: number | undefined) => string,
  budget: { nodes: number },
  frameAt: (document: number) => PageTree | null
): { root(): TreeElement | null } {
  const { nodes, layout } = document
  const parents = nodes.parentIndex ?? []
  const children = new Map<number, number[]>()
  for (const [at, parent] of parents.entries()) {
    if (parent < 0) continue
    const list = children.get(parent)
    if (list === undefined) children.set(parent, [at])
    else list.push(at)
  }
  const layoutAt = new Map<number, number>()
  for (const [index, node] of layout.nodeIndex.entries()) if (!layoutAt.has(node)) layoutAt.set(node, index)
  const frames = new Map(
    (nodes.contentDocumentIndex?.index ?? []).map((node, at) => [node, nodes.contentDocumentIndex?.value[at] ?? -1])
  )
  const isPseudo = new Set(nodes.pseudoType?.index ?? [])
  const shadows = new Map((nodes.shadowRootType?.index ?? []).map((node, at) => [node, textAt(nodes.shadowRootType?.value[at])]))

  function boxAt(index: number | undefined): Box | null {
    const [x, y, width, height] = index === undefined ? [] : (layout.bounds[index] ?? [])
    return x === undefined || y === undefined || width === undefined || height === undefined ? null : { x, y, width, height }
  }
  function stylesAt(index: number): Styles | null {
    const values = layout.styles[index] ?? []
    if (values.length < styleNames.length) return null
    return Object.fromEntries(styleNames.map((name, at) => [name, textAt(values[at])])) as Styles
  }
  function attributesOf(node: number): Record<string, string> {
    const flat = nodes.attributes?.[node] ?? []
    const attributes: Record<string, string> = {}
    for (let at = 0; at + 1 < flat.length && at < 200; at += 2)
      attributes[textAt(flat[at]).toLowerCase()] = textAt(flat[at + 1]).slice(0, treeLimits.attribute)
    return attributes
  }

  function read(node: number, around: Seen, depth: number): { node: TreeNode[]; area: Box | null } {
    budget.nodes -= 1
    if (budget.nodes < 0 || depth > treeLimits.depth || isPseudo.has(node)) return { node: [], area: null }
    const type = nodes.nodeType?.[node]
    if (type === 3) return { node: [{ kind: 'text', text: textAt(nodes.nodeValue?.[node]) }], area: boxAt(layoutAt.get(node)) }
    if (type === 8) return { node: [{ kind: 'comment', text: textAt(nodes.nodeValue?.[node]) }], area: null }
    // What an author put into a shadow root is part of the page; the browser's own insides are not.
    if (type === 11)
      return shadows.get(node) === 'user-agent' || !shadows.has(node) ? { node: [], area: null } : inside(node, around, depth)
    if (type !== 1) return { node: [], area: null }

    const attributes = attributesOf(node)
    const index = layoutAt.get(node)
    const styles = index === undefined ? null : stylesAt(index)
    const own = boxAt(index)
    const seen = seenIn(styles, own, around)
    const { node: within, area } = inside(node, seen, depth)
    const box = own !== null && own.width > 0 && own.height > 0 ? own : (area ?? own)
    const frame = frames.has(node) ? frameAt(frames.get(node) ?? -1) : null
    const hasWords = within.some((each) => each.kind === 'text' && each.text.trim() !== '')
    const hiddenBy =
      seen.hiddenBy ??
      ownHiding(styles, box, index !== undefined || area !== null) ??
      (hasWords && isSameColour(styles, seen) ? 'same-colour' : null)
    const element: TreeElement = {
      kind: 'element',
      tag: textAt(nodes.nodeName?.[node]).toLowerCase(),
      attributes,
      children: within,
      shown: hiddenBy === null,
      hiddenBy,
      box,
      frame
    }
    return { node: [element], area: box !== null && box.width > 0 && box.height > 0 ? box : null }
  }

  function inside(node: number, around: Seen, depth: number): { node: TreeNode[]; area: Box | null } {
    const found: TreeNode[] = []
    let area: Box | null = null
    for (const child of children.get(node) ?? []) {
      const each = read(child, around, depth + 1)
      found.push(...each.node)
      area = united(area, each.area)
    }
    return { node: found, area }
  }

  return {
    root() {
      const html = (nodes.nodeType ?? []).findIndex((type, at) => type === 1 && nodes.nodeType?.[parents[at] ?? -1] === 9)
      if (html < 0) return null
      const [root] = read(html, { hiddenBy: null, opacity: 1, background: 'rgb(255, 255, 255)' }, 0).node
      return root?.kind === 'element' ? root : null
    }
  }
}

/** What an element's style does to itself and everything in it. */
function seenIn(styles: Styles | null, box: Box | null, around: Seen): Seen {
  if (styles === null) return around
  const opacity = around.opacity * numberOf(styles.opacity, 1)
  const background =
    styles['background-image'] !== 'none'
      ? null
      : isTransparent(styles['background-color'])
        ? around.background
        : styles['background-color']
  const clips = /hidden|clip/.test(styles['overflow-x']) && /hidden|clip/.test(styles['overflow-y'])
  const hiddenBy =
    around.hiddenBy ??
    (opacity < 0.05
      ? 'opacity:0'
      : box !== null && clips && (box.width < 2 || box.height < 2)
        ? 'size:0'
        : /^rect\((?:0|1)px,? (?:0|1)px,? (?:0|1)px,? (?:0|1)px\)$/.test(styles.clip) ||
            /inset\((?:100|[5-9]\d)%/.test(styles['clip-path'])
          ? 'clip'
          : box !== null && box.width > 0 && isOffPage(box)
            ? 'off-screen'
            : null)
  return { hiddenBy, opacity, background }
}

/** What hides the element itself, though something inside it may be seen. */
function ownHiding(styles: Styles | null, box: Box | null, hasLayout: boolean): string | null {
  if (!hasLayout) return 'display:none'
  if (styles === null) return null
  if (styles.visibility !== 'visible') return `visibility:${styles.visibility}`
  if (numberOf(styles['font-size'], 16) < 1) return 'font-size:0'
  if (Math.abs(numberOf(styles['text-indent'], 0)) > 500) return 'text-indent'
  if (box === null || box.width < 1 || box.height < 1) return 'size:0'
  return isOffPage(box) ? 'off-screen' : null
}

/** Words in the very colour that is behind them. */
const isSameColour = (styles: Styles | null, { background }: Seen): boolean =>
  styles !== null && background !== null && (styles.color === background || isTransparent(styles.color))

/** Left of the page or above it nothing can be scrolled to. */
const isOffPage = ({ x, y, width, height }: Box): boolean => x + width <= 0 || y + height <= 0

const isTransparent = (colour: string): boolean => colour === 'transparent' || /^rgba\(.*,\s*0\)$/.test(colour)

const numberOf = (text: string, otherwise: number): number => {
  const value = Number.parseFloat(text)
  return Number.isFinite(value) ? value : otherwise
}

function united(a: Box | null, b: Box | null): Box | null {
  if (a === null || b === null || b.width <= 0 || b.height <= 0)
    return a ?? (b !== null && b.width > 0 && b.height > 0 ? b : null)
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y }
}
