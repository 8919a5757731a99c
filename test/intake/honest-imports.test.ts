import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend, openBatch, resourcesDir, type TestBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { photo, withExif } from '../support/photos.ts'
import { csvBytes, siteRows, xlsxBytes, type CsvEncoding } from '../support/registry-files.ts'
import { upload } from './hostile/doors.ts'
import { libreOfficeWorkbooks } from './honest/libreoffice.ts'
import { dressedWorkbooks, packedWorkbooks, type HonestWorkbook } from './honest/workbooks.ts'

/** Two hundred files take some minutes; a share of them runs by default. */
const isWhole = process.env['XUNCHA_WHOLE_IMPORTS'] === '1'

interface Desk {
  test: TestBackend
  dir: string
}

async function desk(): Promise<Desk> {
  const dir = temporaryFolder()
  return { test: await openBackend(join(dir, '工作区')), dir }
}

/** The sites that a preview finds in the file. Throws the refusal. */
async function sitesIn({ test, dir }: Desk, { name, bytes }: Pick<HonestWorkbook, 'name' | 'bytes'>): Promise<number> {
  const path = join(dir, `${name}.xlsx`)
  writeFileSync(path, bytes)
  const { previewId, sites, files } = await test.call('registry.preview', { sources: [{ path }] })
  expect(files.flatMap(({ rejected }) => rejected)).toEqual([])
  await test.call('registry.discard', { previewId })
  return sites
}

async function workbooks(dir: string): Promise<{ all: HonestWorkbook[]; libreOffice: number | null }> {
  const converted = await libreOfficeWorkbooks(dir, isWhole ? 50 : 8)
  const all = [
    ...(await packedWorkbooks(isWhole ? [1, 3, 50, 400, 2000] : [3])),
    ...(await dressedWorkbooks(isWhole ? 40 : 6)),
    ...(converted ?? []),
    { name: '20,000 rows', bytes: await xlsxBytes([{ name: '网站', rows: siteRows(20_000) }]), sites: 20_000 }
  ]
  if (isWhole)
    all.push({ name: '100,000 rows', bytes: await xlsxBytes([{ name: '网站', rows: siteRows(100_000) }]), sites: 100_000 })
  return { all, libreOffice: converted?.length ?? null }
}

describe('imports of honest files', () => {
  it('refuse none of the workbooks that the usual programs write', async () => {
    const at = await desk()
    const { all, libreOffice } = await workbooks(at.dir)
    const refused: string[] = []
    for (const workbook of all) {
      const found = await sitesIn(at, workbook).catch((error: unknown) => String(error))
      if (found !== workbook.sites) refused.push(`${workbook.name}: ${found}`)
    }
    console.log(
      `honest workbooks: ${all.length} read, LibreOffice: ${libreOffice ?? 'not shown'}${isWhole ? '' : ' (a share; XUNCHA_WHOLE_IMPORTS=1 reads all)'}`
    )
    expect(refused).toEqual([])
  })

  it('refuse none of the other files', async () => {
    const { test, dir } = await desk()
    const batchId = await openBatch(test, dir, 2)
    const { targets } = await test.call('batches.targets', { batchId })
    const objectKey = targets[0]?.objectKey ?? ''
    let read = 0
    const file = (name: string, bytes: Uint8Array): string => {
      read += 1
      const path = join(dir, name)
      writeFileSync(path, bytes)
      return path
    }
    for (const encoding of ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le-bom'] satisfies CsvEncoding[]) {
      const path = file(`${encoding}.csv`, csvBytes(siteRows(9), encoding))
      expect((await test.call('registry.preview', { sources: [{ path }] })).sites, encoding).toBe(9)
    }
    for (const name of readdirSync(join(resourcesDir, 'calendars'))) {
      for (const [style, text] of Object.entries(writings(readFileSync(join(resourcesDir, 'calendars', name), 'utf8')))) {
        const { year } = await test.call('calendars.preview', { source: { path: file(`${style}-${name}`, text) } })
        expect(`${year}.json`, style).toBe(name)
      }
    }
    for (const name of readdirSync(join(resourcesDir, 'terms')).filter((each) => each.endsWith('.json'))) {
      for (const [style, text] of Object.entries(writings(readFileSync(join(resourcesDir, 'terms', name), 'utf8')))) {
        const { terms } = await test.call('wordPacks.preview', { source: { path: file(`${style}-${name}`, text) } })
        expect(terms.length, style).toBeGreaterThan(10)
      }
    }
    for (const profile of ['anhui', 'xianning', 'jieyang', 'beijing', 'huangshi', 'default']) {
      const { path } = await test.call('templates.starter', { profile, outFile: join(dir, `${profile}.docx`) })
      read += 1
      const { template } = await test.call('templates.import', { source: { path }, id: null, title: null, profile })
      expect(template.file).toBe(`${profile}.docx`)
    }
    const jpg = await photo('jpg', { width: 4000, height: 3000 })
    for (const [name, bytes] of [
      ['照片.jpg', withExif(jpg, { taken: '2023:09:25 08:15:00' })],
      ['图.png', await photo('png')],
      ['图.webp', await photo('webp')]
    ] as const) {
      const evidence = await test.call('evidence.addFile', {
        batchId,
        objectKey,
        uploadId: await upload(test, file(name, bytes))
      })
      expect(evidence.title).toBe(name)
    }
    console.log(`honest files of other kinds: ${read} read`)
  })
})

/** The same JSON as different programs save it. */
function writings(text: string): Record<string, Buffer> {
  const value: unknown = JSON.parse(text)
  const escaped = JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
  return {
    shipped: Buffer.from(text),
    minified: Buffer.from(JSON.stringify(value)),
    marked: Buffer.from(`\ufeff${text}`),
    windows: Buffer.from(text.replaceAll('\n', '\r\n')),
    escaped: Buffer.from(escaped)
  }
}
