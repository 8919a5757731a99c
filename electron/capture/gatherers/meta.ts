import { attributeOf, oneLine } from '../page-view.ts'
import type { PageView } from '../page-view.ts'

/** Non-empty contents of `<meta name>`, in order; the name in lower case. */
export function metaContents(view: PageView, name: string): string[] {
  return view.elements.flatMap((node) => {
    if (node.tag !== 'meta' || node.tree !== view.tree || attributeOf(node, 'name').trim().toLowerCase() !== name) return []
    const content = withoutTags(attributeOf(node, 'content'))
    return content === '' ? [] : [content]
  })
}

/** Editors' systems leave `<br/>` and entities in what they put into attributes. */
export const withoutTags = (text: string): string =>
  oneLine(
    text
      .replaceAll(/<br\s*\/?>/gi, ' ')
      .replaceAll(/<\/?[a-z][^<>]{0,200}>/gi, '')
      .replaceAll(/&(?:nbsp|ensp|emsp);/gi, ' ')
  )
