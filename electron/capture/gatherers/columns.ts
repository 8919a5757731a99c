import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { addressOf, attributeOf, closest, nameOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { breadcrumbOf } from './breadcrumb.ts'
import { datedEntries, daysOf } from './dated-items.ts'
import { linkText } from './links.ts'

export const columns = treeGatherer({ fact: 'columns', gather })

const maxEntries = 500
const navName = /(?:^|[\s_-])(?:nav\w*|menu\w*|mainnav|daohang|dh|channel\w*|lanmu\w*)(?:$|[\s_-])/
const columnWord = /^[\p{Script=Han}A-Za-z·、&（）()]{2,16}$/u

function gather({ view }: PageContext): Fact<'columns'> {
  const navigation = navigationOf(view)
  const { steps } = breadcrumbOf(view)
  return { navigation, breadcrumb: steps, isNavigationOnly: isNavigationOnly(view, navigation.length) }
}

function navigationOf(view: PageView): Fact<'columns'>['navigation'] {
  const roots = view.elements.filter((node) => isNavigation(node) && closest(node.parent, isNavigation) === null && !isFoot(node))
  const found: Fact<'columns'>['navigation'] = []
  const known = new Set<string>()
  for (const root of roots.slice(0, 10)) {
    for (const node of view.elements.slice(root.order, root.last + 1)) {
      if (node.tag !== 'a' || found.length >= maxEntries) continue
      const title = linkText(view, node)
      if (!columnWord.test(title)) continue
      const href = addressOf(node, attributeOf(node, 'href'))
      const key = `${title} ${href ?? ''}`
      if (known.has(key)) continue
      known.add(key)
      found.push({ title, href, depth: depthIn(node, root) })
    }
  }
  return found
}

const isNavigation = (node: ViewElement): boolean =>
  node.tag === 'nav' || (navName.test(nameOf(node)) && node.tag !== 'body' && node.tag !== 'a' && node.tag !== 'li')
const isFoot = (node: ViewElement): boolean =>
  closest(node, (each) => each.tag === 'footer' || /\bfoot/.test(nameOf(each))) !== null

/** Lists within lists: 0 for the first row. */
function depthIn(node: ViewElement, root: ViewElement): number {
  let depth = 0
  for (let each = node.parent; each !== null && each.order >= root.order; each = each.parent)
    if (each.tag === 'ul' || each.tag === 'ol' || each.tag === 'dl') depth += 1
  return Math.max(0, depth - 1)
}

/** Many short links to columns, hardly any that reads like a headline, and no dated entry. */
function isNavigationOnly(view: PageView, navigation: number): boolean {
  const links = view.elements.filter((node) => node.tag === 'a' && attributeOf(node, 'href').trim() !== '' && !isFoot(node))
  const texts = links.map((node) => linkText(view, node))
  const headlines = texts.filter((text) => text.length >= 14).length
  const short = texts.filter((text) => columnWord.test(text)).length
  if (short < 4 || headlines > Math.max(1, short * 0.1)) return false
  // Words of its own beside the links: then it is a text, not a crossing of ways.
  const own = view.text.length - texts.reduce((sum, text) => sum + text.length, 0)
  return (navigation > 0 || short >= 6) && own < 1_500 && datedEntries(view, daysOf(view)).length === 0
}
