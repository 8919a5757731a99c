import type { Fact } from '../../domain/facts/facts.ts'
import { percent } from '../../domain/decimal.ts'
import { chinaDay, daysBetween } from '../../domain/rules/days.ts'
import { isLeftUnanswered, windowStart, windowText } from '../../domain/rules/windows.ts'
import { pageCheck, type CheckContext, type CheckResult } from '../check.ts'
import { fail, listed, needsHuman, notApplicable, pass, quoted } from '../result.ts'
import { numberOf, windowOf } from '../rules.ts'
import { compareTerm, workingDaysAfter } from '../working-days.ts'

const id = 'mailbox-reply'
type Entry = Fact<'mailbox'>['entries'][number]

/** Columns whose messages the veto does not ask about. */
const others = /信访|举报|访谈|征集|调查|监督投诉/

/**
 * W5.2: a message of the last year unanswered for more than 3 months. Beside it the terms of 5 and 1 working days: they are
 * asked of simple questions only, so a person says which messages those are.
 */
export const mailboxReply = pageCheck({
  id,
  title: '留言答复',
  needs: ['head', 'mailbox'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号没有留言栏目。' : null),
  run({ head, mailbox: { entries } }, context) {
    if (entries.length === 0) return notApplicable('页面没有公开的留言。')
    const title = head.title ?? head.documentTitles[0] ?? ''
    if (others.test(title)) return notApplicable(`${quoted(title)}不是政务咨询栏目，不查留言答复。`)
    const results = [...overdue(entries, context), ...unclear(entries, context)]
    const slow = slowReplies(entries, context)
    if (slow !== null) results.push(slow)
    return results.length > 0 ? results : pass(`${entries.length} 条留言没有超期未回复的${quickShare(entries, context)}。`)
  }
})

function overdue(entries: readonly Entry[], context: CheckContext): CheckResult[] {
  const months = numberOf(context, id, 'overdueMonths', { value: 3, isSure: true })
  const window = windowOf(context, id, { amount: 1, unit: 'year' })
  const patience = { amount: months.value, unit: 'month' } as const
  const today = chinaDay(context.observedAt)
  return entries.flatMap((entry) => {
    if (entry.askedOn === null || isAnswered(entry, today) || entry.isReplied === null) return []
    const message = { sentOn: entry.askedOn, answeredOn: null }
    if (!isLeftUnanswered(message, context.observedAt, window.value, patience)) return []
    const text = `留言${quoted(entry.title)} ${entry.askedOn} 提出，${daysBetween(entry.askedOn, today)} 天没有回复，超过 ${windowText(patience)}`
    const ground = [lineOf(entry), '没有回复']
    return [
      months.isSure && window.isSure
        ? fail(`${text}。`, [entry.place], ground, '请确认是有效留言。')
        : needsHuman(`${text}。`, [entry.place], ground, '这一期限待核对。')
    ]
  })
}

/** Messages of which the list does not say enough, in one hint: without days nothing can be counted. */
function unclear(entries: readonly Entry[], context: CheckContext): CheckResult[] {
  const today = chinaDay(context.observedAt)
  const start = windowStart(today, windowOf(context, id, { amount: 1, unit: 'year' }).value)
  const results: CheckResult[] = []
  const wrong = entries.filter(
    ({ askedOn, repliedOn }) =>
      (askedOn !== null && askedOn > today) || (askedOn !== null && repliedOn !== null && repliedOn < askedOn)
  )
  if (wrong.length > 0) {
    const names = wrong.map((entry) => `${quoted(entry.title, 20)}（留言 ${entry.askedOn}，回复 ${entry.repliedOn ?? '没有'}）`)
    results.push(
      needsHuman(
        `${wrong.length} 条留言的日期不合情理：${listed(names, '条', 3)}，请核对。`,
        wrong.map(({ place }) => place),
        wrong.map(lineOf)
      )
    )
  }
  const open = entries.filter((entry) => {
    if (isAnswered(entry, today)) return false
    const isOld = entry.askedOn !== null && entry.askedOn < start
    return !isOld && (entry.askedOn === null || entry.isReplied === null) && !wrong.includes(entry)
  })
  if (open.length > 0) {
    const message = `${open.length} 条留言没有写明留言日期或是否回复，请点开看有没有超过期限未回复的。`
    results.push(
      needsHuman(
        message,
        open.map(({ place }) => place),
        open.map(lineOf)
      )
    )
  }
  return results
}

function slowReplies(entries: readonly Entry[], context: CheckContext): CheckResult | null {
  const limit = numberOf(context, id, 'workingDays', { value: 5, isSure: true }, 'deduction').value
  const today = chinaDay(context.observedAt)
  const terms = answered(entries, today).map((entry) => ({
    entry,
    state: compareTerm(workingDaysAfter(entry.askedOn, entry.repliedOn, context.isWorkingDay), limit)
  }))
  const later = terms.filter(({ state }) => state === 'later').map(({ entry }) => entry)
  const unknown = terms.filter(({ state }) => state === 'unknown').map(({ entry }) => entry)
  if (later.length > 0) {
    const message = `${terms.length} 条写明日期的答复里 ${later.length} 条超过 ${limit} 个工作日，请看是否属于简单常见问题${quickShare(entries, context)}。`
    return needsHuman(
      message,
      later.map(({ place }) => place),
      later.map(lineOf)
    )
  }
  if (unknown.length === 0) return null
  const message = `${unknown.length} 条答复涉及没有节假日安排的年份，算不出用了几个工作日，请在“设置”的“工作日”里导入后再看。`
  return needsHuman(
    message,
    unknown.map(({ place }) => place),
    unknown.map(lineOf)
  )
}

/** B3.1: the share answered within 1 working day, for the bonus. */
function quickShare(entries: readonly Entry[], context: CheckContext): string {
  const limit = numberOf(context, id, 'workingDays', { value: 1, isSure: true }, 'bonus').value
  const dated = answered(entries, chinaDay(context.observedAt))
  if (dated.length === 0) return ''
  const quick = dated.filter(
    (entry) => compareTerm(workingDaysAfter(entry.askedOn, entry.repliedOn, context.isWorkingDay), limit) === 'inside'
  )
  return `；${limit} 个工作日内答复 ${quick.length} 条，占 ${percent(quick.length, dated.length, 0) ?? '0'}%`
}

function answered(entries: readonly Entry[], today: string): (Entry & { askedOn: string; repliedOn: string })[] {
  return entries.flatMap((entry) => {
    const { askedOn, repliedOn } = entry
    const isDated = askedOn !== null && repliedOn !== null && repliedOn >= askedOn && repliedOn <= today
    return isDated ? [{ ...entry, askedOn, repliedOn }] : []
  })
}

function isAnswered({ isReplied, repliedOn }: Entry, today: string): boolean {
  return repliedOn === null ? isReplied === true : repliedOn <= today
}

const lineOf = ({ askedOn, href, repliedOn, title }: Entry): string =>
  [title, href ?? '', askedOn ?? '没有留言日期', repliedOn ?? '没有回复日期'].join(' ')
