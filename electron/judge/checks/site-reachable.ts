import { formatDecimal } from '../../domain/decimal.ts'
import type { Visit } from '../../domain/facts/site-facts.ts'
import { grouped } from '../../domain/grouped.ts'
import { addDays, chinaDay, daysBetween } from '../../domain/rules/days.ts'
import { shareReaches } from '../../domain/rules/thresholds.ts'
import { windowStart } from '../../domain/rules/windows.ts'
import { siteCheck } from '../check.ts'
import { fail, listed, needsHuman, pagePlace, pass } from '../result.ts'
import { numberOf, windowOf } from '../rules.ts'

const id = 'site-reachable'

/** The rule says 间隔访问 and names no interval: visits closer than this are one. */
const leastGapMs = 5 * 60_000

/** A guard answered. Whether a person would have seen the page, a machine cannot say. */
const walls = new Set([401, 403, 412, 429])

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

    const until = Date.parse(context.observedAt)
    const known = visits.filter(({ at }) => Date.parse(at) <= until).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
    const counted = spaced(known.filter(({ controlReached }) => controlReached))
    const byDay = grouped(counted, ({ at }) => chinaDay(at))
    const today = chinaDay(context.observedAt)
    // The day of observation is still running: it counts only where it has enough visits already.
    const last = (byDay.get(today)?.length ?? 0) >= perDay.value ? today : addDays(today, -1)
    const length = daysBetween(windowStart(today, window.value), today)
    const days = Array.from({ length }, (_, index) => addDays(last, index + 1 - length))

    const inside = days.flatMap((day) => byDay.get(day) ?? [])
    const isOpen = (visit: Visit) => opens(visit, seconds.value)
    const doubtful = inside.filter((visit) => !isOpen(visit) && walls.has(visit.status ?? 0))
    const failed = inside.filter((visit) => !isOpen(visit) && !doubtful.includes(visit))
    const figures = `${days[0] ?? last} 至 ${last} 访问 ${inside.length} 次，${seconds.value} 秒仍打不开 ${failed.length} 次，占 ${shareText(failed.length, inside.length)}%`
    const places = [pagePlace(context.url)]
    const ground = [context.url, ...[...failed, ...doubtful].map(({ at }) => at)]

    const short = days.filter((day) => (byDay.get(day)?.length ?? 0) < perDay.value)
    if (short.length > 0) {
      const names = short.map((day) => `${day.slice(5)}（${describe(byDay.get(day)?.length ?? 0, known, day)}）`)
      const gaps = `每天应访问 ${perDay.value} 次，不足的有 ${listed(names, '天', length)}，不能认定`
      return needsHuman(`${figures}；${gaps}。`, places, [...ground, ...short])
    }
    const reaches = (count: number) => shareReaches(count, inside.length, String(share.value))
    if (reaches(failed.length)) {
      const message = `${figures}，达到 ${share.value}%`
      return isSure ? fail(`${message}。`, places, ground) : needsHuman(`${message}；规则数值待核对。`, places, ground)
    }
    if (reaches(failed.length + doubtful.length)) {
      return needsHuman(`${figures}，另有 ${doubtful.length} 次被安全防护拦住，请换一个网络用浏览器打开确认。`, places, ground)
    }
    return pass(`${figures}，未达到 ${share.value}%。`)
  }
})

/** 14.9 s is open, 15 s is not. Where the time is known it decides, whatever the visit was called. */
function opens({ outcome, milliseconds }: Visit, seconds: number): boolean {
  if (outcome === 'failed') return false
  return milliseconds === null ? outcome === 'open' : milliseconds < seconds * 1000
}

/** Cut, not rounded: 4.999 % is not printed as the 5 % it does not reach. */
function shareText(part: number, whole: number): string {
  return whole === 0 ? '0' : formatDecimal(Math.floor((part * 10_000) / whole))
}

function spaced(visits: readonly Visit[]): Visit[] {
  const kept: Visit[] = []
  let last = -Infinity
  for (const visit of visits) {
    const at = Date.parse(visit.at)
    if (at - last < leastGapMs) continue
    kept.push(visit)
    last = at
  }
  return kept
}

function describe(count: number, known: readonly Visit[], day: string): string {
  const all = known.filter(({ at }) => chinaDay(at) === day)
  const out = all.filter(({ controlReached }) => !controlReached).length
  if (all.length === 0) return '没有记录'
  return out === 0 ? `${count} 次` : `${count} 次，另有 ${out} 次本机断网不计`
}
