import type { z } from 'zod'
import { fieldLabel, namedField } from './catalogue-labels.ts'
import { indicatorSchema } from './catalogue.ts'

/** What is wrong with the format of an edition or a local plan, one Chinese sentence each: the item by its id, then the field. */
export function schemaFaults(error: z.ZodError, json: unknown): string[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${placeOf([...issue.path, key], json)}是不认识的字段`)
    return [`${placeOf(issue.path, json)}不符合格式：${reasonOf(issue)}`]
  })
}

/** Misspelt fields of whole items, which the schema would pass over in silence. */
export function unknownFields(json: unknown, list: 'indicators' | 'add'): string[] {
  const items = member(json, list)
  if (!Array.isArray(items)) return []
  return items.flatMap((item: unknown, index) => {
    const keys = typeof item === 'object' && item !== null ? Object.keys(item) : []
    const unknown = keys.filter((key) => !(key in indicatorSchema.shape))
    return unknown.map((key) => `${placeOf([list, index, key], json)}是不认识的字段`)
  })
}

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return '缺少，或类型不对'
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`
    case 'too_small':
      return issue.origin === 'number' ? '数值太小' : '不能为空'
    case 'invalid_format':
      return '写法不对'
    default:
      return '内容不对'
  }
}

function placeOf(path: readonly PropertyKey[], json: unknown): string {
  const [first, second, ...rest] = path
  if (first === undefined) return '文件内容'
  if ((first === 'indicators' || first === 'add') && typeof second === 'number')
    return inItem(itemName(json, first, second), rest)
  if (first === 'patch' && second !== undefined) return inItem(`指标 ${String(second)} `, rest)
  if (first === 'frame') return `计分框架的${named(path)}`
  return fieldLabel(String(first)) === String(first) ? `${path.map(String).join('.')} ` : named(path)
}

const inItem = (name: string, path: readonly PropertyKey[]): string => (path.length === 0 ? name : `${name}的${named(path)}`)
const named = (path: readonly PropertyKey[]): string => namedField(path.map(String).join('.'))

function itemName(json: unknown, list: string, index: number): string {
  const items = member(json, list)
  const id = Array.isArray(items) ? member(items[index], 'id') : undefined
  return typeof id === 'string' && id !== '' ? `指标 ${id} ` : `第 ${index + 1} 个指标`
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
}
