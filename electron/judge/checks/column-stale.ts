import type { RuleWindow } from '../../domain/catalogue.ts'
import { readColumn } from '../../domain/rules/column-rules.ts'
import { chinaDay } from '../../domain/rules/days.ts'
import { reaches } from '../../domain/rules/thresholds.ts'
import { isOutsideWindow, windowStart } from '../../domain/rules/windows.ts'
import { siteCheck, type CheckContext, type CheckResult, type RuleItem } from '../check.ts'
import { asSiteColumn } from '../columns.ts'
import type { ColumnState } from '../../domain/facts/site-facts.ts'
import { blankness, itemLine, newestOf, whyUnanswered, type Newest } from '../reading.ts'
import { fail, listed, needsHuman, notApplicable, pagePlace, pass, quoted, short } from '../result.ts'
import { itemsInForce } from '../rules.ts'

const id = 'column-stale'

interface Reading {
  column: ColumnState
  /** Item that counts the column, or leaves it to a person. */
  item: RuleItem
  /** All items that count it, in their order. */
  counting: readonly RuleItem[]
  state: 'counted' | 'open'
  why: string
  ground: string[]
}

/** W4.1, W4.2 and the column items: each column that is not updated in time is a hint of its own, with how many there are. */
export const columnStale = siteCheck({
  id,
  title: '栏目更新',
  needs: ['columns'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有栏目。' : null),
  run({ columns }, context) {
    if (columns.length === 0) return notApplicable('没有栏目可看。')
    const items = itemsInForce(context, id).toSorted((a, b) => Number(b.kind === 'veto') - Number(a.kind === 'veto'))
    const opened = columns.filter(({ status }) => whyUnanswered(status) === null)
    const readings = opened.flatMap((column) => readOne(column, items, context) ?? [])
    const results = readings.map((reading) => resultOf(reading, readings))
    const unread = columns.filter(({ status }) => whyUnanswered(status) !== null)
    if (unread.length > 0) results.push(notOpened(unread))
    return results.length > 0 ? results : pass(`${columns.length} 个栏目都在期限内更新过。`)
  }
})

/** null: in time, or no item looks at it. */
function readOne(column: ColumnState, items: readonly RuleItem[], context: CheckContext): Reading | null {
  // A column where nothing could be read is for blank-column.
  if (blankness(column) !== 'filled') return null
  const newest = newestOf(column.items, column.latestDate, chinaDay(context.observedAt))
  const seen = asSiteColumn(column, newest.day, context)
  const ground = [column.path, newest.item === null ? (newest.day ?? '没有日期') : itemLine(newest.item)]
  let first: Reading | null = null
  let left: Reading | null = null
  const counting: RuleItem[] = []
  for (const item of items) {
    const reading = readColumn(item.columns ?? [], seen, context.observedAt)
    if (reading === null || reading.state === 'fine') continue
    if (reading.state === 'open' && isLeftAlone(newest, item, context)) continue
    const [future] = newest.future
    const isAllFuture = newest.day === null && future !== undefined
    if (isAllFuture) {
      const why = `日期都晚于监测时间点（如 ${future.date}），请核对日期是否属实。`
      return { column, item, counting, state: 'open', why, ground: [column.path, ...newest.future.map(itemLine)] }
    }
    const isCounted = reading.state === 'counted'
    const one: Reading = { column, item, counting, state: isCounted ? 'counted' : 'open', why: reading.why, ground }
    if (isCounted) {
      counting.push(item)
      first ??= one
    } else left ??= one
  }
  return first ?? left
}

/**
 * Without a window of its own a column is left alone as long as the longest window that the item knows has not passed, and where
 * its entries bear no days at all: lists of services, leaders and guides are such.
 */
function isLeftAlone({ day, future }: Newest, { columns = [] }: RuleItem, { observedAt }: CheckContext): boolean {
  if (day === null) return future.length === 0
  const today = chinaDay(observedAt)
  const windows = columns.flatMap(({ window }) => (window === undefined || window.status === 'unconfirmed' ? [] : [window.value]))
  const longest = windows.reduce<RuleWindow | null>(
    (most, each) => (most === null || windowStart(today, each) < windowStart(today, most) ? each : most),
    null
  )
  return longest !== null && !isOutsideWindow(day, observedAt, longest)
}

function resultOf({ column, item, counting, state, why, ground }: Reading, all: readonly Reading[]): CheckResult {
  const places = [pagePlace(column.url)]
  if (state === 'open') return { ...needsHuman(`${quoted(column.path, 60)}${why}`, places, ground), items: [item.id] }
  const count = all.filter((each) => each.state === 'counted' && each.item === item).length
  const reached = item.threshold === undefined ? null : reaches(count, item.threshold.value, '个')
  const together = `这样的栏目共 ${reached === null ? `${count} 个。` : reached.why}`
  const isSure = item.threshold?.status !== 'unconfirmed'
  // A veto that is not reached leaves the fault to the deductions.
  const items = reached?.stands === false ? counting.toSorted((one, other) => weight(one) - weight(other)) : counting
  const result = isSure
    ? fail(`${quoted(column.path, 60)}${why}`, places, ground, together)
    : needsHuman(`${quoted(column.path, 60)}${why}`, places, ground, `${together}个数待核对。`)
  return { ...result, items: items.map((each) => each.id) }
}

const weight = ({ kind }: RuleItem): number => (kind === 'veto' ? 1 : 0)

function notOpened(unread: readonly ColumnState[]): CheckResult {
  const names = unread.map(({ path, status }) => `${short(path, 60)}（${status ?? '没有打开'}）`)
  return needsHuman(
    `有栏目没有正常打开，不能判断是否更新：${listed(names, '个')}。`,
    unread.map(({ url }) => pagePlace(url)),
    names
  )
}
