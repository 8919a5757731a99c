import { changesBlock, changesFigures } from './notice-changes.ts'
import type { ExternalBlock } from './notice-external.ts'
import { measuresOf } from './notice-measures.ts'
import type { ExternalTableProfile, NoticeProfile, NoticeTableProfile } from './notice-profile.ts'

/** What does not fit together in a profile that has the right shape, as the end of a sentence; null when all does. */
export function wiringFault(profile: NoticeProfile): string | null {
  const twice = (what: string, ids: readonly string[]): string | null => {
    const again = ids.find((id, place) => ids.indexOf(id) !== place)
    return again === undefined ? null : `有两${what}都叫 ${again}`
  }
  const externals = new Map([...profile.externals, changesBlock].map((block) => [block.id, block]))
  return (
    twice(
      '张表',
      profile.tables.map(({ id }) => id)
    ) ??
    twice(
      '个数字',
      [...profile.figures, ...profile.externalFigures, ...changesFigures].map(({ id }) => id)
    ) ??
    twice(
      '张外部数据表',
      [...profile.externals, changesBlock].map(({ id }) => id)
    ) ??
    firstOf(profile.tables, (table) => (table.groupBy === 'external' ? externalFault(table, externals) : tableFault(table))) ??
    firstOf(profile.externals, blockFault) ??
    firstOf(profile.externalFigures, (figure) => figureFault(figure, externals)) ??
    firstOf(profile.figures, (figure) => {
      const needsGroups = figure.measure === 'groups' || figure.measure === 'groupNames'
      if (needsGroups && figure.groups === undefined) return `的数字 ${figure.id} 没有写明数的是哪种分组（groups）`
      if (figure.change === undefined || changeable.includes(figure.measure)) return null
      return `的数字 ${figure.id} 统计 ${figure.measure}，不能与上一批次比较`
    })
  )
}

/** Measures that `change` can be said of. */
const changeable: readonly string[] = [
  'running',
  'checked',
  'passed',
  'failed',
  'withProblems',
  'fullMarks',
  'passRate',
  'failRate',
  'problemRate',
  'fullMarksRate',
  'averageScore',
  'averageDeducted',
  'averageBonus'
]

function firstOf<T>(list: readonly T[], fault: (item: T) => string | null): string | null {
  for (const item of list) {
    const found = fault(item)
    if (found !== null) return found
  }
  return null
}

function tableFault(table: NoticeTableProfile): string | null {
  const allowed = measuresOf(table.groupBy)
  const columnIds = new Set<string>()
  for (const column of table.columns) {
    if (columnIds.has(column.id)) return `的表 ${table.id} 有两列都叫 ${column.id}`
    columnIds.add(column.id)
    if (!allowed.includes(column.measure)) {
      return `的表 ${table.id} 按 ${table.groupBy} 分行，列“${column.label}”不能统计 ${column.measure}`
    }
    if (column.measure === 'rank' && table.sort === null) return `的表 ${table.id} 有名次列“${column.label}”，却没有写按哪一列排`
  }
  if (table.sort !== null && !columnIds.has(table.sort.by)) return `的表 ${table.id} 按不存在的列 ${table.sort.by} 排序`
  const sorted = table.columns.find((column) => column.id === table.sort?.by)?.measure
  if (sorted === 'index' || sorted === 'rank') return `的表 ${table.id} 按序号或名次排序，应按分数或数量排`
  return (table.groupBy === 'band') === (table.bands !== undefined) ? null : `的表 ${table.id} 的分档（bands）与 groupBy 不一致`
}

function externalFault(table: ExternalTableProfile, externals: ReadonlyMap<string, ExternalBlock>): string | null {
  const block = externals.get(table.external)
  if (block === undefined) return `的表 ${table.id} 用到没有定义的外部数据表 ${table.external}`
  if (table.rank !== null && table.sort === null) return `的表 ${table.id} 有名次列“${table.rank}”，却没有写按哪一列排`
  if (table.limit !== null && table.total !== null) return `的表 ${table.id} 只列前 ${table.limit} 行，不能有合计`
  const named = [
    ...(table.columns ?? []),
    ...table.where.map(({ column }) => column),
    ...(table.sort === null ? [] : [table.sort.by])
  ]
  const missing = named.find((id) => block.columns.every((column) => column.id !== id))
  return missing === undefined ? null : `的表 ${table.id} 用到外部数据表 ${block.id} 没有的列 ${missing}`
}

function blockFault(block: ExternalBlock): string | null {
  const counts = block.columns.filter(({ type }) => type === 'count').map(({ id }) => id)
  for (const { id, type, rate, sum } of block.columns) {
    if (block.columns.filter((column) => column.id === id).length > 1) return `的外部数据表 ${block.id} 有两列都叫 ${id}`
    if (sum === true && type !== 'count') return `的外部数据表 ${block.id} 的列 ${id} 不是数量，不能求和`
    if (rate === undefined) continue
    if (type !== 'rate') return `的外部数据表 ${block.id} 的列 ${id} 有比率算法，类型应为 rate`
    if (!counts.includes(rate.part) || !counts.includes(rate.whole))
      return `的外部数据表 ${block.id} 的列 ${id} 应由两个数量列相除`
  }
  return null
}

function figureFault(
  figure: NoticeProfile['externalFigures'][number],
  externals: ReadonlyMap<string, ExternalBlock>
): string | null {
  const block = externals.get(figure.external)
  if (block === undefined) return `的数字 ${figure.id} 用到没有定义的外部数据表 ${figure.external}`
  const { column, part, whole } = figure
  if (figure.measure === 'rate' && (part === undefined || whole === undefined))
    return `的数字 ${figure.id} 没有写明 part 和 whole`
  if (figure.measure !== 'rate' && figure.measure !== 'rows' && column === undefined)
    return `的数字 ${figure.id} 没有写明统计哪一列`
  const named = [column, part, whole, figure.top?.by, figure.value?.column, ...(figure.where ?? []).map((test) => test.column)]
  const missing = named.find((id) => id !== undefined && block.columns.every((candidate) => candidate.id !== id))
  return missing === undefined ? null : `的数字 ${figure.id} 用到外部数据表 ${block.id} 没有的列 ${missing}`
}
