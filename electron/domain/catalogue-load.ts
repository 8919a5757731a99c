import { catalogueSchema, type Catalogue, type Indicator } from './catalogue.ts'
import { XunchaError, type InputFault } from './errors.ts'

/**
 * Reads one catalogue edition and checks that it holds together. Throws `bad-catalogue`; every fault names the file, the
 * item and the field.
 */
export function parseCatalogue(json: unknown, file: string): Catalogue {
  const parsed = catalogueSchema.safeParse(json)
  if (!parsed.success) {
    throw refused(
      file,
      parsed.error.issues.map((issue) => `${placeOf(issue.path, json)}不符合格式（${issueText(issue.code, issue.message)}）`)
    )
  }
  const faults = crossChecks(parsed.data)
  if (faults.length > 0) throw refused(file, faults)
  return parsed.data
}

function refused(file: string, sentences: readonly string[]): XunchaError {
  const faults: InputFault[] = sentences.map((reason) => ({ file, reason }))
  const more = sentences.length > 1 ? `（共 ${sentences.length} 处）` : ''
  return new XunchaError('bad-catalogue', `指标目录文件“${file}”有误：${sentences[0] ?? ''}${more}；请更正后再使用。`, { faults })
}

/** `indicators.3.cap.value` as a person would say it: the item by its id, then the field. */
function placeOf(path: readonly PropertyKey[], json: unknown): string {
  if (path.length === 0) return '文件内容'
  const [first, index, ...rest] = path
  if (first === 'indicators' && typeof index === 'number') {
    const item = itemName(json, index)
    return rest.length === 0 ? item : `${item}的 ${rest.map(String).join('.')} `
  }
  return `${path.map(String).join('.')} `
}

function itemName(json: unknown, index: number): string {
  const indicators = property(json, 'indicators')
  const id = Array.isArray(indicators) ? property(indicators[index], 'id') : undefined
  return typeof id === 'string' && id !== '' ? `指标 ${id} ` : `第 ${index + 1} 个指标`
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
}

function issueText(code: string | undefined, message: string): string {
  if (code === 'unrecognized_keys') return `有不认识的字段：${message}`
  return code === 'invalid_type' ? `缺少或类型不对：${message}` : message
}

function crossChecks(catalogue: Catalogue): string[] {
  const faults: string[] = []
  const seen = new Set<string>()
  for (const indicator of catalogue.indicators) {
    if (seen.has(indicator.id)) faults.push(`指标 ${indicator.id} 的 id 重复`)
    seen.add(indicator.id)
    faults.push(...indicatorFaults(indicator))
  }
  const { base, failBelow, bonusAbove, bonusCap, noService } = catalogue.frame
  if (base === null && (failBelow !== null || bonusAbove !== null || bonusCap !== null || noService !== null)) {
    faults.push('frame.base 为空时，failBelow、bonusAbove、bonusCap、noService 也应为空')
  }
  if ((bonusAbove === null) !== (bonusCap === null)) faults.push('frame.bonusAbove 与 frame.bonusCap 应同时填写或同时为空')
  if (noService !== null && 'denominator' in noService.value && noService.value.denominator <= 0)
    faults.push('frame.noService 的 denominator 应大于 0')
  if (base === null && catalogue.indicators.some((indicator) => indicator.kind !== 'veto' && indicator.enabled)) {
    faults.push('frame.base 为空时不能启用扣分和加分指标')
  }
  for (const [name, number] of Object.entries(catalogue.frame)) {
    // The frame decides pass and fail of every target: no number of it may be a guess.
    if (number !== null && number !== undefined && number.status === 'unconfirmed')
      faults.push(`frame.${name} 的数值待核对，不能用于计分`)
  }
  return faults
}

function indicatorFaults(indicator: Indicator): string[] {
  const faults: string[] = []
  const name = `指标 ${indicator.id} 的`
  if (indicator.kind === 'veto') {
    if (indicator.unitPoints !== undefined) faults.push(`${name} unitPoints 不能用于单项否决`)
    if (indicator.cap !== undefined) faults.push(`${name} cap 不能用于单项否决`)
  } else {
    if (indicator.threshold !== undefined) faults.push(`${name} threshold 只能用于单项否决`)
    if (indicator.enabled && indicator.unitPoints === undefined) faults.push(`${name} unitPoints 未填写，不能启用`)
  }
  if (indicator.enabled) {
    if (indicator.status === 'unconfirmed') faults.push(`${name} status 为待核对，不能启用`)
    for (const field of ['window', 'threshold', 'unitPoints', 'cap'] as const) {
      if (indicator[field]?.status === 'unconfirmed') faults.push(`${name} ${field} 的数值待核对，不能启用`)
    }
  }
  return faults
}
