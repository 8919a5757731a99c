import { CsvError, parse } from 'csv-parse/sync'
import type { RawTable } from '../domain/registry-rows.ts'
import { XunchaError } from '../domain/errors.ts'
import { decodeText } from './decode-text.ts'
import { cellLimit, tooManyCells } from './table-limits.ts'

export function readCsv(bytes: Uint8Array, file: string): RawTable {
  const text = decodeText(bytes, file)
  refuseStorm(text, file)
  return { file, sheet: null, rows: records(text, file), firstRow: 1 }
}

/** Cells are counted before they are made: millions of them are quicker refused than parsed. Quoted marks count too, so twice the limit. */
function refuseStorm(text: string, file: string): void {
  let cells = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 0x2c || code === 0x0a || code === 0x09 || code === 0x3b || code === 0x0d) cells += 1
  }
  if (cells > cellLimit * 2) throw tooManyCells(file)
}

function records(text: string, file: string): string[][] {
  try {
    // Blank lines are kept and rows may be uneven: a row's number must be the one a spreadsheet shows.
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000
    })
    return rows
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause
    const line = typeof cause['lines'] === 'number' ? cause['lines'] : null
    const where = line === null ? '' : `第 ${line} 行附近`
    throw new XunchaError('bad-file', `文件“${file}”${where}的引号不成对，不能分出各列；请在表格软件中打开核对后另存再导入。`, {
      cause,
      faults: [{ file, ...(line === null ? {} : { row: line }), reason: '引号不成对' }]
    })
  }
}

/** Spreadsheets also save "CSV" with tabs or semicolons; the one that stands most often in the first lines is it. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 20_000).split(/\r?\n/).slice(0, 20).join('\n')
  let best = ','
  for (const candidate of [',', '\t', ';']) if (head.split(candidate).length > head.split(best).length) best = candidate
  return best
}
