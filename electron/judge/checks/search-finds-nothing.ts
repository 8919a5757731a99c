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

/** Why nobody searched, and what is left to the person. */
const whyUntried: Readonly<Record<NonNullable<SearchTrial['untried']>, string>> = {
  'no-form': '首页没有读到可以直接提交的搜索框（可能没有，也可能由脚本提交）',
  post: '首页的搜索框不能用网址提交（POST 方式）',
  elsewhere: '首页的搜索框转到站外的搜索引擎',
  'no-title': '没有读到可搜的标题'
}

function judge({ found, searchUrl, status, title, untried }: SearchTrial): CheckResult | null {
  const place = [pagePlace(searchUrl, title)]
  if (untried !== undefined) {
    const what = title === '' ? '任选一个标题搜一次' : `搜${quoted(title)}，看能不能搜到`
    // The title is another in each sweep, the reason is what stays.
    return needsHuman(`${whyUntried[untried]}，没有代为搜索，请打开首页${what}。`, [pagePlace(searchUrl)], [searchUrl, untried])
  }
  const unanswered = whyUnanswered(status)
  if (unanswered !== null) return needsHuman(`搜索${quoted(title)}时${unanswered}，请打开再试。`, place, [title, unanswered])
  if (found === true) return null
  return found === false
    ? fail(`站内搜索搜不到网站上已有的${quoted(title)}。`, place, [title, '搜不到'])
    : needsHuman(`搜索${quoted(title)}的结果页没有读懂，请打开看有没有这一条。`, place, [title, '没有读懂'])
}
