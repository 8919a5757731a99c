import type { Catalogue, Indicator } from './catalogue.ts'
import { namedField } from './catalogue-labels.ts'
import { parseDecimal } from './decimal.ts'

/**
 * What does not hold together in an edition whose format is right, one Chinese sentence each, the culprit named. Empty
 * when a batch can be opened by it.
 */
export function catalogueFaults(catalogue: Catalogue): string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  for (const indicator of catalogue.indicators) {
    if (seen.has(indicator.id)) faults.push(`指标 ${indicator.id} 的 id 重复`)
    seen.add(indicator.id)
    faults.push(...indicatorFaults(indicator), ...fitFaults(indicator, catalogue))
  }
  return [...faults, ...yieldFaults(catalogue), ...frameFaults(catalogue), ...gradeFaults(catalogue)]
}

function indicatorFaults(indicator: Indicator): string[] {
  const faults: string[] = []
  const { id, kind, enabled, unitPoints, cap, threshold, evidence } = indicator
  const at = (field: string): string => `指标 ${id} 的${namedField(field)}`
  if (indicator.method === undefined) faults.push(`${at('method')}未填写`)
  if (kind === 'veto') {
    if (unitPoints !== undefined) faults.push(`${at('unitPoints')}不能用于单项否决`)
    if (cap !== undefined) faults.push(`${at('cap')}不能用于单项否决`)
  } else {
    if (threshold !== undefined) faults.push(`${at('threshold')}只能用于单项否决`)
    if (enabled && unitPoints === undefined) faults.push(`${at('unitPoints')}未填写，不能启用`)
  }
  if (unitPoints !== undefined && cap !== undefined && parseDecimal(cap.value) < parseDecimal(unitPoints.value)) {
    faults.push(`${at('cap')}是 ${cap.value}，小于单位分值 ${unitPoints.value}`)
  }
  if (kind !== 'deduction' && indicator.numbers?.['absentPoints'] !== undefined) {
    faults.push(`${at('numbers.absentPoints')}只能用于扣分指标`)
  }
  if (kind === 'bonus' && unitPoints !== undefined && parseDecimal(unitPoints.value) === 0) {
    faults.push(`${at('unitPoints')}是 0，加分指标不能不加分`)
  }
  if (evidence.captures === 0 && (evidence.onRegisteredHost || evidence.newerThanBatch === true)) {
    faults.push(`${at('evidence')}份数为 0，不能再要求网址和时间`)
  }
  for (const [blank] of indicator.phrase.matchAll(/\{[^}]*\}/g)) {
    if (!['{count}', '{points}', '{location}'].includes(blank)) {
      faults.push(`${at('phrase')}中有不认识的占位符 ${blank}，可用的是 {count}、{points}、{location}`)
    }
  }
  return enabled ? [...faults, ...guesses(indicator)] : faults
}

/** No number that nobody confirmed may decide anything. */
function guesses(indicator: Indicator): string[] {
  const faults: string[] = []
  const at = (field: string): string => `指标 ${indicator.id} 的${namedField(field)}`
  if (indicator.status === 'unconfirmed') faults.push(`${at('status')}为待核对，不能启用`)
  for (const field of ['window', 'threshold', 'unitPoints', 'cap'] as const) {
    if (indicator[field]?.status === 'unconfirmed') faults.push(`${at(field)}数值待核对，不能启用`)
  }
  if (indicator.columns?.some(({ window }) => window?.status === 'unconfirmed') === true) {
    faults.push(`${at('columns')}中有数值待核对的时限，不能启用`)
  }
  for (const [name, number] of Object.entries(indicator.numbers ?? {})) {
    if (number.status === 'unconfirmed') faults.push(`${at(`numbers.${name}`)}数值待核对，不能启用`)
  }
  return faults
}

/** What an item asks for that objects of this kind do not have. */
function fitFaults({ id, applies, columns = [] }: Indicator, { object }: Catalogue): string[] {
  const faults: string[] = []
  const at = (field: string): string => `指标 ${id} 的${namedField(field)}`
  if (object !== 'account' && applies.accountTypes !== undefined) faults.push(`${at('applies.accountTypes')}只能用于政务新媒体`)
  if (object !== 'site' && applies.portalOnly) faults.push(`${at('applies.portalOnly')}只能用于网站`)
  if (object !== 'site' && columns.length > 0) faults.push(`${at('columns')}只能用于网站`)
  if (columns.some(({ when, window }) => when === 'blank' && window !== undefined)) {
    faults.push(`${at('columns')}中空白栏目不看时限，不能填写 window`)
  }
  return faults
}

function yieldFaults({ indicators }: Catalogue): string[] {
  const faults: string[] = []
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]))
  for (const { id, yieldsTo = [] } of indicators) {
    for (const first of yieldsTo) {
      if (!byId.has(first)) faults.push(`指标 ${id} 的${namedField('yieldsTo')}中 ${first} 不在本目录中，请改正编号`)
    }
  }
  const cycle = yieldCycle(byId)
  if (cycle !== null) faults.push(`指标 ${cycle.join(' → ')} 互相让位，请去掉其中一处`)
  return faults
}

/** The first ring of items that each go behind the next, its start written again at its end; null when there is none. */
function yieldCycle(byId: ReadonlyMap<string, Indicator>): string[] | null {
  const done = new Set<string>()
  const walk = (id: string, path: readonly string[]): string[] | null => {
    const start = path.indexOf(id)
    if (start >= 0) return [...path.slice(start), id]
    if (done.has(id)) return null
    for (const first of byId.get(id)?.yieldsTo ?? []) {
      const ring = walk(first, [...path, id])
      if (ring !== null) return ring
    }
    done.add(id)
    return null
  }
  for (const id of byId.keys()) {
    const ring = walk(id, [])
    if (ring !== null) return ring
  }
  return null
}

const frameField = (field: string): string => `计分框架的${namedField(`frame.${field}`)}`

function frameFaults({ frame, indicators }: Catalogue): string[] {
  const faults: string[] = []
  const { base, failBelow, bonusAbove, bonusCap, noService, vetoScore = null, vetoScoreFor = null, grades = null } = frame
  for (const [name, number] of Object.entries(frame)) {
    // The frame decides pass and fail of every target: no number of it may be a guess. Grades only name a score.
    if (name !== 'grades' && number?.status === 'unconfirmed') {
      faults.push(`${frameField(name)}数值待核对，不能用于计分`)
    }
  }
  if ((bonusAbove === null) !== (bonusCap === null)) faults.push('frame.bonusAbove 与 frame.bonusCap 应同时填写或同时为空')
  if (vetoScoreFor !== null && vetoScore === null) {
    faults.push(`${frameField('vetoScoreFor')}已填写，${namedField('frame.vetoScore')}也应填写`)
  }
  if (base === null) {
    if ([failBelow, bonusAbove, bonusCap, noService, vetoScore, grades].some((number) => number !== null)) {
      faults.push('frame.base 为空时，failBelow、bonusAbove、bonusCap、noService、vetoScore、grades 也应为空')
    }
    const scoring = indicators.find((each) => each.kind !== 'veto' && each.enabled && !isPointless(each))
    if (scoring !== undefined) faults.push(`frame.base 为空时不能启用有分值的扣分和加分指标，请停用指标 ${scoring.id} 或填写满分`)
    return faults
  }
  const full = parseDecimal(base.value)
  if (full === 0) faults.push(`${frameField('base')}不能是 0`)
  for (const [name, line] of Object.entries({ failBelow, bonusAbove })) {
    if (line !== null && parseDecimal(line.value) > full)
      faults.push(`${frameField(name)}是 ${line.value}，高于满分 ${base.value}`)
  }
  if (failBelow !== null && bonusAbove !== null && parseDecimal(bonusAbove.value) < parseDecimal(failBelow.value)) {
    faults.push(`${frameField('bonusAbove')}是 ${bonusAbove.value}，低于合格线 ${failBelow.value}`)
  }
  const line = parseDecimal((failBelow ?? base).value)
  if (vetoScore !== null && parseDecimal(vetoScore.value) >= line) {
    faults.push(`${frameField('vetoScore')}是 ${vetoScore.value}，应低于${failBelow === null ? '满分' : '合格线'}`)
  }
  return noService === null ? faults : [...faults, ...noServiceFaults(noService.value, base.value)]
}

/** `"0"`: only recorded as a problem. */
const isPointless = ({ kind, unitPoints }: Indicator): boolean =>
  kind === 'deduction' && unitPoints !== undefined && parseDecimal(unitPoints.value) === 0

function noServiceFaults(rule: NonNullable<Catalogue['frame']['noService']>['value'], base: string): string[] {
  const name = frameField('noService')
  const full = parseDecimal(base)
  if ('spread' in rule) return parseDecimal(rule.spread) < full ? [] : [`${name}分摊 ${rule.spread} 分，应小于满分 ${base}`]
  const { max, numerator, denominator } = rule
  if (denominator <= 0 || numerator <= 0) return [`${name}的 numerator 和 denominator 应大于 0`]
  return parseDecimal(max) * numerator > full * denominator ? [`${name}折算后超过满分 ${base}`] : []
}

function gradeFaults({ frame }: Catalogue): string[] {
  const { base, bonusCap, grades } = frame
  if (base === null || grades === null || grades === undefined) return []
  const faults: string[] = []
  const titles = new Set<string>()
  const highest = parseDecimal(base.value) + (bonusCap === null ? 0 : parseDecimal(bonusCap.value))
  grades.value.forEach(({ title, atLeast }, index) => {
    if (titles.has(title)) faults.push(`${frameField('grades')}中“${title}”重复`)
    titles.add(title)
    if (parseDecimal(atLeast) > highest) faults.push(`${frameField('grades')}中“${title}”要 ${atLeast} 分，超过最高得分`)
    const better = grades.value[index - 1]
    if (better !== undefined && parseDecimal(atLeast) >= parseDecimal(better.atLeast)) {
      faults.push(`${frameField('grades')}应从高到低，“${title}”的 ${atLeast} 分不低于“${better.title}”的 ${better.atLeast} 分`)
    }
  })
  return faults
}
