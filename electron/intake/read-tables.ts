import { XunchaError } from '../domain/errors.ts'
import type { RawTable } from '../domain/registry-rows.ts'
import { cellLimit, textLimit, tooManyCells } from './table-limits.ts'

/** Largest file that is read, in bytes. */
export const tableFileLimit = 50 * 1024 * 1024

/**
 * Reads an .xlsx or .csv file into tables of text. What it is is told by its content, not its name. Throws `XunchaError`
 * (`file-too-large`, `file-empty`, `file-protected`, `bad-file`), each with the sentence to show.
 */
export async function readTables(bytes: Uint8Array, fileName: string): Promise<RawTable[]> {
  if (bytes.byteLength === 0) throw empty(fileName)
  if (bytes.byteLength > tableFileLimit) {
    const size = Math.ceil(bytes.byteLength / 1024 / 1024)
    throw new XunchaError(
      'file-too-large',
      `文件“${fileName}”有 ${size} MB，超过 50 MB；请删去多余的工作表和图片，或分成几个文件导入。`
    )
  }
  const tables = await readByContent(bytes, fileName)
  refuseTooMuch(tables, fileName)
  if (!tables.some((table) => table.rows.some((row) => row.some((cell) => cell.trim() !== '')))) throw empty(fileName)
  return tables
}

function refuseTooMuch(tables: readonly RawTable[], file: string): void {
  let [cells, characters] = [0, 0]
  for (const { rows } of tables) {
    for (const row of rows) {
      cells += row.length
      for (const cell of row) characters += cell.length
      if (cells > cellLimit || characters > textLimit) throw tooManyCells(file)
    }
  }
}

async function readByContent(bytes: Uint8Array, file: string): Promise<RawTable[]> {
  if (startsWith(bytes, [0x50, 0x4b])) return (await import('./read-xlsx.ts')).readXlsxTables(bytes, file)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oleFault(bytes, file)
  if (isOtherFormat(bytes)) throw new XunchaError('bad-file', `文件“${file}”不是表格；请选择 .xlsx 或 .csv 文件。`)
  return [(await import('./read-csv.ts')).readCsv(bytes, file)]
}

function empty(file: string): XunchaError {
  return new XunchaError('file-empty', `文件“${file}”是空的；请选择有内容的 .xlsx 或 .csv 文件。`)
}

/** Encrypted .xlsx and the old .xls use the same container; only the first holds a stream named EncryptedPackage. */
function oleFault(bytes: Uint8Array, file: string): XunchaError {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new XunchaError('file-protected', `文件“${file}”设有打开密码；请在表格软件中取消密码并另存后再导入。`)
  }
  return new XunchaError('bad-file', `文件“${file}”是旧版 .xls 或其他格式；请在表格软件中另存为 .xlsx 后再导入。`)
}

const otherFormats: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x37, 0x7a, 0xbc, 0xaf], // 7-Zip
  [0x1f, 0x8b], // gzip
  [0x4d, 0x5a], // Windows program
  [0x7f, 0x45, 0x4c, 0x46], // Linux program
  [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65] // SQLite
]

function isOtherFormat(bytes: Uint8Array): boolean {
  if (otherFormats.some((signature) => startsWith(bytes, signature))) return true
  // Old "Excel" downloads that are really a web page: the tables in it are no CSV.
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300)).trimStart().toLowerCase()
  return /^(?:\u00ef\u00bb\u00bf)?(?:<!doctype|<html|<\?xml|<table)/.test(head)
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
