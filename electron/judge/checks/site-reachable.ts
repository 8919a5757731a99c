import { asWatched, judgeVisits, percentText, type Counting, type JudgedVisit } from '../../domain/availability.ts'
import { grouped } from '../../domain/grouped.ts'
import { addDays, chinaDay, daysBetween } from '../../domain/rules/days.ts'
import { shareReaches } from '../../domain/rules/thresholds.ts'
import { windowStart } from '../../domain/rules/windows.ts'
import { siteCheck } from '../check.ts'
import { fail, listed, needsHuman, pagePlace, pass } from '../result.ts'
import { numberOf, windowOf } from '../rules.ts'

const id = 'site-reachable'

/**
 * A visit that a guard answered (`needs-eyes`) was made all the same: it counts towards the day's visits, and a person has to
 * say what it was.
 */
const looked: ReadonlySet<Counting> = new Set(['open', 'slow', 'failed', 'needs-eyes'])

/** W2, as worded: one week, at least 20 spaced visits a day, not open after 15 s, at least 5 % of them. */
export const siteReachable = siteCheck({
  id,
  title: '站点无法访问',
  needs: ['visits'],
  run({ visits }, context) {
    const perDay = numberOf(context, id, 'visitsPerDay', { value: 20, isSure: true })
    const seconds = numberOf(context, id, 'timeoutSeconds', { value: 15, isSure: true })
    const share = numberOf(context, id, 'failPercent', { value: 5, isSure: true })
    const window = windowOf(context, id, { amount: 1, unit: 'week' })
    const isSure = perDay.isSure && seconds.isSure && share.isSure && window.isSure

    const rule = { slowMilliseconds: seconds.value * 1000 }
    const known = judgeVisits(visits.map(asWatched), rule, context.observedAt).filter(({ countsAs }) => countsAs !== 'clock')
    const byDay = grouped(
      known.filter(({ countsAs }) => looked.has(countsAs)),
      ({ at }) => chinaDay(at)
    )
    const today = chinaDay(context.observedAt)
    // The day of observation is still running: it counts only where it has enough visits already.
    const last = (byDay.get(today)?.length ?? 0) >= perDay.value ? today : addDays(today, -1)
    const length = daysBetween(windowStart(today, window.value), today)
    const days = Array.from({ length }, (_, index) => addDays(last, index + 1 - length))

    const inside = days.flatMap((day) => byDay.get(day) ?? [])
    const doubtful = inside.filter(({ countsAs }) => countsAs === 'needs-eyes')
    const failed = inside.filter(({ countsAs }) => countsAs === 'slow' || countsAs === 'failed')
    const figures = `${days[0] ?? last} 至 ${last} 访问 ${inside.length} 次，${seconds.value} 秒仍打不开 ${failed.length} 次，占 ${percentText(failed.length, inside.length)}%`
    const places = [pagePlace(context.url)]
    const ground = [context.url, ...[...failed, ...doubtful].map(({ at }) => at)]

    const short = days.filter((day) => (byDay.get(day)?.length ?? 0) < perDay.value)
    if (short.length > 0) {
      const names = short.map((day) => `${day.slice(5)}（${describe(byDay.get(day)?.length ?? 0, known, day)}）`)
      const gaps = `每天应访问 ${perDay.value} 次，不足的有 ${listed(names, '天', length)}，不能认定`
      return needsHuman(`${figures}；${gaps}。`, places, [...ground, ...short])
    }
    const isReached = (count: number) => shareReaches(count, inside.length, String(share.value))
    if (isReached(failed.length)) {
      const message = `${figures}，达到 ${share.value}%`
      return isSure ? fail(`${message}。`, places, ground) : needsHuman(`${message}；规则数值待核对。`, places, ground)
    }
    if (isReached(failed.length + doubtful.length)) {
      return needsHuman(`${figures}，另有 ${doubtful.length} 次被安全防护拦住，请换一个网络用浏览器打开确认。`, places, ground)
    }
    return pass(`${figures}，未达到 ${share.value}%。`)
  }
})

function describe(count: number, known: readonly JudgedVisit[], day: string): string {
  const all = known.filter(({ at }) => chinaDay(at) === day)
  const out = all.filter(({ countsAs }) => countsAs === 'own-network').length
  if (all.length === 0) return '没有记录'
  return out === 0 ? `${count} 次` : `${count} 次，另有 ${out} 次本机断网不计`
}
