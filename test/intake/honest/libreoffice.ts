import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { photo } from '../../support/photos.ts'
import { siteRows } from '../../support/registry-files.ts'
import type { HonestWorkbook } from './workbooks.ts'

const run = promisify(execFile)

/** Workbooks written by LibreOffice from flat files of ours, with styles, merged titles and a picture. null: it is not on this machine. */
export async function libreOfficeWorkbooks(dir: string, count: number): Promise<HonestWorkbook[] | null> {
  const [given, made] = [join(dir, '平面'), join(dir, '转换')]
  mkdirSync(given)
  const picture = (await photo('png', { width: 320, height: 200 })).toString('base64')
  const sizes = Array.from({ length: count }, (_, index) => (index === 0 ? 3000 : 3 + index * 7))
  for (const [index, sites] of sizes.entries()) {
    writeFileSync(join(given, `表${index}.fods`), flatSheet(siteRows(sites), index % 3 === 0 ? picture : null, index))
  }
  const names = sizes.map((_, index) => join(given, `表${index}.fods`))
  const profile = `-env:UserInstallation=file://${join(dir, 'profile')}`
  try {
    await run('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', made, ...names], { timeout: 280_000 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  if (readdirSync(made).length !== count) throw new Error('LibreOffice has not converted all')
  return sizes.map((sites, index) => ({
    name: `LibreOffice ${index}`,
    bytes: readFileSync(join(made, `表${index}.xlsx`)),
    sites
  }))
}

function flatSheet(rows: readonly string[][], picture: string | null, index: number): string {
  const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  const cells = (row: readonly string[], style: string): string =>
    row
      .map(
        (text) =>
          `<table:table-cell table:style-name="${style}" office:value-type="string"><text:p>${escape(text)}</text:p></table:table-cell>`
      )
      .join('')
  const [header = [], ...body] = rows
  const frame =
    picture === null
      ? ''
      : `<table:shapes><draw:frame svg:width="4cm" svg:height="3cm" svg:x="20cm" svg:y="1cm"><draw:image><office:binary-data>${picture}</office:binary-data></draw:image></draw:frame></table:shapes>`
  const styles = Array.from(
    { length: 1 + (index % 5) },
    (_, number) =>
      `<style:style style:name="c${number}" style:family="table-cell"><style:table-cell-properties fo:background-color="#${String(100_000 + number * 111_111).slice(0, 6)}"/><style:text-properties fo:font-weight="bold" style:font-name-asian="仿宋"/></style:style>`
  ).join('')
  const title =
    index % 2 === 0
      ? `<table:table-row><table:table-cell table:number-columns-spanned="${header.length}" office:value-type="string"><text:p>政府网站名录</text:p></table:table-cell></table:table-row>`
      : ''
  const lines = body.map((row, number) => `<table:table-row>${cells(row, `c${number % (1 + (index % 5))}`)}</table:table-row>`)
  return `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="网站">${frame}${title}<table:table-row>${cells(header, 'c0')}</table:table-row>${lines.join('')}</table:table></office:spreadsheet></office:body></office:document>`
}
