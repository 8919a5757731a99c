import { z } from 'zod'
import type { Indicator, RuleWindow } from './catalogue.ts'
import { formatDecimal, parseDecimal } from './decimal.ts'
import { locationParts } from './location-path.ts'
import { objectKindSchema } from './registry.ts'

/** 常用表述: a ready problem text with blanks, `{栏目}超过{期限}未更新`. */
export const phraseSchema = z.object({
  object: objectKindSchema,
  /** Items it is written for; none: any item. */
  indicators: z.array(z.string()),
  text: z.string().trim().min(1).max(500)
})
export type Phrase = z.infer<typeof phraseSchema>

/** A shipped file of phrases: one kind of object, by item. */
export const phraseFileSchema = z
  .object({
    object: objectKindSchema,
    phrases: z.array(z.object({ id: z.string(), items: z.array(z.string()), text: z.string().min(1) }))
  })
  .strict()

/** Blanks that are filled in; the first three are the catalogue's own names for the same. */
export const blankNames = [
  'count',
  'points',
  'location',
  '数量',
  '分值',
  '位置',
  '栏目',
  '上级栏目',
  '网址',
  '期限',
  '天数',
  '最近更新',
  '监测日期'
] as const
type BlankName = (typeof blankNames)[number]

/** What is known of a finding while it is written. Days are `2023-09-26`, local. */
export interface PhraseFacts {
  indicator: Pick<Indicator, 'unitPoints' | 'window'>
  count: number
  location: string
  url: string
  /** Day of 监测时间点, null while it is no day. */
  observedDay: string | null
  /** Day of the last update as seen on the page, null when not given. */
  lastUpdate: string | null
}

const blank = /\{([^{}\s]{1,12})\}/g

/** Fills what is known; other blanks stay as they are, for the person to fill. */
export function fillPhrase(text: string, facts: PhraseFacts): string {
  const values = valuesOf(facts)
  // A function, because a text as replacement would have its `$&` read as a pattern.
  return text.replaceAll(blank, (whole, name: string) => values.get(name as BlankName) ?? whole)
}

/** Blanks that still stand in a text, in order, each once. */
export function openBlanks(text: string): string[] {
  return [...new Set(Array.from(text.matchAll(blank), ([, name = '']) => name))].filter((name) =>
    blankNames.some((known) => known === name)
  )
}

/** Whether a text asks for the day of the last update. */
export function asksLastUpdate(text: string): boolean {
  return text.includes('{天数}') || text.includes('{最近更新}')
}

/** What of the finding a text still waits for: the day of the last update, the place, or nothing that a field gives. */
export function awaitedField(text: string): 'lastUpdate' | 'location' | null {
  const open = openBlanks(text)
  if (open.some((name) => name === '天数' || name === '最近更新')) return 'lastUpdate'
  return open.some((name) => name === '位置' || name === '栏目' || name === '上级栏目') ? 'location' : null
}

/** Days from the last update to 监测时间点; null where one of them is not known or they stand the wrong way round. */
export function daysWithoutUpdate({ observedDay, lastUpdate }: Pick<PhraseFacts, 'observedDay' | 'lastUpdate'>): number | null {
  const days = observedDay === null || lastUpdate === null ? null : daysBetween(lastUpdate, observedDay)
  return days === null || days < 0 ? null : days
}

/** A text as a phrase for later: what only holds for this finding becomes blanks again. */
export function asPhrase(description: string, facts: PhraseFacts): string {
  const values = valuesOf(facts)
  const replaced = (['位置', '栏目', '网址', '最近更新'] as const).reduce((text, name) => {
    const value = values.get(name)
    return value === undefined || value.length < 2 ? text : text.replaceAll(value, `{${name}}`)
  }, description.trim())
  const days = values.get('天数')
  return days === undefined ? replaced : replaced.replaceAll(new RegExp(`(?<!\\d)${days}(?=\\s*天)`, 'g'), '{天数}')
}

function valuesOf({ indicator, count, location, url, observedDay, lastUpdate }: PhraseFacts): ReadonlyMap<BlankName, string> {
  const points = formatDecimal(parseDecimal(indicator.unitPoints?.value ?? '0') * count)
  const parts = locationParts(location)
  const days = daysWithoutUpdate({ observedDay, lastUpdate })
  const values: readonly (readonly [BlankName, string | null | undefined])[] = [
    ['count', String(count)],
    ['points', points],
    // The catalogue's own wording stands without a place too.
    ['location', location],
    ['数量', String(count)],
    ['分值', indicator.unitPoints === undefined ? null : points],
    ['位置', location],
    ['栏目', parts.at(-1)],
    ['上级栏目', parts.at(-2)],
    ['网址', url],
    ['期限', indicator.window === undefined ? null : windowText(indicator.window.value)],
    ['天数', days === null ? null : String(days)],
    ['最近更新', lastUpdate === null ? null : dayText(lastUpdate)],
    ['监测日期', observedDay === null ? null : dayText(observedDay)]
  ]
  return new Map(
    values.flatMap(([name, value]) =>
      typeof value === 'string' && (value !== '' || name === 'location') ? [[name, value] as const] : []
    )
  )
}

const units: Readonly<Record<RuleWindow['unit'], string>> = { day: '天', week: '周', month: '个月', year: '年' }
function windowText({ amount, unit }: RuleWindow): string {
  return `${amount}${units[unit]}`
}

/** Whole days from one local day to another. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** `2023-09-06` → `2023年9月6日`. */
function dayText(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${year}年${Number(month)}月${Number(date)}日`
}

/** `2023-9-6`, `2023年9月6日`, `2023/9/6`, `20230906` → `2023-09-06`; null when it is no day. */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  const parts = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(plain)
  if (parts === null) return null
  const [year = 0, month = 0, date = 0] = [parts[1], parts[2] ?? parts[4], parts[3] ?? parts[5]].map(Number)
  const day = new Date(Date.UTC(year, month - 1, date))
  return day.getUTCMonth() === month - 1 && day.getUTCDate() === date ? day.toISOString().slice(0, 10) : null
}
