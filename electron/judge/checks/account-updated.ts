import { chinaDay } from '../../domain/rules/days.ts'
import { daysSince, isOutsideWindow, windowText } from '../../domain/rules/windows.ts'
import { pageCheck, type CheckContext, type CheckResult, type RuleItem } from '../check.ts'
import { itemLine, newestOf, whyUnread } from '../reading.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass, quoted } from '../result.ts'
import { itemsInForce } from '../rules.ts'
import { compareTerm, workingDaysAfter } from '../working-days.ts'

const id = 'account-updated'

/** M2.1 and local rhythms: age of the newest post, by every item that is asked of this type of account. */
export const accountUpdated = pageCheck({
  id,
  title: '账号更新',
  needs: ['document', 'head', 'dates'],
  skip: ({ object }) => (object?.kind === 'account' ? null : '不是政务新媒体账号，不看账号更新。'),
  run({ document, head, dates }, context) {
    const page = pagePlace(context.url)
    const unread = whyUnread(document, head)
    if (unread !== null) return needsHuman(`${unread}，不能判断账号是否更新。`, [page], [unread])
    const newest = newestOf(dates.items, dates.latestDate ?? dates.publishDate, chinaDay(context.observedAt))
    const { day } = newest
    if (day === null) {
      const [first] = newest.future
      const why = first === undefined ? '账号页面没有读到发布日期' : `账号页面的日期都晚于监测时间点（如 ${first.date}）`
      return needsHuman(`${why}，请在平台里看最近一条的日期。`, [page], [context.url, ...newest.future.map(itemLine)])
    }
    const what = newest.item === null ? '' : `（${quoted(newest.item.text)}）`
    const age = `最近一条发布于 ${day}${what}，距监测时间点 ${daysSince(day, context.observedAt)} 天`
    const places = newest.item === null ? [page] : [newest.item.place]
    const ground = [newest.item === null ? day : itemLine(newest.item)]
    const items = itemsInForce(context, id)
    if (items.length === 0) return notApplicable('没有适用于这类账号的更新期限。')
    const results = items.flatMap((item): CheckResult[] => {
      const state = judge(item, day, context)
      if (state === null || state.answer === 'inside') return []
      if (state.answer === 'unknown') {
        return [
          needsHuman(`${age}；没有这一年的节假日安排，算不出隔了几个工作日，请在“设置”的“工作日”里导入后再看。`, places, ground)
        ]
      }
      const message = `${age}，超过 ${state.limit}`
      const lines = [...ground, state.limit]
      return [state.isSure ? fail(`${message}。`, places, lines) : needsHuman(`${message}。`, places, lines, '这一期限待核对。')]
    })
    return results.length > 0 ? results : pass(`${age}，没有超过期限。`)
  }
})

interface Term {
  answer: 'inside' | 'later' | 'unknown'
  limit: string
  isSure: boolean
}

/** null: the item sets no term. */
function judge({ numbers, window }: RuleItem, day: string, { isWorkingDay, observedAt }: CheckContext): Term | null {
  const days = numbers?.['workingDays']
  if (days !== undefined) {
    const limit = Math.floor(Number(days.value))
    const answer = compareTerm(workingDaysAfter(day, chinaDay(observedAt), isWorkingDay), limit)
    return { answer, limit: `${limit} 个工作日`, isSure: days.status !== 'unconfirmed' }
  }
  if (window === undefined) return null
  const answer = isOutsideWindow(day, observedAt, window.value) ? 'later' : 'inside'
  return { answer, limit: windowText(window.value), isSure: window.status !== 'unconfirmed' }
}
