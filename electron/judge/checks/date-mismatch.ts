import { chinaDay, daysBetween } from '../../domain/rules/days.ts'
import { pageCheck, type CheckResult } from '../check.ts'
import { fail, needsHuman, pagePlace, pass, quoted } from '../result.ts'

const sources: Readonly<Record<string, string>> = { text: '正文', meta: '网页标签', script: '脚本' }

/** What stands before a page's own day. */
const ownWords = /发布|发稿|发表|刊发|更新(?:日期|时间)/
/** The head of many pages says what day it is, and should. */
const clockWords = /今天|今日|现在|当前|北京时间|欢迎|您好|(?:星期|周|礼拜)[一二三四五六日天]/

/** W1.5: a page that names two publishing days, one that has not come yet, or the visitor's own day. */
export const dateMismatch = pageCheck({
  id: 'date-mismatch',
  title: '发稿日期',
  needs: ['dates'],
  run({ dates }, { observedAt, url }) {
    const { publishDate, publishDateContradicted: named, visitorClock } = dates
    const results: CheckResult[] = []
    const page = [pagePlace(url)]
    const days = [...new Set(named.map(({ date }) => date))].toSorted()
    const [first, last] = [days[0], days.at(-1)]
    if (first !== undefined && last !== undefined && first !== last) {
      const each = named.map(({ date, from }) => `${sources[from] ?? from}为 ${date}`)
      const ground = named.map(({ date, from }) => `${from} ${date}`)
      const message = `页面的发布日期前后不一：${each.join('，')}`
      // Written one day and released the next is daily work.
      results.push(
        daysBetween(first, last) > 1
          ? fail(`${message}，相差 ${daysBetween(first, last)} 天。`, page, ground)
          : needsHuman(`${message}，相差 1 天，请核对。`, page, ground)
      )
    }
    const today = chinaDay(observedAt)
    if (publishDate !== null && publishDate > today) {
      results.push(fail(`页面的发布日期 ${publishDate} 晚于监测时间点。`, page, [`发布日期 ${publishDate}`]))
    }
    const asOwn = visitorClock.filter(({ text }) => ownWords.test(text))
    const unnamed = visitorClock.filter(({ text }) => !ownWords.test(text) && !clockWords.test(text))
    if (asOwn.length > 0) {
      const message = `页面的发布日期按访问当天显示，不是真实的发布日期：${quoted(asOwn[0]?.text ?? '')}。`
      results.push(fail(message, asOwn, ['发布日期按访问当天显示', ...asOwn.map(({ path }) => path)]))
    }
    if (unnamed.length > 0) {
      const message = `页面有 ${unnamed.length} 处日期正好是访问当天，疑似按访问者的时钟显示，请隔日再看一次。`
      results.push(needsHuman(message, unnamed, ['访问当天', ...unnamed.map(({ path }) => path)]))
    }
    if (results.length > 0) return results
    return pass(publishDate === null ? '页面没有互相矛盾的发布日期。' : `发布日期 ${publishDate}，前后一致。`)
  }
})
