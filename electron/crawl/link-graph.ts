/** The addresses of a link check: each once, with the pages that link to it and how deep it lies. */

export interface LinkNode {
  url: string
  /** Links from the start; less where a shorter way is found later. */
  depth: number
  isInside: boolean
  /** The first pages that link here. */
  from: string[]
  /** Links of this page; null while it was not read for them. */
  children: LinkChild[] | null
  /** Names that links of other pages point to within this one, with the page of each. */
  wantedAnchors: Map<string, string>
}

export interface LinkChild {
  node: LinkNode
  /** 0 for what belongs to the page itself: a frame, an immediate refresh. */
  step: 0 | 1
}

/** Pages named for one address; a link in the frame of every page would name them all. */
const mostFrom = 100

export function createNode(url: string, depth: number, isInside: boolean): LinkNode {
  return { url, depth, isInside, from: [], children: null, wantedAnchors: new Map() }
}

export function addFrom(node: LinkNode, page: string): void {
  if (node.from.length < mostFrom && node.from.at(-1) !== page && !node.from.includes(page)) node.from.push(page)
}

/** A shorter way was found: so it is for everything behind it. @returns the nodes that came nearer */
export function bringNearer(node: LinkNode, depth: number): LinkNode[] {
  const nearer: LinkNode[] = []
  const todo: [LinkNode, number][] = [[node, depth]]
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [each, eachDepth] = next
    if (eachDepth >= each.depth) continue
    each.depth = eachDepth
    nearer.push(each)
    for (const { node: child, step } of each.children ?? []) todo.push([child, eachDepth + step])
  }
  return nearer
}
