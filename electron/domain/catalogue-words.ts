import type { Catalogue, ColumnRule, Indicator, RuleWindow } from './catalogue.ts'
import { numberLabels } from './catalogue-labels.ts'
import { codeText, wordText, yesNo } from './cell-text.ts'
import { columnClassWords } from './column-words.ts'

/**
 * The words by which a table for people says what an edition holds, and how they are read again. Every `read…` gives
 * null for a text that is none of its words.
 */
type Status = Indicator['status']

const inverse = <K extends string>(words: Readonly<Record<K, string>>, more: Readonly<Record<string, K>> = {}) => {
  const found = new Map<string, K>(Object.entries(more))
  for (const [key, word] of Object.entries(words) as [K, string][]) found.set(word, key)
  return (text: string): K | null => found.get(wordText(text)) ?? null
}

export const kindWords: Readonly<Record<Indicator['kind'], string>> = { veto: '单项否决', deduction: '扣分', bonus: '加分' }
export const readKind = inverse(kindWords, { 否决: 'veto', 扣分指标: 'deduction', 加分指标: 'bonus', 单项否决指标: 'veto' })

export const statusWords: Readonly<Record<Status, string>> = {
  confirmed: '已证实',
  applied: '已有通报应用',
  unconfirmed: '待核对'
}
export const readStatus = inverse(statusWords, { 已应用: 'applied', 有通报应用: 'applied', 未证实: 'unconfirmed' })

export const countingWords: Readonly<Record<NonNullable<Indicator['counting']>, string>> = {
  occurrences: '按数量',
  places: '按位置'
}
export const readCounting = inverse(countingWords)

const unitWords: Readonly<Record<RuleWindow['unit'], string>> = { day: '日', week: '周', month: '个月', year: '年' }
const readUnit = inverse(unitWords, { 天: 'day', 星期: 'week', 个星期: 'week', 月: 'month' })

export const writeWindow = ({ amount, unit }: RuleWindow): string => `${amount}${unitWords[unit]}`

export function readWindow(text: string): RuleWindow | null {
  const match = /^(\d{1,4})(.+)$/.exec(codeText(text))
  const unit = match === null ? null : readUnit(match[2] ?? '')
  const amount = Number(match?.[1])
  return unit === null || amount < 1 ? null : { amount, unit }
}

const readColumnClass = inverse(columnClassWords)

const levelWords: Readonly<Record<ColumnRule['level'], string>> = { first: '一级栏目', any: '各级栏目' }
const readLevel = inverse(levelWords, { 一级: 'first', 各级: 'any', 不限: 'any' })
const whenWords: Readonly<Record<ColumnRule['when'], string>> = { stale: '未更新', blank: '空白' }
const readWhen = inverse(whenWords, { 应更新未更新: 'stale', 空白栏目: 'blank' })

const numberKeys = new Map(Object.entries(numberLabels).map(([key, name]) => [codeText(name), key]))

export type Sourced<T> = { value: T; status: Status; source: string }

/** One part of a line; the mark itself may stand in the last part only. */
const mark = ' | '
const parts = (line: string, count: number): string[] => {
  const all = line.split(/[|｜]/)
  return [...all.slice(0, count - 1), all.slice(count - 1).join('|')].map((part) => part.trim())
}
const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Names that hold no 顿号, as the schema has them. */
export const writeList = (names: readonly string[]): string => names.join('、')

export function writeColumnRules(rules: readonly ColumnRule[]): string {
  return rules
    .map(({ classes, level, when, window }) => {
      const named = classes.map((name) => columnClassWords[name]).join('、')
      const own = window === undefined ? [] : [writeWindow(window.value), statusWords[window.status], window.source]
      return [named, levelWords[level], whenWords[when], ...own].join(mark)
    })
    .join('\n')
}

export function readColumnRules(text: string, source: string): ColumnRule[] | null {
  const rules = linesOf(text).map((line) => readColumnRule(line, source))
  return rules.every((rule) => rule !== null) && rules.length > 0 ? rules : null
}

function readColumnRule(line: string, source: string): ColumnRule | null {
  const [named = '', level = '', when = '', window = '', status = '', from = ''] = parts(line, 6)
  const classes = named
    .split(/[、,，;；]/)
    .filter((name) => name.trim() !== '')
    .map(readColumnClass)
  const found = { level: readLevel(level), when: readWhen(when) }
  if (found.level === null || found.when === null || classes.length === 0) return null
  const known = classes.filter((name) => name !== null)
  if (known.length < classes.length) return null
  const rule: ColumnRule = { classes: known, level: found.level, when: found.when }
  if (window === '') return rule
  const value = readWindow(window)
  const sure = readStatus(status)
  return value === null || sure === null ? null : { ...rule, window: { value, status: sure, source: from || source } }
}

export function writeNumbers(numbers: Readonly<Record<string, Sourced<string>>>): string {
  return Object.entries(numbers)
    .map(([name, { value, status, source }]) => [numberLabels[name] ?? name, value, statusWords[status], source].join(mark))
    .join('\n')
}

export function readNumbers(text: string, itemSource: string): Record<string, Sourced<string>> | null {
  const numbers: Record<string, Sourced<string>> = {}
  for (const line of linesOf(text)) {
    const [name = '', value = '', status = '', source = ''] = parts(line, 4)
    const word = codeText(name)
    const key = numberKeys.get(word) ?? word
    const sure = readStatus(status)
    const amount = readDecimal(value)
    if (sure === null || amount === null || !/^[a-z][A-Za-z]*$/.test(key) || key in numbers) return null
    numbers[key] = { value: amount, status: sure, source: source || itemSource }
  }
  return numbers
}

/** `0.1`, `5`, `10分` → the text a catalogue holds; at most two decimals. */
export function readDecimal(text: string): string | null {
  const plain = codeText(text).replace(/[分%]$/, '')
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? plain : null
}

export function readWhole(text: string, least: number): number | null {
  const plain = codeText(text)
  const number = /^\d{1,9}$/.test(plain) ? Number(plain) : -1
  return number >= least ? number : null
}

export const yesNoWord = (is: boolean): string => (is ? '是' : '否')
export const readYesNo = (text: string): boolean | null => yesNo(wordText(text))

export type NoService = NonNullable<Catalogue['frame']['noService']>['value']
export const writeNoService = (value: NoService): string =>
  'spread' in value ? `其余指标分摊${value.spread}分` : `满分${value.max}，乘以${value.numerator}/${value.denominator}`

export function readNoService(text: string): NoService | null {
  const word = codeText(text)
  const spread = /^(?:其余指标)?分摊(\d+(?:\.\d{1,2})?)分?$/.exec(word)
  if (spread?.[1] !== undefined) return { spread: spread[1] }
  const ratio = /^(?:满分)?(\d+(?:\.\d{1,2})?)分?[,，、]?(?:乘以|乘|[×x*])(\d{1,4})[/／](\d{1,4})$/i.exec(word)
  if (ratio === null) return null
  return { max: ratio[1] ?? '', numerator: Number(ratio[2]), denominator: Number(ratio[3]) }
}

export type Grades = NonNullable<Catalogue['frame']['grades']>['value']
export const writeGrades = (grades: Grades): string => grades.map(({ title, atLeast }) => `${title} ≥ ${atLeast}`).join('\n')

export function readGrades(text: string): Grades | null {
  const grades = text
    .split(/[\n;；]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const match = /^(.+?)\s*(?:≥|>=|＞＝|不低于)\s*([^≥>]+)$/.exec(line)
      const atLeast = readDecimal(match?.[2] ?? '')
      return match?.[1] === undefined || atLeast === null ? null : { title: match[1], atLeast }
    })
  return grades.length > 0 && grades.every((grade) => grade !== null) ? grades : null
}
