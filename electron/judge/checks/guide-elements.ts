import type { Fact } from '../../domain/facts/facts.ts'
import { pageCheck } from '../check.ts'
import { whyUnread } from '../reading.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass } from '../result.ts'
import { numberOf } from '../rules.ts'

const id = 'guide-elements'
type Element = Fact<'guide'>['elements'][number]['element']

/** The key elements (要素) of the rule; charges and time limits are shown by many guides and asked for by none. */
const asked: readonly (readonly [Element, string])[] = [
  ['name', '事项名称'],
  ['basis', '设定依据'],
  ['conditions', '申请条件'],
  ['materials', '办理材料'],
  ['place', '办理地点'],
  ['time', '办理时间'],
  ['phone', '联系电话'],
  ['process', '办理流程']
]

/** W6.2: a guide that lacks 4 kinds of key elements counts; a portal's has to be whole. */
export const guideElements = pageCheck({
  id,
  title: '办事指南要素',
  needs: ['document', 'head', 'guide'],
  skip: ({ object }) =>
    object?.kind === 'account' ? '账号没有办事指南。' : object?.hasService === false ? '没有对外服务，不查办事指南。' : null,
  run({ document, head, guide }, context) {
    if (!guide.isGuide) return notApplicable('不是办事指南页面。')
    const page = pagePlace(context.url)
    const unread = whyUnread(document, head)
    if (unread !== null) return needsHuman(`${unread}，不能判断办事指南要素。`, [page], [unread])
    const filled = new Set(guide.elements.filter(({ text }) => text.trim() !== '').map(({ element }) => element))
    // The item's name stands as the page's heading.
    if ((head.title ?? '').trim() !== '') filled.add('name')
    const lacking = asked.filter(([element]) => !filled.has(element))
    const empty = new Set(guide.elements.filter(({ element }) => !filled.has(element)).map(({ element }) => element))
    if (lacking.length === 0) return pass(`办事指南 ${asked.length} 类要素齐全。`)
    const names = lacking.map(([element, name]) => (empty.has(element) ? `${name}（没有内容）` : name))
    const limit = numberOf(context, id, 'missingKinds', { value: 4, isSure: false })
    const places = guide.elements.filter(({ element }) => empty.has(element)).map(({ place }) => place)
    const where = places.length > 0 ? places : [page]
    const message = `办事指南缺 ${lacking.length} 类要素：${names.join('、')}`
    if (lacking.length >= limit.value) {
      return limit.isSure
        ? fail(`${message}。`, where, [context.url, ...names], `达到 ${limit.value} 类。`)
        : needsHuman(`${message}。`, where, [context.url, ...names], `达到 ${limit.value} 类；这一数值待核对。`)
    }
    return context.object?.isPortal === true
      ? needsHuman(`${message}。`, where, [context.url, ...names], `未达到 ${limit.value} 类，门户网站的指南应当完整。`)
      : pass(`${message}，未达到 ${limit.value} 类。`)
  }
})
