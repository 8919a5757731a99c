import type { SearchTrial } from '../../domain/facts/site-facts.ts'
import { siteCheck, type CheckResult } from '../check.ts'
import { whyUnanswered } from '../reading.ts'
import { fail, needsHuman, pagePlace, pass, quoted } from '../result.ts'

/** The site's own search does not find a title that stands on the site. */
export const searchFindsNothing = siteCheck({
  id: 'search-finds-nothing',
  title: '站内搜索',
  needs: ['searches'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有站内搜索。' : null),
  run({ searches }, { url }) {
    if (searches.length === 0) {
      return needsHuman('没有做成站内搜索（没有读到搜索框或可搜的标题），请打开首页试一次。', [pagePlace(url)], [url, '没有搜索'])
    }
    const results = searches.flatMap((trial) => judge(trial) ?? [])
    return results.length > 0 ? results : pass(`站内搜索试了 ${searches.length} 个标题，都能搜到。`)
  }
})

function judge({ found, searchUrl, status, title }: SearchTrial): CheckResult | null {
  const place = [pagePlace(searchUrl, title)]
  const unanswered = whyUnanswered(status)
  if (unanswered !== null) return needsHuman(`搜索${quoted(title)}时${unanswered}，请打开再试。`, place, [title, unanswered])
  if (found === true) return null
  return found === false
    ? fail(`站内搜索搜不到网站上已有的${quoted(title)}。`, place, [title, '搜不到'])
    : needsHuman(`搜索${quoted(title)}的结果页没有读懂，请打开看有没有这一条。`, place, [title, '没有读懂'])
}
