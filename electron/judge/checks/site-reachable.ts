import {
  judgeVisits,
  judgeWeek,
  percentText,
  tallyDays,
  watchDays,
  type AvailabilityRule,
  type DayTally
} from '../../domain/availability.ts'
import { addDays, chinaDay } from '../../domain/rules/days.ts'
import { siteCheck } from '../check.ts'
import { fail, listed, needsHuman, pagePlace, pass } from '../result.ts'
import { numberOf, windowOf } from '../rules.ts'

const id = 'site-reachable'

/** W2, as worded: one week, at least 20 spaced visits a day, not open after 15 s, at least 5 % of them; judged as the watch does. */
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
    const rule: AvailabilityRule = {
      visitsPerDay: perDay.value,
      days: watchDays(window.value),
      slowMilliseconds: seconds.value * 1000,
      failPercent: String(share.value)
    }

    const known = judgeVisits(visits, rule, context.observedAt)
    const tallies = tallyDays(known, rule, rule.visitsPerDay, context.observedAt)
    const week = judgeWeek(tallies, known, rule)
    const isWhole = week.kind !== 'incomplete'
    // Nothing is judged of an incomplete watch: the last finished days are shown with what they lack.
    const last = isWhole && week.to !== null ? week.to : addDays(chinaDay(context.observedAt), -1)
    const days = Array.from({ length: rule.days }, (_, index) => addDays(last, index + 1 - rule.days))
    const byDay = new Map(tallies.map((tally) => [tally.day, tally]))
    const inside = days.flatMap((day) => byDay.get(day) ?? [])

    const sum = (value: (tally: DayTally) => number): number => inside.reduce((total, tally) => total + value(tally), 0)
    const [counted, notOpen, refused] = [
      sum((tally) => tally.counted),
      sum((tally) => tally.notOpen),
      sum(({ counts }) => counts['needs-eyes'])
    ]
    const guarded = refused === 0 ? '' : `；另有 ${refused} 次被安全防护拦住或没有发出，不计入访问次数`
    const figures = `${days[0] ?? last} 至 ${last} 访问 ${counted} 次，${seconds.value} 秒仍打不开 ${notOpen} 次，占 ${percentText(notOpen, counted)}%`
    const places = [pagePlace(context.url)]
    const doubtful = known.filter(
      ({ at, countsAs }) =>
        days.includes(chinaDay(at)) && (countsAs === 'slow' || countsAs === 'failed' || (!isWhole && countsAs === 'needs-eyes'))
    )
    const ground = [context.url, ...doubtful.map(({ at }) => at)]

    if (!isWhole) {
      const short = days.filter((day) => byDay.get(day)?.isComplete !== true)
      const names = short.map((day) => `${day.slice(5)}（${describe(byDay.get(day))}）`)
      const gaps = `每天应访问 ${perDay.value} 次，不足的有 ${listed(names, '天', rule.days)}，不能认定`
      const look = refused === 0 ? '' : '，请换一个网络用浏览器打开确认'
      return needsHuman(`${figures}；${gaps}${guarded}${look}。`, places, [...ground, ...short])
    }
    if (week.kind === 'passes') return pass(`${figures}，未达到 ${share.value}%${guarded}。`)
    const message = `${figures}，达到 ${share.value}%${guarded}`
    if (week.isControlUnset) {
      const why = '没有设置对照地址，不能排除是本机网络的问题，请人工确认'
      return needsHuman(`${message}；${why}。`, places, ground)
    }
    return isSure ? fail(`${message}。`, places, ground) : needsHuman(`${message}。`, places, ground, '规则数值待核对。')
  }
})

function describe(tally: DayTally | undefined): string {
  const all = tally === undefined ? 0 : Object.values(tally.counts).reduce((sum, count) => sum + count, 0)
  if (tally === undefined || all === 0) return '没有记录'
  const out = tally.counts['own-network']
  return out === 0 ? `${tally.counted} 次` : `${tally.counted} 次，另有 ${out} 次本机断网不计`
}
