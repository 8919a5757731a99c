import type { InterpretationPair } from '../../domain/facts/site-facts.ts'
import { chinaDay } from '../../domain/rules/days.ts'
import { pageKey } from '../../domain/page-key.ts'
import { siteCheck, type CheckContext, type CheckResult } from '../check.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass, quoted } from '../result.ts'
import { numberOf, type Limit } from '../rules.ts'
import { compareTerm, workingDaysAfter } from '../working-days.ts'

const id = 'policy-interpreted'

/** An interpretation comes with its document, at latest 3 working days after it, never before it, and each links to the other. */
export const policyInterpreted = siteCheck({
  id,
  title: '政策解读',
  needs: ['interpretations'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号不查政策解读。' : null),
  run({ interpretations }, context) {
    if (interpretations.length === 0) return notApplicable('没有读到政策文件。')
    const limit = numberOf(context, id, 'workingDays', { value: 3, isSure: true })
    const results = interpretations.flatMap((pair) => [...judgeTime(pair, limit, context), ...judgeLinks(pair)])
    return results.length > 0
      ? results
      : pass(`${interpretations.length} 件政策文件都在 ${limit.value} 个工作日内解读，并且相互链接。`)
  }
})

function judgeTime(pair: InterpretationPair, limit: Limit<number>, context: CheckContext): CheckResult[] {
  const { document, interpretation } = pair
  const what = `文件${quoted(document.title)}`
  const from = document.publishedOn
  if (interpretation === null) return notInterpreted(pair, limit, context)
  const to = interpretation.publishedOn
  const places = [pagePlace(interpretation.url, interpretation.title), pagePlace(document.url, document.title)]
  const ground = [document.url, interpretation.url, `文件 ${from ?? '没有日期'}`, `解读 ${to ?? '没有日期'}`]
  if (from === null || to === null) {
    const who = from === null ? (to === null ? '文件和解读' : '文件') : '解读'
    return [needsHuman(`${what}：${who}没有读到发布日期，不能判断解读是否及时。`, places, ground)]
  }
  if (to < from) return [fail(`${what} ${from} 发布，解读 ${to} 发布，早于文件。`, places, ground)]
  const used = workingDaysAfter(from, to, context.isWorkingDay)
  const answer = compareTerm(used, limit.value)
  if (answer === 'inside') return []
  if (answer === 'unknown') {
    const message = `${what} ${from} 发布，${to} 解读；没有这一年的节假日安排，算不出隔了几个工作日，请在“设置”的“工作日”里导入后再看。`
    return [needsHuman(message, places, ground)]
  }
  const count = used.isWhole ? `${used.days} 个工作日` : `${used.days} 个工作日以上`
  const message = `${what} ${from} 发布，${to} 才解读，隔了 ${count}，超过 ${limit.value} 个工作日`
  return [limit.isSure ? fail(`${message}。`, places, ground) : needsHuman(`${message}。`, places, ground, '这一期限待核对。')]
}

/** Not every document has to be interpreted, so a missing one is for a person, and only once its time is over. */
function notInterpreted({ document }: InterpretationPair, limit: Limit<number>, context: CheckContext): CheckResult[] {
  const today = chinaDay(context.observedAt)
  const from = document.publishedOn
  const isOpen =
    from !== null && from <= today && compareTerm(workingDaysAfter(from, today, context.isWorkingDay), limit.value) === 'inside'
  if (isOpen) return []
  const since = from === null ? '' : `（${from} 发布）`
  return [
    needsHuman(
      `文件${quoted(document.title)}${since}没有找到解读，请看是否应当解读。`,
      [pagePlace(document.url, document.title)],
      [document.url, '没有解读']
    )
  ]
}

function judgeLinks({ document, interpretation }: InterpretationPair): CheckResult[] {
  if (interpretation === null) return []
  const leads = (from: { linksTo: readonly string[] }, to: readonly string[]): boolean =>
    from.linksTo.some((link) => to.some((url) => pageKey(link) === pageKey(url)))
  // A document with several interpretations may lead to any of them.
  const forth = leads(document, [interpretation.url, ...(interpretation.alsoAt ?? [])])
  const back = leads(interpretation, [document.url])
  if (forth && back) return []
  const which = !forth && !back ? '文件和解读没有相互链接' : forth ? '解读没有链接到文件' : '文件没有链接到解读'
  const places = [
    ...(forth ? [] : [pagePlace(document.url, document.title)]),
    ...(back ? [] : [pagePlace(interpretation.url, interpretation.title)])
  ]
  const message = `文件${quoted(document.title)}：${which}`
  const ground = [document.url, interpretation.url, which]
  // A link that a script puts in does not stand in the bytes.
  const isUnsure = (!forth && document.by === 'http') || (!back && interpretation.by === 'http')
  return isUnsure
    ? [needsHuman(`${message}（没有用浏览器看，由脚本加上的链接看不到），请打开核对。`, places, ground)]
    : [fail(`${message}。`, places, ground)]
}
