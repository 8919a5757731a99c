import type { Catalogue, Indicator } from './catalogue.ts'
import {
  countingWords,
  kindWords,
  statusWords,
  writeColumnRules,
  writeGrades,
  writeList,
  writeNoService,
  writeNumbers,
  writeWindow,
  yesNoWord,
  type Sourced
} from './catalogue-words.ts'

/**
 * An edition as tables for people: one row an item, one row a number of the frame. `catalogue-read.ts` reads the same
 * tables again; together they lose nothing.
 */
export const itemSheet = '指标'
export const frameSheet = '评分框架'

const states = Object.values(statusWords)
const yesNo = ['是', '否']

/** Columns of the sheet 指标 in order, with the words a cell may hold where they are few. */
export const itemColumns = {
  编号: null,
  类别: Object.values(kindWords),
  分组: null,
  名称: null,
  判定规则: null,
  检查方法: null,
  检查位置: null,
  时限: null,
  时限状态: states,
  时限来源: null,
  阈值: null,
  阈值状态: states,
  阈值来源: null,
  单位分值: null,
  分值状态: states,
  分值来源: null,
  上限: null,
  上限状态: states,
  上限来源: null,
  读取栏目: null,
  其他数值: null,
  适用门户: yesNo,
  适用办事服务: yesNo,
  账号类型: null,
  证据数: null,
  登记域名: yesNo,
  批次后取证: yesNo,
  计数方式: Object.values(countingWords),
  让位于: null,
  问题表述: null,
  机检: null,
  启用: yesNo,
  状态: states,
  来源: null
} as const satisfies Readonly<Record<string, readonly string[] | null>>
export type ItemColumn = keyof typeof itemColumns

export const frameColumns = { 项目: null, 数值: null, 状态: states, 来源: null } as const
export type FrameColumn = keyof typeof frameColumns

export const frameNames = {
  base: '满分',
  failBelow: '合格线',
  bonusAbove: '加分线',
  bonusCap: '加分上限',
  noService: '无办事服务折算',
  vetoScore: '一票否决得分',
  vetoScoreFor: '一票否决得分适用单位类别',
  grades: '等次'
} as const satisfies Readonly<Record<keyof Catalogue['frame'], string>>

/** Cells of the sheet 指标, without its header. */
export function itemRows({ indicators }: Catalogue): string[][] {
  return indicators.map((indicator) => {
    const cells = itemCells(indicator)
    return Object.keys(itemColumns).map((column) => cells[column as ItemColumn])
  })
}

function itemCells(item: Indicator): Record<ItemColumn, string> {
  const { window, threshold, unitPoints, cap, columns, numbers, counting, evidence } = item
  const sure = (number: Sourced<unknown> | undefined): string => (number === undefined ? '' : statusWords[number.status])
  return {
    编号: item.id,
    类别: kindWords[item.kind],
    分组: item.group,
    名称: item.title,
    判定规则: item.rule,
    检查方法: item.method ?? '',
    检查位置: item.guidance,
    时限: window === undefined ? '' : writeWindow(window.value),
    时限状态: sure(window),
    时限来源: window?.source ?? '',
    阈值: threshold === undefined ? '' : String(threshold.value),
    阈值状态: sure(threshold),
    阈值来源: threshold?.source ?? '',
    单位分值: unitPoints?.value ?? '',
    分值状态: sure(unitPoints),
    分值来源: unitPoints?.source ?? '',
    上限: cap?.value ?? '',
    上限状态: sure(cap),
    上限来源: cap?.source ?? '',
    读取栏目: columns === undefined ? '' : writeColumnRules(columns),
    其他数值: numbers === undefined ? '' : writeNumbers(numbers),
    适用门户: yesNoWord(item.applies.portalOnly),
    适用办事服务: yesNoWord(item.applies.needsService),
    账号类型: item.applies.accountTypes?.join('、') ?? '',
    证据数: String(evidence.captures),
    登记域名: yesNoWord(evidence.onRegisteredHost),
    批次后取证: evidence.newerThanBatch === undefined ? '' : yesNoWord(evidence.newerThanBatch),
    计数方式: counting === undefined ? '' : countingWords[counting],
    让位于: item.yieldsTo?.join('、') ?? '',
    问题表述: item.phrase,
    机检: item.check ?? '',
    启用: yesNoWord(item.enabled),
    状态: statusWords[item.status],
    来源: item.source
  }
}

/** Cells of the sheet 评分框架, without its header; a number the edition does not have leaves its cells empty. */
export function frameRows({ frame }: Catalogue): string[][] {
  const row = <T>(name: keyof typeof frameNames, number: Sourced<T> | null | undefined, write: (value: T) => string): string[] =>
    number === null || number === undefined
      ? [frameNames[name], '', '', '']
      : [frameNames[name], write(number.value), statusWords[number.status], number.source]
  const same = (value: string): string => value
  return [
    row('base', frame.base, same),
    row('failBelow', frame.failBelow, same),
    row('bonusAbove', frame.bonusAbove, same),
    row('bonusCap', frame.bonusCap, same),
    row('noService', frame.noService, writeNoService),
    row('vetoScore', frame.vetoScore, same),
    row('vetoScoreFor', frame.vetoScoreFor, writeList),
    row('grades', frame.grades, writeGrades)
  ]
}

/** What the sheet 说明 says: for people who fill the tables in. */
export const explanations: readonly (readonly [string, string])[] = [
  [
    '怎样修改',
    '在“指标”和“评分框架”两张表里改动、增加或删去整行，保存后在“指标”页面选“从表格导入”。导入前会列出与基础版本的全部差异，确认后才保存。'
  ],
  ['列和行', '列的次序可以调整，空行不影响导入。删去某一列，表示这一列保持基础版本的内容；删去某一行，表示去掉这项指标。'],
  ['编号', '大写字母加数字，例如 W4.1、B1.5；不能重复。编号相同视为同一项指标。'],
  ['类别', '单项否决、扣分、加分。'],
  ['各类状态', '已证实：在公开的原文中见过；已有通报应用：有通报按此数值扣分或否决；待核对：未见原文，不能启用，也不计分。'],
  ['来源', '写明文件、通报或作出决定的部门；时限、阈值、分值、上限的来源留空时，取本行的“来源”。'],
  ['时限', '数字加 日、周、个月 或 年，例如 2周、6个月。'],
  ['阈值', '只用于单项否决：达到（含）这个数量即否决，填 1 以上的整数。'],
  ['单位分值、上限', '只用于扣分和加分，最多两位小数，例如 0.1、5。'],
  [
    '读取栏目',
    '每行一条：栏目类别 | 级别 | 情形 | 时限 | 状态 | 来源，例如：动态要闻 | 各级栏目 | 未更新 | 2周 | 已证实 | 文件名。栏目类别有首页、动态要闻、通知公告、政策文件、政策解读、人事、规划、征集调查、办事服务、互动交流、其他，几类之间用顿号；级别为一级栏目或各级栏目；情形为未更新或空白，空白不写时限。'
  ],
  [
    '其他数值',
    '每行一个：名称 | 数值 | 状态 | 来源，例如：抽查数量 | 5 | 待核对 | 文件名。写了“整项缺失分值”的扣分指标，问题描述以“整项缺失”开头的按此分值扣一次，本项其他问题不另扣。'
  ],
  ['适用门户、适用办事服务', '是：只检查门户网站、只检查有对外办事服务的对象；否：都检查。'],
  ['账号类型', '只用于政务新媒体：只检查这些类型的账号，例如 发布类；几类之间用顿号，留空为各类都检查。'],
  [
    '证据数、登记域名、批次后取证',
    '至少几份证据（0 以上的整数）；证据是否须取自登记的域名；证据是否须在开批之后取得（可留空）。'
  ],
  ['计数方式', '按数量：各条问题的数量相加；按位置：同一位置只计一次；留空为按数量。'],
  ['让位于', '同一问题已按这些指标处理的，本指标不再计；几个编号之间用顿号。'],
  ['问题表述', '问题清单里的措辞，可用 {count}、{points}、{location} 代表数量、分值和位置。'],
  ['启用', '是：参加检查和计分；否：保留但不检查。'],
  [
    '评分框架',
    '没有的项目把数值留空。无办事服务折算写成“满分75，乘以4/3”或“其余指标分摊20分”；一票否决得分适用单位类别写名录里的单位类别，几类之间用顿号，留空为都适用；等次每行一个，例如：优秀 ≥ 90。'
  ]
]

const columnsByField: Readonly<Record<string, ItemColumn>> = {
  id: '编号',
  kind: '类别',
  method: '检查方法',
  window: '时限',
  threshold: '阈值',
  unitPoints: '单位分值',
  cap: '上限',
  columns: '读取栏目',
  numbers: '其他数值',
  'applies.portalOnly': '适用门户',
  'applies.accountTypes': '账号类型',
  evidence: '证据数',
  counting: '计数方式',
  yieldsTo: '让位于',
  phrase: '问题表述',
  enabled: '启用',
  status: '状态',
  source: '来源'
}

/** The column in which a field of an item stands, `numbers.sample` → 其他数值; null where there is none. */
export function labelledColumn(field: string): ItemColumn | null {
  return columnsByField[field] ?? columnsByField[field.split('.')[0] ?? ''] ?? null
}
