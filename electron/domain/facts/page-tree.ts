/**
 * A page as gatherers read it: the same shape from a browser over CDP (laid out) and from bytes fetched over HTTP (not laid
 * out), so that one extractor serves both and a sweep needs a browser only where the bytes alone say too little.
 */
export interface Box {
  /** CSS pixels from the top left of the document. */
  x: number
  y: number
  width: number
  height: number
}

export interface TreeText {
  kind: 'text'
  text: string
}

export interface TreeComment {
  kind: 'comment'
  text: string
}

export interface TreeElement {
  kind: 'element'
  /** Lower case. */
  tag: string
  /** Names in lower case, values as written. */
  attributes: Readonly<Record<string, string>>
  children: readonly TreeNode[]
  /** Can a person see it? null: the page was not laid out, so nobody knows. */
  shown: boolean | null
  /** Why nobody sees it, in CSS words: `display:none`, `font-size:0`, `off-screen`…; null where seen or not laid out. */
  hiddenBy: string | null
  box: Box | null
  /** The document inside a frame, where it could be read. */
  frame: PageTree | null
}

export type TreeNode = TreeElement | TreeText | TreeComment

export interface PageTree {
  /** Address of this document. */
  url: string
  /** What relative addresses are counted from: `<base href>` where the page has one. */
  baseUrl: string
  root: TreeElement
  isLaidOut: boolean
}
