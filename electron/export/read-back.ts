import type { CellValue } from 'hucre/xlsx'
import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { readDocxText, type DocxText } from './docx-text.ts'
import { printedRows } from './notice-docx-table.ts'
import { annexSheet, problemSheet } from './notice-workbooks.ts'
import { cellText, rateValue, readWorkbook, type SheetCell, type SheetSpec } from './workbook.ts'

/** Compares 附件.xlsx as it stands with the model: a sentence for every cell that differs. */
export async function compareAnnexes(model: NoticeModel, bytes: Uint8Array): Promise<string[]> {
  return compareWorkbook('附件.xlsx', model.tables.map(annexSheet), bytes)
}

/** Compares 问题清单.xlsx as it stands with the model. */
export async function compareProblemList(model: NoticeModel, bytes: Uint8Array): Promise<string[]> {
  return compareWorkbook('问题清单.xlsx', [problemSheet(model)], bytes)
}

/** All files of a notice as they stand, against the model. */
export async function readBackNotice(model: NoticeModel, files: ReadonlyMap<string, Uint8Array>): Promise<string[]> {
  const bytes = (name: string): Uint8Array => files.get(name) ?? new Uint8Array()
  return [
    ...(await compareAnnexes(model, bytes('附件.xlsx'))),
    ...(await compareProblemList(model, bytes('问题清单.xlsx'))),
    ...(await compareDocument(model, bytes('通报.docx'), files.get('通报模板.docx') ?? null))
  ]
}

async function compareWorkbook(file: string, specs: readonly SheetSpec[], bytes: Uint8Array): Promise<string[]> {
  const sheets = await readWorkbook(bytes).catch(() => null)
  if (sheets === null) return [`“${file}”打不开，可能已损坏；请重新导出通报。`]
  return specs.flatMap((spec) => {
    const rows = sheets.get(spec.name)
    return rows === undefined ? [`“${file}”缺少工作表“${spec.name}”。`] : compareSheet(file, spec, rows)
  })
}

function compareSheet(file: string, spec: SheetSpec, actual: readonly CellValue[][]): string[] {
  const where = `“${file}”的“${spec.name}”`
  const faults: string[] = []
  const labels = spec.columns.map((column) => column.label)
  if (String(actual[0]?.[0] ?? '') !== cellText(spec.title))
    faults.push(`${where}的标题是“${actual[0]?.[0] ?? ''}”，应为“${spec.title}”。`)
  const body = [...spec.rows, ...(spec.total === null ? [] : [spec.total])]
  const expected: (readonly SheetCell[])[] = [labels, ...body]
  expected.forEach((row, place) => {
    const found = actual[place + 1] ?? []
    row.forEach((value, column) => {
      const cell = found[column] ?? ''
      if (sameCell(cell, value, spec.columns[column]?.content === 'rate')) return
      const rowName = place === 0 ? '表头' : nameOf(row, place)
      faults.push(`${where}“${rowName}”行“${labels[column] ?? ''}”列是 ${shown(cell)}，notice.json 里是 ${shown(value)}。`)
    })
  })
  // After the rows only the note may stand.
  const rest = actual.slice(expected.length + 1).filter((row) => row.some((cell) => cell !== null && cell !== ''))
  const noted = rest.filter((row) => String(row[0] ?? '') !== cellText(spec.note ?? ''))
  if (noted.length > 0) faults.push(`${where}比 notice.json 多出 ${noted.length} 行。`)
  return faults
}

/** A row is named by its first words, or by its number. */
function nameOf(row: readonly SheetCell[], place: number): string {
  const texts = row.filter((cell) => typeof cell === 'string' && cell !== '')
  const words = texts.find((cell) => !/^\d+$/.test(String(cell))) ?? texts[0]
  return words === undefined ? `第 ${place}` : String(words).slice(0, 30)
}

function sameCell(actual: CellValue, expected: SheetCell, isRate: boolean): boolean {
  const rate = isRate && typeof expected === 'string' ? rateValue(expected) : null
  if (rate !== null) return typeof actual === 'number' && Math.abs(actual - rate) < 1e-9
  if (typeof expected === 'number') return actual === expected
  return String(actual ?? '') === cellText(expected)
}

function shown(cell: CellValue | SheetCell): string {
  if (cell === null || cell === '') return '空'
  return typeof cell === 'string' ? `“${cell.slice(0, 40)}”` : String(cell)
}

/**
 * Compares 通报.docx with the model. People finish the wording in Word, so words may differ; the title, every number of the
 * prose and every cell of the annexes may not.
 */
export async function compareDocument(
  model: NoticeModel,
  bytes: Uint8Array,
  template: Uint8Array | null = null
): Promise<string[]> {
  const document = await readDocxText(bytes).catch(() => null)
  if (document === null) return ['“通报.docx”打不开，可能已损坏；请重新导出通报。']
  if (template !== null) return compareTemplated(model, document, template)
  const title = cellText(model.title)
  const hasTitle = document.paragraphs.some((text) => text.replaceAll('\n', '') === title)
  return [
    ...(hasTitle ? [] : [`“通报.docx”里找不到标题“${model.title}”。`]),
    ...compareProse(
      model.paragraphs.map(({ text }) => text),
      document
    ),
    ...compareDocxTables(model, document)
  ]
}

/** What the template makes of the model now, against what stands in the document: numbers of the prose and cells of all tables. */
async function compareTemplated(model: NoticeModel, document: DocxText, template: Uint8Array): Promise<string[]> {
  const { fillWordTemplate } = await import('./template-fill.ts')
  try {
    const filled = await fillWordTemplate(model, { bytes: template, file: '通报模板.docx' }, new Date(0))
    const expected = await readDocxText(filled)
    return [...compareProse(expected.paragraphs, document), ...compareTemplatedTables(expected, document)]
  } catch (error) {
    if (error instanceof XunchaError) return [error.message]
    throw error
  }
}

function compareTemplatedTables(expected: DocxText, actual: DocxText): string[] {
  if (actual.tables.length < expected.tables.length) {
    return [`“通报.docx”只有 ${actual.tables.length} 张表，按模板应有 ${expected.tables.length} 张。`]
  }
  return expected.tables.flatMap((rows, index) => {
    const written = actual.tables[index] ?? []
    const where = `“通报.docx”的第 ${index + 1} 张表`
    const faults = written.length === rows.length ? [] : [`${where}有 ${written.length} 行，应有 ${rows.length} 行。`]
    rows.forEach((row, place) => {
      row.forEach((value, column) => {
        const cell = written[place]?.[column] ?? ''
        if (cell.replace(/\s/g, '') === value.replace(/\s/g, '')) return
        faults.push(
          `${where}“${nameOf(row, place + 1)}”行第 ${column + 1} 格是 ${shown(cell)}，notice.json 里是 ${shown(value)}。`
        )
      })
    })
    return faults
  })
}

function compareProse(wanted: readonly string[], { paragraphs }: DocxText): string[] {
  const faults: string[] = []
  const actual = paragraphs.map((text) => text.replaceAll('\n', ''))
  const unused = new Set(actual)
  for (const text of wanted) {
    const expected = cellText(text).replaceAll('\n', '')
    if (unused.has(expected)) continue
    const nearest = closest(expected, [...unused])
    const numbers = numbersIn(expected)
    if (nearest === null) {
      if (numbers.length > 0) faults.push(`“通报.docx”里找不到“${expected.slice(0, 30)}…”这一段。`)
      continue
    }
    const written = numbersIn(nearest)
    numbers.forEach((number, place) => {
      if (written[place] === number || written.length !== numbers.length) return
      faults.push(`“通报.docx”的“${nearest.slice(0, 30)}…”这一段写的是 ${written[place] ?? '空'}，notice.json 里是 ${number}。`)
    })
    const missing = numbers.filter((number) => !written.includes(number))
    if (written.length !== numbers.length && missing.length > 0) {
      faults.push(`“通报.docx”的“${nearest.slice(0, 30)}…”这一段缺少数字 ${missing.join('、')}。`)
    }
  }
  return faults
}

function numbersIn(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?%?/g) ?? []
}

/** The paragraph that shares most two-character pieces with the text; null when none shares half. */
function closest(text: string, candidates: readonly string[]): string | null {
  const pieces = (words: string): Set<string> =>
    new Set(Array.from({ length: words.length - 1 }, (_, at) => words.slice(at, at + 2)))
  const wanted = pieces(text)
  let best: string | null = null
  let most = wanted.size / 2
  for (const candidate of candidates) {
    const shared = [...pieces(candidate)].filter((piece) => wanted.has(piece)).length
    if (shared > most) [best, most] = [candidate, shared]
  }
  return best
}

function compareDocxTables(model: NoticeModel, { tables }: DocxText): string[] {
  const printed = model.tables.filter((table) => table.rows.length <= printedRows)
  if (tables.length < printed.length) return [`“通报.docx”只有 ${tables.length} 张附表，notice.json 里有 ${printed.length} 张。`]
  // The annexes are the last tables: a person may have put one of their own before them.
  const mine = tables.slice(tables.length - printed.length)
  return printed.flatMap((table, index) => {
    const where = `“通报.docx”的${table.label}`
    const labels = table.columns.map((column) => column.label)
    const rows: (readonly SheetCell[])[] = [labels, ...table.rows]
    if (table.rows.length === 0) rows.push(['无'])
    if (table.total !== null) rows.push(table.total[1] === '' ? [table.total[0] ?? '', ...table.total.slice(2)] : table.total)
    const actual = mine[index] ?? []
    const faults: string[] = []
    if (actual.length !== rows.length) faults.push(`${where}有 ${actual.length} 行，应有 ${rows.length} 行。`)
    rows.forEach((row, place) => {
      // The total row's first cell spans two columns.
      const shift = labels.length - row.length
      row.forEach((value, column) => {
        const expected = cellText(String(value)).replaceAll('\n', '')
        const cell = (actual[place]?.[column] ?? '').replaceAll('\n', '')
        if (cell === expected) return
        const rowName = place === 0 ? '表头' : nameOf(row, place)
        const label = labels[column === 0 ? 0 : column + shift] ?? ''
        faults.push(`${where}“${rowName}”行“${label}”列是 ${shown(cell)}，notice.json 里是 ${shown(expected)}。`)
      })
    })
    return faults
  })
}
