import { z } from 'zod'
import {
  availabilityRule,
  judgeVisits,
  judgeWeek,
  tallyDays,
  type AvailabilityRule,
  type DayTally,
  type JudgedVisit,
  type WeekVerdict
} from '../domain/availability.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Visit } from '../domain/facts/site-facts.ts'
import { batchOf } from './batch-lookup.ts'
import type { BackendContext } from './context.ts'

type Where = Pick<BackendContext, 'store' | 'clock'>

export type JudgedSiteVisit = JudgedVisit & { url: string }

/** The visits of one site as the checks read them. */
export function visitsOf({ store }: Pick<Where, 'store'>, batchId: string, objectKey: string): Visit[] {
  return store
    .visits(batchId, objectKey)
    .map(({ at, outcome, milliseconds, status, error, control }) => ({ at, outcome, milliseconds, status, error, control }))
}

/** One site's visits judged, tallied by day, and what its week says. */
export function judgeSite(
  { store, clock }: Where,
  rule: AvailabilityRule,
  site: { batchId: string; objectKey: string; perDay: number }
): { visits: JudgedSiteVisit[]; days: DayTally[]; verdict: WeekVerdict } {
  const now = clock.now()
  const stored = store.visits(site.batchId, site.objectKey)
  const urls = new Map(stored.map(({ at, url }) => [at, url]))
  const judged = judgeVisits(stored, rule, now)
  const days = tallyDays(judged, rule, site.perDay, now)
  const visits = judged.map(({ at, outcome, milliseconds, status, error, control, countsAs }) => ({
    at,
    outcome,
    milliseconds,
    status,
    error,
    control,
    countsAs,
    url: urls.get(at) ?? ''
  }))
  return { visits, days, verdict: judgeWeek(days, judged, rule) }
}

export function ruleOf({ store }: Pick<Where, 'store'>, batchId: string): AvailabilityRule {
  return availabilityRule(batchOf(store, batchId).catalogue)
}

const controlId = 'control-hosts'
const controlSchema = z.object({ addresses: z.array(z.string()) })

/** 对照地址 that the office has set. */
export function controlHosts({ store }: Pick<Where, 'store'>): string[] {
  const parsed = controlSchema.safeParse(store.document('control-hosts', controlId)?.content)
  return parsed.success ? parsed.data.addresses : []
}

export function saveControlHosts({ store }: Pick<Where, 'store'>, given: readonly string[]): void {
  const addresses = [...new Set(given.map((address) => address.trim()).filter((address) => address !== ''))].map(webAddress)
  const payload = { kind: 'control-hosts' as const, id: controlId, title: '可用性监测的对照地址', content: { addresses } }
  store.append([{ type: 'office.document-saved', payload }])
}

function webAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.href
  throw new XunchaError('bad-input', `“${text.slice(0, 80)}”不是以 http:// 或 https:// 开头的网址；请改正后再保存。`)
}
