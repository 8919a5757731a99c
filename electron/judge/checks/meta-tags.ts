import type { Fact } from '../../domain/facts/facts.ts'
import { compareWithPage } from '../../domain/page-facts.ts'
import { pageCheck, type CheckContext, type CheckResult } from '../check.ts'
import { hostOf } from '../../domain/page-key.ts'
import { whyUnread } from '../reading.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass, quoted } from '../result.ts'

/** `isSure` false: that the rule asks for it was not read in the rule's text. */
interface Wanted {
  name: string
  isSure: boolean
}
const siteTags: readonly Wanted[] = [
  { name: 'SiteName', isSure: true },
  { name: 'SiteDomain', isSure: false },
  { name: 'SiteIDCode', isSure: true }
]
const columnTags: readonly Wanted[] = [
  { name: 'ColumnName', isSure: true },
  { name: 'ColumnType', isSure: false }
]
const articleTags: readonly Wanted[] = ['ArticleTitle', 'PubDate', 'ContentSource'].map((name) => ({ name, isSure: false }))

const emptyTitles = /^(?:无标题(?:文档|页)?|untitled(?: document)?|document|new page|新建网页.*|title|标题)?$/i

/** D4.4: title and government meta tags of a page, by what kind of page it is. */
export const metaTags = pageCheck({
  id: 'meta-tags',
  title: '网页标签',
  needs: ['document', 'head', 'dates'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有网页标签。' : null),
  run({ document, head, dates }, context) {
    const page = pagePlace(context.url)
    const unread = whyUnread(document, head)
    if (unread !== null) {
      // Of a column that does not open the column checks tell already.
      if (!context.isHome) return notApplicable(`${unread}，不看网页标签。`)
      return needsHuman(`${unread}，不能判断网页标签。`, [page], [unread])
    }
    const tags = new Map(Object.entries(head.metaTags).map(([name, content]) => [name.toLowerCase(), content.trim()]))
    const empty = new Set(head.emptyMetaTags.map((name) => name.toLowerCase()))
    const lacking = wantedTags(context, dates).filter(({ name }) => (tags.get(name.toLowerCase()) ?? '') === '')
    const worded = ({ name }: Wanted): string => (empty.has(name.toLowerCase()) ? `${name}（内容为空）` : name)
    const results: CheckResult[] = []
    const sure = lacking.filter(({ isSure }) => isSure).map(worded)
    const open = lacking.filter(({ isSure }) => !isSure).map(worded)
    const noted = open.length === 0 ? '' : `没有 ${open.join('、')}，是否必须设置待核对`
    if (sure.length > 0) {
      results.push(fail(`网页标签缺 ${sure.length} 个：${sure.join('、')}${noted === '' ? '' : `；另${noted}`}。`, [page], sure))
    } else if (noted !== '' && context.isHome) {
      results.push(needsHuman(`网页标签${noted}。`, [page], open))
    }
    results.push(...titleResults(head, context), ...contradictions(tags, context))
    return results.length > 0 ? results : pass(noted === '' ? '标题和网页标签齐全。' : `必须的网页标签齐全，${noted}。`)
  }
})

/** The site's own tags are asked of the home page: told once, not once a page. */
function wantedTags({ isHome }: CheckContext, { items, publishDate }: Fact<'dates'>): Wanted[] {
  if (isHome) return [...siteTags]
  const isArticle = publishDate !== null && items.length <= 1
  const isColumn = items.length > 1
  return [...(isColumn || isArticle ? columnTags : []), ...(isArticle ? articleTags : [])]
}

function titleResults({ documentTitles }: Fact<'head'>, { url }: CheckContext): CheckResult[] {
  const titles = documentTitles.map((title) => title.trim())
  const page = pagePlace(url)
  if (titles.length > 1 && new Set(titles).size > 1) {
    return [
      needsHuman(
        `页面有 ${titles.length} 个标题：${titles
          .slice(0, 3)
          .map((each) => quoted(each))
          .join('、')}。`,
        [page],
        titles
      )
    ]
  }
  const [title = ''] = titles
  if (!emptyTitles.test(title)) return []
  return [fail(title === '' ? '页面没有标题。' : `页面标题为${quoted(title)}，没有说明是什么网站。`, [page], ['标题', title])]
}

/** Tags that say something else than the registry or the address. */
function contradictions(tags: ReadonlyMap<string, string>, { object, url }: CheckContext): CheckResult[] {
  const results: CheckResult[] = []
  const page = pagePlace(url)
  const tag = (name: string) => tags.get(name) ?? ''
  if (object !== null) {
    const metas = ['sitename', 'siteidcode'].flatMap((name) => (tag(name) === '' ? [] : [{ name, content: tag(name) }]))
    const texts = { url, title: '', metas, lines: [], accounts: [], days: [] }
    for (const { field, registered, seen, state } of compareWithPage(object, texts)) {
      if (state !== 'different' || seen === null) continue
      if (field === 'siteCode') {
        const message = `网页标签 SiteIDCode 为${quoted(seen)}，与登记的${quoted(registered)}不一致。`
        results.push(fail(message, [page], ['SiteIDCode', seen, registered]))
      }
      if (field === 'name') {
        const message = `网页标签 SiteName 为${quoted(seen)}，与登记的${quoted(registered)}不一致，请核对。`
        results.push(needsHuman(message, [page], ['SiteName', seen, registered]))
      }
    }
  }
  const domain = tag('sitedomain')
    .replace(/^https?:\/\//i, '')
    .replace(/\/.*$/, '')
    .toLowerCase()
  const host = hostOf(url)
  if (domain !== '' && host !== null && bare(domain) !== bare(host)) {
    const message = `网页标签 SiteDomain 为${quoted(domain)}，与网址的域名 ${host} 不一致，请核对。`
    results.push(needsHuman(message, [page], ['SiteDomain', domain, host]))
  }
  return results
}

const bare = (host: string): string => host.replace(/^www\./, '').replace(/:\d+$/, '')
