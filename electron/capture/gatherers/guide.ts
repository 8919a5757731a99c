import type { Fact, guideElements } from '../../domain/facts/facts.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { closest, oneLine, placeOf, holderOf } from '../page-view.ts'
import type { PageView } from '../page-view.ts'

/** What a guide to an official matter must say: its headings, with the words under each. */
export const guide = treeGatherer({ fact: 'guide', gather })

type Element = (typeof guideElements)[number]

const headings: readonly [Element, RegExp][] = [
  ['name', /^(?:事项名称|办理事项|项目名称|服务事项(?:名称)?|办事事项)$/],
  ['basis', /^(?:设定依据|法律依据|办理依据|实施依据|政策依据|办事依据|法定依据|审批依据|依据)$/],
  ['conditions', /^(?:申请条件|受理条件|办理条件|申办条件|申报条件|准予条件|审批条件|办事条件|许可条件|条件)$/],
  ['materials', /^(?:办理材料|申请材料|所需材料|申报材料|申办材料|提交材料|受理材料|办事材料|申请材料目录|材料清单)$/],
  ['place', /^(?:办理地点|受理地点|办公地址|办理地址|办理窗口|受理窗口|申请地点|咨询地点|办事地点|地点|窗口地址)$/],
  ['time', /^(?:办理时间|受理时间|办公时间|工作时间|服务时间|上班时间|办事时间|办理地点及时间)$/],
  [
    'phone',
    /^(?:联系电话|咨询电话|办理电话|咨询方式|联系方式|服务电话|电话|监督电话|咨询及投诉电话|监督投诉(?:电话|方式|渠道)?)$/
  ],
  [
    'process',
    /^(?:办理流程|办事流程|申请流程|审批流程|办理程序|工作流程|办事程序|流程图?|网上办理流程|窗口办理流程|审批程序|受理流程|办理步骤)$/
  ],
  ['fee', /^(?:收费标准|收费情况|是否收费|收费依据(?:及标准)?|办理费用|费用|收费标准及依据|收费项目)$/],
  ['limit', /^(?:办理时限(?:说明)?|承诺时限|法定时限|办理期限|承诺期限|办结时限|法定办结时限|承诺办结时限|审批时限|时限)$/]
]
const number =
  /^(?:第?[一二三四五六七八九十百\d]{1,3}[、.．章节)）]|[（(][一二三四五六七八九十\d]{1,3}[)）]|【|\[|[*●■◆▪·○]|[①-⑳])\s*/u

/** A guide has some twenty headings; a page with more than this has made them up. */
const mostHeadings = 400

interface Heading {
  element: Element
  heading: string
  /** Where its own words and those under it begin. */
  from: number
  after: number
}

function gather({ view }: PageContext): Fact<'guide'> {
  const found = headingsIn(view)
  const elements: Fact<'guide'>['elements'] = found.map(({ element, heading, from, after }, at) => {
    const end = found[at + 1]?.from ?? endOfText(view, after)
    const text = oneLine(view.text.slice(after, Math.min(end, after + 4_000))).slice(0, 1_000)
    return { element, heading, text: text.replace(/^[:：】\]\s]+/u, ''), place: placeOf(holderOf(view, from, after), heading) }
  })
  const kinds = new Set(elements.map(({ element }) => element))
  const isMatter = kinds.has('materials') || kinds.has('conditions') || kinds.has('process') || kinds.has('basis')
  return { isGuide: kinds.size >= 3 && isMatter, elements: elements.slice(0, 200) }
}

function headingsIn(view: PageView): Heading[] {
  const found: Heading[] = []
  let start = 0
  for (const line of view.text.split('\n')) {
    const from = start
    start += line.length + 1
    if (found.length >= mostHeadings) break
    if (line.length > 5_000) continue
    const lead = line.length - line.trimStart().length
    const trimmed = line.trim()
    const bare = trimmed.replace(number, '')
    const skipped = lead + trimmed.length - bare.length
    const [name = ''] = /^[^\s:：】\]（(]{2,14}/u.exec(bare) ?? []
    const plain = name.replaceAll(/[\u00a0\u3000]/g, '')
    const match = headings.find(([, expression]) => expression.test(plain))
    if (match === undefined) continue
    const rest = bare.slice(name.length)
    // The name alone on its line, or with a colon before what it says: not the first words of a sentence.
    if (!/^(?:[\s\u00a0\u3000]*[（(][^）)]{0,30}[）)])?[\s\u00a0\u3000]*(?:[:：】\]]|$)/u.test(rest)) continue
    if (
      closest(holderOf(view, from + skipped, from + skipped + name.length), ({ tag }) => tag === 'footer' || tag === 'nav') !==
      null
    )
      continue
    if (/^a$/.test(holderOf(view, from + skipped, from + skipped + name.length).tag) && rest === '' && isTabOf(found, match[0]))
      continue
    found.push({ element: match[0], heading: plain, from, after: from + skipped + name.length })
  }
  return firstFilled(view, found)
}

const isTabOf = (found: readonly Heading[], element: Element): boolean => found.some((each) => each.element === element)

/** Tabs name every heading once more: of two of one kind the one with words under it stands. */
function firstFilled(view: PageView, found: readonly Heading[]): Heading[] {
  const hasWords = found.map(
    ({ after }, at) => oneLine(view.text.slice(after, found[at + 1]?.from ?? endOfText(view, after))) !== ''
  )
  const filled = new Set(found.flatMap(({ element }, at) => (hasWords[at] === true ? [element] : [])))
  return found.filter(({ element }, at) => hasWords[at] === true || !filled.has(element))
}

/** Where the page's own text ends: before the foot. */
function endOfText(view: PageView, after: number): number {
  const foot = /\n[^\n]{0,40}(?:主办单位|主\s?办\s?[:：]|版权所有|网站标识码|ICP备|打印本页|关闭窗口|上一篇|分享到)/.exec(
    view.text.slice(after)
  )
  return foot === null ? view.text.length : after + foot.index
}
