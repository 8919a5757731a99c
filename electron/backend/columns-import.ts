import type { Input, Output } from '../contract/index.ts'
import { parseColumnRows } from '../domain/column-rows.ts'
import { sameColumn } from '../domain/column-faults.ts'
import { XunchaError } from '../domain/errors.ts'
import type { SiteColumn } from '../domain/site-columns.ts'
import type { NewEvent } from '../events/types.ts'
import type { BackendContext } from './context.ts'
import { readSource } from './read-sources.ts'
import type { Uploads } from './uploads-feature.ts'

/** Columns a person wrote into a table. All or nothing: one faulty row refuses the file. */
export async function importColumns(
  ctx: BackendContext,
  uploads: Uploads,
  { source, objectKey }: Input<'columns.import'>
): Promise<Output<'columns.import'>> {
  const { store } = ctx
  const { name, bytes } = await readSource(source, uploads)
  const sites = store.registryObjects('site')
  if (objectKey !== null && !sites.some(({ key }) => key === objectKey)) {
    throw new XunchaError('unknown-target', `名录中没有网站“${objectKey}”；请核对后重试。`)
  }
  const context = { sites, objectKey, now: ctx.clock.now() }
  const parsed = (await ctx.files.read('tables', { bytes, name }))
    .filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
    .map((table) => parseColumnRows(table, context))
  const faults = parsed.flatMap((table) => table.faults)
  if (faults.length > 0) {
    throw new XunchaError(
      'bad-input',
      `栏目文件“${name}”中有 ${faults.length} 处不合格，没有导入任何内容；请按明细修改后重试。`,
      {
        faults
      }
    )
  }
  const known = new Map<string, SiteColumn[]>()
  const events: NewEvent[] = []
  let [added, changed, unchanged] = [0, 0, 0]
  for (const { row: _row, ...given } of parsed.flatMap((table) => table.columns)) {
    const columns = known.get(given.objectKey) ?? store.siteColumns(given.objectKey)
    const before = sameColumn(columns, given.path)
    const column: SiteColumn = { ...given, id: before?.id ?? ctx.ids.next(), inspector: ctx.author() }
    // A second sheet may name the same column again: the later one counts.
    known.set(given.objectKey, [...columns.filter(({ id }) => id !== column.id), column])
    if (before === null) added += 1
    else if (isSame(before, column)) {
      unchanged += 1
      continue
    } else changed += 1
    events.push({ type: 'column.recorded', payload: column })
  }
  if (events.length > 0) store.append(events)
  return { rows: added + changed + unchanged, added, changed, unchanged, sites: known.size }
}

/** Same facts; who typed them does not make another column. */
function isSame(one: SiteColumn, other: SiteColumn): boolean {
  const { inspector: _one, ...facts } = one
  const { inspector: _other, ...others } = other
  return (Object.keys(facts) as (keyof typeof facts)[]).every((name) => facts[name] === others[name])
}
