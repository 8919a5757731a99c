import { externalBlockSchema, externalFigureSchema, type ExternalBlock, type ExternalFigure } from './notice-external.ts'
import type { RegistryObject } from './registry.ts'
import { runningStatus } from './registry.ts'

/** 名录变动: what became of objects between two readings of the registry. */
export interface RegistryChange {
  before: RegistryObject | null
  /** null: the registry no longer lists it. */
  after: RegistryObject | null
  /** Instant of the import that brought it. */
  time: string
}

export const changesBlock: ExternalBlock = externalBlockSchema.parse({
  id: 'changes',
  title: '名录变动',
  columns: [
    { id: 'change', label: '变动', type: 'text' },
    { id: 'kind', label: '类别', type: 'text' },
    { id: 'name', label: '名称', type: 'text' },
    { id: 'unit', label: '主办单位', type: 'text' },
    { id: 'stratum', label: '地区', type: 'text' },
    { id: 'before', label: '原名称或原单位', type: 'text' },
    { id: 'day', label: '登记日期', type: 'date' }
  ]
})

const words = { opened: '新增', closed: '关停', renamed: '更名', moved: '变更主办单位' } as const
type Change = keyof typeof words

/** `changes.closed`, `changes.closedNames` … that every notice has when there is a previous batch. */
export const changesFigures: ExternalFigure[] = (['opened', 'closed', 'renamed', 'moved'] as const).flatMap((change) => {
  const where = [{ column: 'change', is: [words[change]] }]
  return [
    externalFigureSchema.parse({ id: `changes.${change}`, external: 'changes', measure: 'rows', where }),
    externalFigureSchema.parse({ id: `changes.${change}Names`, external: 'changes', measure: 'names', column: 'name', where })
  ]
})

/** Rows of the `changes` table, one for each thing that became of an object; an object that only came and went is left out. */
export function changeRows(changes: readonly RegistryChange[], dayOf: (instant: string) => string): string[][] {
  return changes.flatMap(({ before, after, time }) => {
    const object = after ?? before
    if (object === null) return []
    return changesOf(before, after).map(([change, was]) => [
      words[change],
      object.kind === 'site' ? '网站' : '新媒体',
      object.name,
      object.unit,
      object.stratum,
      was,
      dayOf(time)
    ])
  })
}

function changesOf(before: RegistryObject | null, after: RegistryObject | null): [Change, string][] {
  const was = before?.status === runningStatus
  const is = after?.status === runningStatus
  if (!was) return is ? [['opened', '']] : []
  if (!is) return [['closed', '']]
  const found: [Change, string][] = []
  if (before.name !== after.name) found.push(['renamed', before.name])
  if (before.unit !== after.unit) found.push(['moved', before.unit])
  return found
}
