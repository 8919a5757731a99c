import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { xlsxBytes } from '../support/registry-files.ts'

/** An archive of the given texts. */
export async function zipOf(entries: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return buffer(zip.outputStream)
}

/** The archive with another unpacked size in its directory for one entry. */
export function claimSize(archive: Uint8Array, entry: string, size: number): Uint8Array {
  const bytes = Buffer.from(archive)
  for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
    const name = bytes.subarray(at + 46, at + 46 + bytes.readUInt16LE(at + 28)).toString()
    if (name === entry) {
      bytes.writeUInt32LE(size, at + 24)
      return bytes
    }
  }
  throw new Error(`no entry ${entry}`)
}

/** A workbook of two cells, the second where `cell` says. */
export async function hugeSheet(cell: string): Promise<Uint8Array> {
  const { unzipped } = await unzip(await xlsxBytes([{ name: '网站', rows: [['x']] }]))
  const row = /\d+$/.exec(cell)?.[0] ?? '1'
  const sheet = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c></row><row r="${row}"><c r="${cell}"><v>1</v></c></row></sheetData></worksheet>`
  return zipOf({ ...unzipped, 'xl/worksheets/sheet1.xml': sheet })
}

async function unzip(archive: Uint8Array): Promise<{ unzipped: Record<string, string> }> {
  const { fromBufferPromise } = await import('yauzl')
  const zip = await fromBufferPromise(Buffer.from(archive))
  const unzipped: Record<string, string> = {}
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry)
    unzipped[entry.fileName] = (await buffer(stream)).toString()
  }
  return { unzipped }
}
