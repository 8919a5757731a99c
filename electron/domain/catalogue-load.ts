import { catalogueFaults } from './catalogue-faults.ts'
import { catalogueSchema, type Catalogue } from './catalogue.ts'
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
  const faults = catalogueFaults(parsed.data)
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
