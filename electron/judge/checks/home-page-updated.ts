import type { RuleWindow } from '../../domain/catalogue.ts'
import { chinaDay } from '../../domain/rules/days.ts'
import { daysSince, isOutsideWindow, windowText } from '../../domain/rules/windows.ts'
import { pageCheck, type CheckContext, type CheckResult } from '../check.ts'
import { itemLine, newestOf, whyUnanswered, whyUnread } from '../reading.ts'
import { fail, listed, needsHuman, pagePlace, pass, quoted, short } from '../result.ts'
import { windowOf, type Limit } from '../rules.ts'

const id = 'home-page-updated'

/** W3. A home page that is navigation only is judged by all its second-level pages. */
export const homePageUpdated = pageCheck({
  id,
  title: '首页更新',
  needs: ['document', 'head', 'dates', 'columns'],
  skip: ({ isHome, object }) =>
    object?.kind === 'account' ? '账号没有网站首页。' : isHome ? null : '不是网站首页，不看首页更新。',
  run({ document, head, dates, columns }, context) {
    const window = windowOf(context, id, { amount: 2, unit: 'week' })
    const home = pagePlace(context.url)
    const unread = whyUnread(document, head)
    if (unread !== null) return needsHuman(`${unread}，不能判断首页是否更新。`, [home], [context.url, unread])
    const newest = newestOf(dates.items, dates.latestDate, chinaDay(context.observedAt))
    const isFresh = newest.day !== null && !isOutsideWindow(newest.day, context.observedAt, window.value)
    if (isFresh) {
      const guessed = newest.item?.year === 'inferred' ? '（页面没有写年份，按最近的一年推定）' : ''
      return pass(`首页最近更新 ${newest.day}${guessed}，没有超过 ${windowText(window.value)}。`)
    }
    if (columns.isNavigationOnly) return bySecondLevel(window, context)
    if (newest.day === null) {
      const only =
        newest.future.length > 0 ? `首页的日期都晚于监测时间点（如 ${newest.future[0]?.date}）` : '首页没有读到信息日期'
      const places = newest.future.map(({ place }) => place)
      return needsHuman(`${only}，按未更新对待前请点开正文核对。`, places.length > 0 ? places : [home], [
        context.url,
        ...newest.future.map(itemLine)
      ])
    }
    const item = newest.item
    const what = item === null ? '' : `（${quoted(item.text)}）`
    const message = `首页最近更新 ${newest.day}${what}，距监测时间点 ${daysSince(newest.day, context.observedAt)} 天，超过 ${windowText(window.value)}`
    return stale(message, window, item === null ? [home] : [item.place], [item === null ? newest.day : itemLine(item)])
  }
})

function bySecondLevel(window: Limit<RuleWindow>, { observedAt, secondLevel, url }: CheckContext): CheckResult {
  const home = [pagePlace(url)]
  if (secondLevel === undefined || secondLevel === null || secondLevel.length === 0) {
    return needsHuman('首页只作导航，要看全部二级页面，这些页面没有逐个打开。', home, [url, '首页只作导航'])
  }
  const today = chinaDay(observedAt)
  const fresh = secondLevel.find(
    ({ latestDate }) => latestDate !== null && latestDate <= today && !isOutsideWindow(latestDate, observedAt, window.value)
  )
  if (fresh !== undefined) {
    return pass(
      `首页只作导航，二级页面${quoted(fresh.path, 60)}最近更新 ${fresh.latestDate}，没有超过 ${windowText(window.value)}。`
    )
  }
  const ground = secondLevel.map((page) => `${page.path} ${page.latestDate ?? '没有日期'}`)
  const unread = secondLevel.filter(({ status }) => whyUnanswered(status) !== null)
  if (unread.length > 0) {
    const names = unread.map(({ path, status }) => `${short(path, 60)}（${status ?? '没有打开'}）`)
    return needsHuman(
      `首页只作导航，读到的二级页面都超过 ${windowText(window.value)}没有更新，还有没打开的：${listed(names, '个')}。`,
      unread.map((page) => pagePlace(page.url)),
      ground
    )
  }
  const undated = secondLevel.filter(({ latestDate }) => latestDate === null).length
  const noted = undated === 0 ? '' : `，其中 ${undated} 个没有日期，按未更新对待`
  return stale(
    `首页只作导航，全部 ${secondLevel.length} 个二级页面超过 ${windowText(window.value)}没有更新${noted}`,
    window,
    secondLevel.map((page) => pagePlace(page.url)),
    ground
  )
}

function stale(message: string, { isSure }: Limit<RuleWindow>, places: CheckResult['places'], ground: string[]): CheckResult {
  return isSure ? fail(`${message}。`, places, ground) : needsHuman(`${message}。`, places, ground, '这一期限待核对。')
}
