import type { Fact, PageLink } from '../../domain/facts/facts.ts'
import { hostOf } from '../../domain/page-key.ts'
import { isGovernmentHost, registrable } from '../addresses.ts'
import { pageCheck, type CheckContext, type CheckResult } from '../check.ts'
import { isWallTitle } from '../reading.ts'
import { fail, listed, needsHuman, pagePlace, pass, quoted, short } from '../result.ts'
import { gamblingIn } from '../term-hits.ts'

/** Ways of hiding that no menu needs; the others (`display:none`, `opacity:0`, `size:0`) fold menus and lists of friendly links too. */
const deceptive = /font-size|off-screen|colou?r/i

/** Marks that a page foot has to link to. */
const official = /(?:^|\.)(?:conac\.cn|beian\.gov\.cn|miit\.gov\.cn|12377\.cn|12388\.gov\.cn)$/

/** Signs that somebody else writes into the page: gambling words where nobody looks, hidden links out, another title for robots. */
export const hijacked = pageCheck({
  id: 'hijacked',
  title: '挂马篡改',
  needs: ['head', 'links', 'texts'],
  run({ head, links, texts }, context) {
    const results = [
      ...wordsInHead(head, context),
      ...hiddenLinks(links, context),
      ...hiddenWords(texts, context),
      ...robotsTitle(head, texts, context)
    ]
    const noted = context.terms.gambling.length === 0 ? '（没有启用博彩词库，未按词查）' : ''
    return results.length > 0 ? results : pass(`没有发现博彩词、隐藏外链和另给搜索引擎的标题${noted}。`)
  }
})

function wordsInHead({ documentTitles, metaTags }: Fact<'head'>, { terms, url }: CheckContext): CheckResult[] {
  const texts = [
    ...documentTitles.map((text) => ({ where: '标题', text })),
    ...Object.entries(metaTags).map(([name, text]) => ({ where: `网页标签${quoted(name, 20)}`, text }))
  ]
  return texts.flatMap(({ where, text }) => {
    const words = gamblingIn(text, terms)
    if (words.length === 0) return []
    const message = `页面${where}含博彩词 ${listed(words, '个')}：${quoted(text)}。`
    return [fail(message, [pagePlace(url, text)], [where, text])]
  })
}

function hiddenLinks(links: readonly PageLink[], { terms, url }: CheckContext): CheckResult[] {
  const own = registrable(hostOf(url) ?? '')
  // Of bytes alone nothing is known but what the element's own style says.
  const hidden = links.filter(({ hiddenBy, shown }) => shown === false || (shown === null && hiddenBy !== null))
  const worded = hidden.filter(({ text }) => gamblingIn(text, terms).length > 0)
  const results: CheckResult[] = []
  if (worded.length > 0) {
    const names = worded.map(({ text }) => quoted(text, 20))
    results.push(
      fail(
        `${worded.length} 个看不见的链接含博彩词：${listed(names, '个', 3)}。`,
        worded.map(({ place }) => place),
        worded.map(lineOf)
      )
    )
  }
  const foreign = hidden.filter((link) => {
    const host = hostOf(link.href)
    const isTrusted = host === null || isGovernmentHost(host) || official.test(host) || registrable(host) === own
    return !isTrusted && !worded.includes(link)
  })
  const tricked = foreign.filter(({ hiddenBy }) => deceptive.test(hiddenBy ?? ''))
  const folded = foreign.filter((link) => !tricked.includes(link))
  if (tricked.length > 0) {
    const ways = [...new Set(tricked.map(({ hiddenBy }) => hiddenBy ?? ''))]
    const message = `${tricked.length} 个指向外部网站的链接被样式藏起（${listed(
      ways.map((way) => short(way, 20)),
      '种',
      3
    )}）：${hostsOf(tricked)}。`
    results.push(
      fail(
        message,
        tricked.map(({ place }) => place),
        tricked.map(lineOf)
      )
    )
  }
  if (folded.length > 0) {
    const message = `${folded.length} 个指向外部网站的链接没有显示出来：${hostsOf(folded)}，请看是下拉菜单还是暗链。`
    results.push(
      needsHuman(
        message,
        folded.map(({ place }) => place),
        folded.map(lineOf)
      )
    )
  }
  return results
}

function hiddenWords({ blocks }: Fact<'texts'>, { terms }: CheckContext): CheckResult[] {
  const found = blocks.filter(({ shown, text }) => shown === false && gamblingIn(text, terms).length > 0)
  if (found.length === 0) return []
  const words = [...new Set(found.flatMap(({ text }) => gamblingIn(text, terms)))]
  const message = `${found.length} 处看不见的文字含博彩词 ${listed(words, '个')}。`
  return [
    fail(
      message,
      found.map(({ place }) => place),
      found.map(({ text }) => text.slice(0, 500))
    )
  ]
}

function robotsTitle(
  { documentTitles }: Fact<'head'>,
  { titleForRobots }: Fact<'texts'>,
  { terms, url }: CheckContext
): CheckResult[] {
  // Guards turn away whoever calls himself a search engine from here; what they say is not the site's title.
  if (titleForRobots === null || isWallTitle(titleForRobots.trim())) return []
  const given = plain(titleForRobots)
  if (documentTitles.some((title) => plain(title) === given)) return []
  const [own = ''] = documentTitles
  const message = `网站给搜索引擎的标题是${quoted(titleForRobots)}，给访问者的是${quoted(own)}`
  const ground = [own, titleForRobots]
  const words = gamblingIn(titleForRobots, terms)
  return words.length > 0
    ? [fail(`${message}，含博彩词 ${listed(words, '个')}。`, [pagePlace(url, own)], ground)]
    : [needsHuman(`${message}，请看是否被篡改。`, [pagePlace(url, own)], ground)]
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')
const lineOf = ({ hiddenBy, href, text }: PageLink): string => `${href} ${text} ${hiddenBy ?? ''}`
const hostsOf = (links: readonly PageLink[]): string =>
  listed([...new Set(links.map(({ href }) => short(hostOf(href) ?? href, 60)))], '个网站')
