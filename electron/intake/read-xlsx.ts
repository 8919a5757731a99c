import { HucreError } from 'hucre'
import { readXlsx, type CellValue } from 'hucre/xlsx'
import type { RawTable } from '../domain/registry-rows.ts'
import { XunchaError, type ErrorCode } from '../domain/errors.ts'
import { unzip } from '../zip/unzip.ts'
import { ZipFault, type ZipFaultKind } from '../zip/zip-fault.ts'

/** What a workbook may unpack to. A registry of 100,000 rows unpacks to about 60 MB. */
const workbookLimits = { entries: 2000, bytes: 200 * 1024 * 1024 }
const rowLimit = 300_000
const columnLimit = 200

/** Tables of the visible sheets of an .xlsx workbook, every cell as text. */
export async function readXlsxTables(bytes: Uint8Array, file: string): Promise<RawTable[]> {
  checkContainer(bytes, file)
  const workbook = await read(bytes, file)
  return workbook.map(({ name, rows }) => {
    if (
      rows.length > rowLimit ||
      rows.some((row) => row.length > columnLimit && row.some((cell, at) => at >= columnLimit && cell !== null))
    ) {
      throw tooLarge(file)
    }
    return { file, sheet: name, rows: rows.map((row) => row.slice(0, columnLimit).map(cellAsText)), firstRow: 1 }
  })
}

async function read(bytes: Uint8Array, file: string): Promise<{ name: string; rows: CellValue[][] }[]> {
  try {
    const { sheets } = await readXlsx(bytes, { sheets: (sheet) => sheet.hidden !== true && sheet.veryHidden !== true })
    return sheets.map(({ name, rows }) => ({ name, rows }))
  } catch (cause) {
    if (cause instanceof HucreError && cause.message.includes('limit')) throw tooLarge(file, cause)
    // Whatever else the reader trips over is a fault of the file, including plain errors on nonsense inside.
    throw damaged(file, cause)
  }
}

/** Unpacks every part once, so that the reader behind it, which believes the directory, meets nothing but what was seen here. */
function checkContainer(bytes: Uint8Array, file: string): void {
  const names = new Set<string>()
  try {
    for (const { name, content } of unzip(bytes, workbookLimits)) {
      names.add(name)
      if (/\.(?:xml|rels|vml)$/i.test(name) && (content.includes('<!DOCTYPE') || content.includes('<!ENTITY'))) {
        throw new ZipFault('unsafe', name, '带有不允许的声明')
      }
    }
  } catch (cause) {
    if (!(cause instanceof ZipFault)) throw cause
    throw refused(file, cause)
  }
  if (names.has('xl/workbook.xml')) return
  const advice = names.has('xl/workbook.bin') ? '它是 .xlsb 工作簿，请另存为 .xlsx 后再导入。' : '请选择 .xlsx 或 .csv 文件。'
  throw new XunchaError('bad-file', `文件“${file}”不是 .xlsx 工作簿；${advice}`)
}

const refusals: Readonly<Record<ZipFaultKind, { code: ErrorCode; advice: string }>> = {
  damaged: { code: 'bad-file', advice: '请在表格软件中修复并另存，或重新取得这个文件' },
  unsafe: { code: 'bad-file', advice: '请在表格软件中打开核对后另存再导入' },
  bomb: { code: 'file-too-large', advice: '请重新取得这个文件，或在表格软件中另存再导入' },
  'too-large': { code: 'file-too-large', advice: '请删去多余的工作表和图片，或分成几个文件导入' },
  protected: { code: 'file-protected', advice: '请在表格软件中取消密码并另存后再导入' }
}

function refused(file: string, fault: ZipFault): XunchaError {
  const { code, advice } = refusals[fault.kind]
  return new XunchaError(code, `文件“${file}”${fault.words}，没有导入；${advice}。`, {
    cause: fault,
    faults: [{ file, reason: fault.words }]
  })
}

function damaged(file: string, cause?: unknown): XunchaError {
  return new XunchaError('bad-file', `文件“${file}”已损坏，不能打开；请在表格软件中修复并另存，或重新取得这个文件。`, { cause })
}

function tooLarge(file: string, cause?: unknown): XunchaError {
  return new XunchaError(
    'file-too-large',
    `文件“${file}”的内容过大（最多 30 万行、200 列）；请删去多余的行列和格式，或分成几个文件导入。`,
    {
      cause
    }
  )
}

function cellAsText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? '是' : '否'
  return dateText(value)
}

/** A code typed as a number must come back with all its digits; 15 digits are what a spreadsheet keeps. */
function numberText(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const rounded = Number(value.toPrecision(15))
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? BigInt(rounded).toString() : String(rounded)
}

/** Spreadsheet times have no zone: read as UTC by the library, shown as they stood in the cell. */
function dateText(value: Date): string {
  const iso = value.toISOString()
  const time = iso.slice(11, 19)
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time.replace(/:00$/, '')}`
}
