import type { Catalogue, Indicator, RuleWindow } from './catalogue.ts'
import { decimalSchema, windowSchema } from './catalogue.ts'
import { parseDecimal } from './decimal.ts'
import { XunchaError } from './errors.ts'
import type { DecisionRequest, NumberDecision } from './number-decision.ts'
import { localTimeText } from './local-time.ts'

/** A number of an item as a person decides about it. */
export interface OpenNumber {
  name: 'window' | 'threshold' | 'unitPoints' | 'cap' | 'named'
  /** Only of `named`: its name in the edition (`failPercent`). */
  key: string | null
  value: string | RuleWindow
  isUnconfirmed: boolean
  source: string
}

/** An item that stays off until the office decides about it. */
export interface OpenItem {
  indicator: Indicator
  numbers: OpenNumber[]
  /** An item that takes or gives points and has none printed: it can be changed, not confirmed. */
  lacksPoints: boolean
}

/** The items that need a decision: unconfirmed themselves, with an unconfirmed number, or without the points they need. */
export function openItems(catalogue: Catalogue): OpenItem[] {
  return catalogue.indicators.flatMap((indicator) => {
    const numbers = numbersOf(indicator)
    const lacksPoints = indicator.kind !== 'veto' && indicator.unitPoints === undefined
    const isOpen = indicator.status === 'unconfirmed' || lacksPoints || hasUnconfirmed(indicator)
    return isOpen ? [{ indicator, numbers, lacksPoints }] : []
  })
}

function hasUnconfirmed(indicator: Indicator): boolean {
  return (
    numbersOf(indicator).some((number) => number.isUnconfirmed) ||
    (indicator.columns ?? []).some((rule) => rule.window?.status === 'unconfirmed')
  )
}

function numbersOf({ window, threshold, unitPoints, cap, numbers = {} }: Indicator): OpenNumber[] {
  const one = (
    name: OpenNumber['name'],
    key: string | null,
    number: { value: string | number | RuleWindow; status: Indicator['status']; source: string } | undefined
  ): OpenNumber[] => {
    if (number === undefined) return []
    const value = typeof number.value === 'number' ? String(number.value) : number.value
    return [{ name, key, value, isUnconfirmed: number.status === 'unconfirmed', source: number.source }]
  }
  return [
    ...one('window', null, window),
    ...one('threshold', null, threshold),
    ...one('unitPoints', null, unitPoints),
    ...one('cap', null, cap),
    ...Object.entries(numbers).flatMap(([key, number]) => one('named', key, number))
  ]
}

/** Throws `bad-input` with every fault, the first in the sentence. */
export function assertDecisions(catalogue: Catalogue, decisions: readonly DecisionRequest[]): void {
  const faults = decisionFaults(catalogue, decisions)
  if (faults.length === 0) return
  const more = faults.length > 1 ? `（共 ${faults.length} 处）` : ''
  throw new XunchaError('bad-input', `待核对数值的决定有误：${faults[0] ?? ''}${more}；请更正后重试，没有写入任何内容。`, {
    faults: faults.map((reason) => ({ reason }))
  })
}

/**
 * The edition as a batch is inspected by: confirmed and changed items are on, their numbers carry who confirmed them and
 * when; every other open item is off. Throws `bad-input` with every fault when a decision names no open item, stands
 * twice, confirms an item without points, or gives a number that the item cannot have.
 */
export function applyDecisions(catalogue: Catalogue, decisions: readonly NumberDecision[]): Catalogue {
  assertDecisions(catalogue, decisions)
  const open = new Set(openItems(catalogue).map(({ indicator }) => indicator.id))
  const byItem = new Map(decisions.map((decision) => [decision.indicatorId, decision]))
  return {
    ...catalogue,
    indicators: catalogue.indicators.map((indicator) => {
      if (!open.has(indicator.id)) return indicator
      const decision = byItem.get(indicator.id)
      if (decision !== undefined && decision.action !== 'off') return decided(indicator, decision)
      return indicator.enabled ? { ...indicator, enabled: false } : indicator
    })
  }
}

/** Where a confirmed number comes from, as it is printed with the item. */
function decisionSource({ by, at }: Pick<NumberDecision, 'by' | 'at'>): string {
  return `本办公室确认：${by}，${localTimeText(at)}`
}

function decided(indicator: Indicator, decision: NumberDecision): Indicator {
  const source = decisionSource(decision)
  const given = <T>(value: T) => ({ value, status: 'confirmed' as const, source })
  /** A number that was sure already keeps its own source. */
  const settled = <T>(known: { value: T; status: Indicator['status']; source: string } | undefined, value: T | undefined) => {
    if (value !== undefined) return given(value)
    return known?.status === 'unconfirmed' ? given(known.value) : known
  }
  const { cap: _cap, ...rest } = indicator
  const window = settled(indicator.window, decision.window)
  const threshold = settled(indicator.threshold, decision.threshold)
  const unitPoints = settled(indicator.unitPoints, decision.unitPoints)
  const cap = decision.cap === null ? undefined : settled(indicator.cap, decision.cap)
  return {
    ...rest,
    ...(indicator.status === 'unconfirmed' ? { status: 'confirmed' as const, source } : {}),
    ...(window === undefined ? {} : { window }),
    ...(threshold === undefined ? {} : { threshold }),
    ...(unitPoints === undefined ? {} : { unitPoints }),
    ...(cap === undefined ? {} : { cap }),
    ...(indicator.numbers === undefined ? {} : { numbers: namedNumbers(indicator.numbers, decision, given) }),
    ...(indicator.columns === undefined ? {} : { columns: columnRules(indicator.columns, decision, given) }),
    enabled: true
  }
}

type Confirmed = <T>(value: T) => { value: T; status: 'confirmed'; source: string }

function namedNumbers(
  numbers: NonNullable<Indicator['numbers']>,
  decision: NumberDecision,
  given: Confirmed
): NonNullable<Indicator['numbers']> {
  return Object.fromEntries(
    Object.entries(numbers).map(([key, number]) => {
      const value = decision.numbers?.[key] ?? (number.status === 'unconfirmed' ? number.value : undefined)
      return [key, value === undefined ? number : given(value)]
    })
  )
}

function columnRules(
  rules: NonNullable<Indicator['columns']>,
  decision: NumberDecision,
  given: Confirmed
): NonNullable<Indicator['columns']> {
  return rules.map((rule) =>
    rule.window?.status === 'unconfirmed' ? { ...rule, window: given(decision.window ?? rule.window.value) } : rule
  )
}

/** What is wrong with decisions, one Chinese sentence each without its full stop. */
export function decisionFaults(catalogue: Catalogue, decisions: readonly DecisionRequest[]): string[] {
  const open = new Map(openItems(catalogue).map((item) => [item.indicator.id, item]))
  const known = new Set(catalogue.indicators.map(({ id }) => id))
  const seen = new Set<string>()
  return decisions.flatMap((decision) => {
    const { indicatorId } = decision
    if (seen.has(indicatorId)) return [`指标 ${indicatorId} 有两个决定，只能留一个`]
    seen.add(indicatorId)
    const item = open.get(indicatorId)
    if (item !== undefined) return itemFaults(catalogue, item, decision)
    return known.has(indicatorId)
      ? [`指标 ${indicatorId} 的数值都已核实，不需要决定`]
      : [`指标目录“${catalogue.title}”中没有指标 ${indicatorId}`]
  })
}

function itemFaults(catalogue: Catalogue, { indicator, lacksPoints }: OpenItem, decision: DecisionRequest): string[] {
  const name = `指标 ${indicator.id}“${indicator.title}”`
  const hasNumbers = numberFields.some((field) => decision[field] !== undefined)
  if (decision.action !== 'off' && indicator.kind !== 'veto' && catalogue.frame.base === null)
    return [`${name}不能启用：本版指标不计分`]
  if (decision.action !== 'change') {
    if (hasNumbers) return [`${name}要改数值，应写“修改”`]
    return decision.action === 'confirm' && lacksPoints ? [`${name}没有分值，不能直接采用，请用“修改”填写分值，或不用`] : []
  }
  if (!hasNumbers) return [`${name}写了“修改”，但没有给出不同的数值`]
  const faults: string[] = []
  if (indicator.kind === 'veto') {
    if (decision.unitPoints !== undefined || (decision.cap !== undefined && decision.cap !== null))
      faults.push(`${name}是单项否决，没有分值和上限`)
  } else {
    if (decision.threshold !== undefined) faults.push(`${name}不是单项否决，没有阈值`)
    if (lacksPoints && decision.unitPoints === undefined) faults.push(`${name}没有分值，请填写单位分值`)
  }
  return [...faults, ...numberFaults(name, indicator, decision)]
}

const numberFields = ['window', 'threshold', 'unitPoints', 'cap', 'numbers'] as const

function numberFaults(name: string, indicator: Indicator, decision: DecisionRequest): string[] {
  const faults: string[] = []
  const { threshold, window, numbers = {} } = decision
  const points = (label: string, text: string | null | undefined): string | null => {
    if (text === undefined || text === null) return null
    if (decimalSchema.safeParse(text).success && parseDecimal(text) > 0) return text
    faults.push(`${name}的${label}“${text}”不对，应是大于 0、最多两位小数的数`)
    return null
  }
  const unit = points('单位分值', decision.unitPoints) ?? indicator.unitPoints?.value ?? null
  const cap = points('上限', decision.cap) ?? (decision.cap === null ? null : (indicator.cap?.value ?? null))
  if (faults.length === 0 && unit !== null && cap !== null && parseDecimal(cap) < parseDecimal(unit))
    faults.push(`${name}的上限 ${cap} 小于单位分值 ${unit}`)
  if (threshold !== undefined && (!Number.isInteger(threshold) || threshold < 1))
    faults.push(`${name}的阈值“${threshold}”不对，应是 1 以上的整数`)
  if (window !== undefined && !windowSchema.safeParse(window).success)
    faults.push(`${name}的期限不对，应是 1 以上的整数和天、周、月、年`)
  for (const [key, text] of Object.entries(numbers)) {
    if (indicator.numbers?.[key] === undefined) faults.push(`${name}没有名为“${key}”的数值`)
    else points(`数值“${key}”`, text)
  }
  return faults
}
