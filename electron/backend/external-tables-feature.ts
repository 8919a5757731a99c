import type { StoredDocument } from '../../db/store-types.ts'
import type { externalTableProcedures } from '../contract/external-tables.ts'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import { readSheet, typeRows, type CellFault, type ReadSheet } from '../domain/external-read.ts'
import { externalRowLimit, externalTableSchema, type ExternalTable } from '../domain/external-table.ts'
import type { RawTable } from '../domain/table-header.ts'
import type { BackendContext, Feature } from './context.ts'
import { readSource } from './read-sources.ts'
import { sha256 } from './sha256.ts'
import type { Uploads } from './uploads-feature.ts'

/** Files kept between preview and save; the oldest goes when another is read. */
const keptPreviews = 4

interface Preview {
  tables: RawTable[]
  sha256: string
  /** The sheet last looked at: what `save` takes. */
  sheet: ReadSheet
}

export function externalTablesFeature(ctx: BackendContext, uploads: Uploads): Feature<keyof typeof externalTableProcedures> {
  const previews = new Map<string, Preview>()

  function known(previewId: string): Preview {
    const found = previews.get(previewId)
    if (found === undefined) throw new XunchaError('bad-input', '这次预览已失效；请重新选择文件。')
    return found
  }

  async function tablesOf(source: Input<'externals.preview'>['source']): Promise<Omit<Preview, 'sheet'> & { id: string }> {
    if ('previewId' in source) return { ...known(source.previewId), id: source.previewId }
    const { name, bytes } = await readSource(source, uploads)
    const tables = (await ctx.files.read('tables', { bytes, name })).filter((table) =>
      table.rows.some((row) => row.some((cell) => cell !== ''))
    )
    return { tables, sha256: sha256(bytes), id: ctx.ids.next() }
  }

  async function preview({ source, sheet, headerRow }: Input<'externals.preview'>): Promise<Output<'externals.preview'>> {
    const { id, tables, sha256: hash } = await tablesOf(source)
    const read = chooseSheet(tables, sheet ?? null, headerRow ?? null)
    for (const oldest of [...previews.keys()].slice(0, Math.max(0, previews.size - keptPreviews + 1))) {
      if (oldest !== id) previews.delete(oldest)
    }
    previews.set(id, { tables, sha256: hash, sheet: read })
    const { faults, disagreements } = typeRows(
      read,
      read.columns.map((column, from) => ({ ...column, id: `c${from + 1}`, from }))
    )
    const sheets = tables.flatMap((table) => table.sheet ?? [])
    return { previewId: id, sheets, sheet: read, faults, disagreements }
  }

  function save(request: Input<'externals.save'>): Output<'externals.save'> {
    const { sheet, sha256: hash } = known(request.previewId)
    const table = tableOf(request, sheet, hash)
    ctx.store.append([
      { type: 'office.document-saved', payload: { kind: 'external-table', id: table.id, title: table.title, content: table } }
    ])
    ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
    previews.delete(request.previewId)
    return { table: summary(documentOf(ctx, table.id)) }
  }

  return {
    handlers: {
      'externals.preview': preview,
      'externals.save': save,
      'externals.list': () => ({ tables: ctx.store.documents('external-table').map(summary) }),
      'externals.get': ({ id }) => ({ table: parse(documentOf(ctx, id)) }),
      'externals.remove': ({ id }) => {
        documentOf(ctx, id)
        ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'external-table', id } }])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        return {}
      }
    }
  }
}

/** The office's tables of these ids, in that order. Throws `bad-input` naming the one that is not there. */
export function externalRows(ctx: Pick<BackendContext, 'store'>, ids: readonly string[]): ExternalTable[] {
  return ids.map((id) => parse(documentOf(ctx, id)))
}

function documentOf({ store }: Pick<BackendContext, 'store'>, id: string): StoredDocument {
  const document = store.document('external-table', id)
  if (document !== null) return document
  throw new XunchaError('bad-input', `没有编号为“${id}”的外部数据表；请先导入，或换一个编号。`)
}

function parse({ content, title }: StoredDocument): ExternalTable {
  const parsed = externalTableSchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new XunchaError('internal', `外部数据表“${title}”的内容不能识别；请重新导入这张表。`, { cause: parsed.error })
}

function summary(document: StoredDocument): Output<'externals.save'>['table'] {
  const { id, title, period, source, columns, disagreements, rows } = parse(document)
  return { id, title, period, source, columns, disagreements, rows: rows.length, time: document.time, author: document.author }
}

/** The sheet asked for, else the first that has a header. */
function chooseSheet(tables: readonly RawTable[], sheet: string | null, headerRow: number | null): ReadSheet {
  const [first] = tables
  const file = first?.file ?? ''
  const candidates = sheet === null ? tables : tables.filter((table) => table.sheet === sheet)
  if (candidates.length === 0) throw new XunchaError('bad-input', `文件“${file}”里没有名为“${sheet ?? ''}”的工作表。`)
  for (const table of candidates) {
    const read = readSheet(table, headerRow)
    if (read === null || read.rows.length === 0) continue
    if (read.rows.length <= externalRowLimit) return read
    throw new XunchaError(
      'file-too-large',
      `文件“${file}”的表有 ${read.rows.length} 行，外部数据表最多 ${externalRowLimit} 行；请只留通报要用的行。`
    )
  }
  throw new XunchaError(
    'bad-file',
    headerRow === null
      ? `文件“${file}”里没有找到表头；表头应是一行各列的名称，下面至少有一行数据。`
      : `文件“${file}”的第 ${headerRow} 行不是表头，或下面没有数据；请另选一行。`
  )
}

function tableOf(request: Input<'externals.save'>, sheet: ReadSheet, hash: string): ExternalTable {
  const { title, period, columns } = request
  const id = request.id.trim()
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,79}$/u.test(id)) {
    throw new XunchaError('bad-input', `编号“${id}”不能用；请用文字、字母、数字和 - _ . 组成，不超过 80 个字。`)
  }
  if (title.trim() === '') throw new XunchaError('bad-input', '请给外部数据表写一个名称。')
  const ids = new Set<string>()
  for (const column of columns) {
    if (ids.has(column.id)) throw new XunchaError('bad-input', `有两列都对应 ${column.id}；一列只能对应一次，请改正后再保存。`)
    ids.add(column.id)
    if (sheet.columns[column.from] === undefined) {
      throw new XunchaError('bad-input', `文件“${sheet.file}”没有第 ${column.from + 1} 列；请重新选择文件。`)
    }
  }
  const { rows, faults, disagreements } = typeRows(sheet, columns)
  if (faults.length > 0) throw refusal('里有不合规定的内容', faults)
  if (disagreements.length > 0 && !request.acceptTotals) throw refusal('的合计与各行对不上', disagreements)
  return {
    id,
    title: title.trim(),
    period: period.trim(),
    source: { file: sheet.file, sheet: sheet.sheet, sha256: hash },
    columns: columns.map(({ from: _from, ...column }) => column),
    rows,
    notes: sheet.notes,
    disagreements: disagreements.map(sentence)
  }
}

const sentence = ({ row, column, reason }: CellFault): string => `第 ${row} 行“${column}”${reason}`

function refusal(what: string, faults: readonly CellFault[]): XunchaError {
  const [first] = faults
  const more = faults.length > 1 ? `，另有 ${faults.length - 1} 处` : ''
  return new XunchaError(
    'bad-input',
    `文件“${first?.file}”${what}：${first === undefined ? '' : sentence(first)}${more}。请在文件中改正后重新导入，没有保存任何内容。`,
    { faults }
  )
}
