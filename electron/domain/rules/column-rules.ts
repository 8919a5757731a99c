import type { Catalogue, ColumnRule, Indicator } from '../catalogue.ts'
import type { RegistryObject } from '../registry.ts'
import type { SiteColumn } from '../site-columns.ts'
import { whyNotAsked } from './applies.ts'
import { inOrderOfPrecedence, takesFrom } from './precedence.ts'
import { reaches, thresholdOf } from './thresholds.ts'
import { daysSince, isOutsideWindow, windowText } from './windows.ts'

/** The site on which every item is asked. */
const portal = { isPortal: true, hasService: true, accountType: null }

/** `taken`: counted by an earlier item; `open`: the rule gives no window, or one nobody has confirmed; a person has to say. */
export type ColumnState = 'counted' | 'taken' | 'fine' | 'open'

export interface ColumnReading {
  column: SiteColumn
  state: ColumnState
  /** Days from the newest item to the 监测时间点, null without a date. */
  days: number | null
  /** One Chinese sentence. */
  why: string
  /** Item that counted the column before, for `taken`. */
  takenBy: string | null
}

/** What one item makes of a site's columns; only those it looks at, in the order given. */
export interface ColumnSheet {
  indicator: string
  title: string
  kind: Indicator['kind']
  /** Why the item does not count at all, or null when it is in force. */
  notAsked: string | null
  readings: ColumnReading[]
  count: number
  /** null for items that are no veto. */
  threshold: number | null
  /** The veto stands, or for other items at least one column counts. */
  stands: boolean
  why: string
}

/**
 * The working paper (工作底稿) that W3, W4 and the column items are computed from, in catalogue order; items without
 * column rules are left out. Each column is judged at its own 监测时间点 unless `at` (ISO instant) names one for all.
 * `object` leaves out what is not asked of the site; without it only items that are off are left out.
 */
export function workingPaper(
  catalogue: Pick<Catalogue, 'indicators'>,
  columns: readonly SiteColumn[],
  at?: string,
  object: Pick<RegistryObject, 'isPortal' | 'hasService' | 'accountType'> = portal
): ColumnSheet[] {
  const items = catalogue.indicators.filter((indicator) => indicator.columns !== undefined)
  const sheets = new Map<string, ColumnSheet>()
  for (const indicator of inOrderOfPrecedence(items)) {
    const earlier = (indicator.yieldsTo ?? []).flatMap((id) => sheets.get(id) ?? [])
    const taken = new Map<string, ColumnSheet>()
    for (const sheet of earlier) {
      if (sheet.notAsked !== null || !takesFrom(sheet, sheet.stands, indicator)) continue
      for (const { column, state } of sheet.readings) {
        if (state === 'counted' && !taken.has(column.id)) taken.set(column.id, sheet)
      }
    }
    sheets.set(indicator.id, sheetOf(indicator, columns, { at, taken, notAsked: whyNotAsked(indicator, object) }))
  }
  return items.flatMap((indicator) => sheets.get(indicator.id) ?? [])
}

interface Setting {
  at: string | undefined
  /** Column id → the sheet that counted it. */
  taken: ReadonlyMap<string, ColumnSheet>
  notAsked: string | null
}

function sheetOf(indicator: Indicator, columns: readonly SiteColumn[], { at, taken, notAsked }: Setting): ColumnSheet {
  const readings = columns.flatMap((column) => {
    const reading = readColumn(indicator.columns ?? [], column, at ?? column.observedAt)
    if (reading === null) return []
    const taker = reading.state === 'counted' ? taken.get(column.id) : undefined
    if (taker === undefined) return [reading]
    const why = `${reading.why}已计入 ${taker.indicator}“${taker.title}”，本项不重复计算。`
    return [{ ...reading, state: 'taken' as const, why, takenBy: taker.indicator }]
  })
  const count = readings.filter((reading) => reading.state === 'counted').length
  const isVeto = indicator.kind === 'veto'
  const answer = reaches(count, thresholdOf(indicator), '个栏目')
  return {
    indicator: indicator.id,
    title: indicator.title,
    kind: indicator.kind,
    notAsked,
    readings,
    count,
    threshold: isVeto ? thresholdOf(indicator) : null,
    stands: notAsked === null && answer.stands,
    why: notAsked === null ? (isVeto ? answer.why : `${count} 个栏目。`) : `${notAsked}。`
  }
}

/** One column under an item's rules: it counts once, by the first rule that says so; null where no rule looks at it. */
export function readColumn(rules: readonly ColumnRule[], column: SiteColumn, observedAt: string): ColumnReading | null {
  const mine = rules.filter((rule) => rule.classes.includes(column.class) && (rule.level === 'any' || column.level === 'first'))
  const readings = mine.map((rule) => readByRule(rule, column, observedAt))
  return (
    readings.find(({ state }) => state === 'counted') ?? readings.find(({ state }) => state === 'open') ?? readings[0] ?? null
  )
}

function readByRule(rule: ColumnRule, column: SiteColumn, observedAt: string): ColumnReading {
  const days = column.isBlank ? null : daysSince(column.lastUpdate, observedAt)
  const reading = (state: ColumnState, why: string): ColumnReading => ({ column, state, days, why, takenBy: null })
  if (rule.when === 'blank') {
    return column.isBlank ? reading('counted', '空白栏目，从未有过内容。') : reading('fine', '有内容，不是空白栏目。')
  }
  if (column.isBlank) return reading('fine', '空白栏目按空白计，不再按未更新计。')
  const { window } = rule
  if (window === undefined) return reading('open', '本项没有写明更新期限，由检查人认定。')
  const limit = windowText(window.value)
  const isStale = isOutsideWindow(column.lastUpdate, observedAt, window.value)
  const last = column.lastUpdate === null ? '没有可以认定的更新日期' : `最近更新 ${column.lastUpdate}，距监测时间点 ${days} 天`
  if (window.status === 'unconfirmed') return reading('open', `${last}；期限 ${limit} 待核对，由检查人认定。`)
  if (column.lastUpdate === null) return reading('counted', `${last}，视为未更新。`)
  return isStale ? reading('counted', `${last}，超过 ${limit}。`) : reading('fine', `${last}，没有超过 ${limit}。`)
}
