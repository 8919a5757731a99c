import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer } from '../gatherer.ts'
import { addressOf, attributeOf, closest, descendants, oneLine, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'

const maxLinks = 5_000
/** Targets that lead to no page. */
const noPage = /^(?:#|javascript:|mailto:|tel:|data:|about:|file:|sms:|blob:)/i

export const links = treeGatherer({
  fact: 'links',
  gather({ view, url }): Fact<'links'> {
    const found: Fact<'links'> = []
    for (const node of view.elements) {
      if (found.length >= maxLinks) break
      if (node.tag !== 'a' && node.tag !== 'area') continue
      const written = attributeOf(node, 'href')
      if (written.trim() === '' || noPage.test(written.trim())) continue
      const href = addressOf(node, written)
      if (href === null) continue
      const text = linkText(view, node)
      const { shown } = node.element
      found.push({
        href,
        written: written.slice(0, 2_000),
        text,
        external: isExternal(href, url),
        shown,
        hiddenBy: shown === true ? null : hidingOf(node),
        place: placeOf(node, text)
      })
    }
    return found
  }
})

/** Its words, or those of the picture it shows. */
export function linkText(view: PageView, node: ViewElement): string {
  const text = textOf(view, node, 300)
  if (text !== '') return text
  const picture = descendants(view, node).find(({ tag }) => tag === 'img')
  return oneLine(
    attributeOf(node, 'title') || (picture === undefined ? '' : attributeOf(picture, 'alt') || attributeOf(picture, 'title'))
  ).slice(0, 300)
}

export function isExternal(href: string, from: string): boolean {
  return ownDomain(new URL(href).hostname) !== ownDomain(new URL(from).hostname)
}

const ownDomain = (host: string): string => host.toLowerCase().replace(/^www\./, '')

/** What hides an element, in CSS words: the browser's where the page was laid out, else what stands in its style. */
function hidingOf(node: ViewElement): string | null {
  if (node.element.shown === false) return node.element.hiddenBy ?? 'not-drawn'
  let found: string | null = null
  closest(node, (each) => {
    found = inlineHiding(each)
    return found !== null
  })
  return found
}

function inlineHiding(node: ViewElement): string | null {
  if ('hidden' in node.element.attributes) return 'display:none'
  const style = attributeOf(node, 'style').toLowerCase().replaceAll(/\s+/g, '')
  if (style === '') return null
  if (/(?:^|;)display:none/.test(style)) return 'display:none'
  if (/(?:^|;)visibility:hidden/.test(style)) return 'visibility:hidden'
  if (/(?:^|;)font-size:0(?:px|;|$)/.test(style)) return 'font-size:0'
  if (/(?:^|;)opacity:0(?:\.0+)?(?:;|!|$)/.test(style)) return 'opacity:0'
  if (/(?:^|;)(?:text-indent|left|top|margin-left|margin-top):-\d{3,}/.test(style)) return 'off-screen'
  return null
}
