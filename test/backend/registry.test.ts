import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { writeXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { accountRow, csv, header, importFile, numbers, openBackend, siteRow } from './support.ts'

async function refusal(work: Promise<unknown>): Promise<XunchaError> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (error instanceof XunchaError) return error
  throw new Error(`not refused: ${String(error)}`)
}

describe('registry.preview and registry.commit', () => {
  it('writes nothing before the commit, then everything, and keeps the history', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(temporaryFolder())
    const file = csv(dir, '名录.csv', [siteRow(2, '芜湖市'), siteRow(1), accountRow(1)])
    const empty = await test.call('state.hash', {})
    const preview = await test.call('registry.preview', { sources: [{ path: file }] })
    expect(preview).toMatchObject({ sites: 2, accounts: 1, canCommit: true })
    expect(preview.changes.map(({ op }) => op)).toEqual(['added', 'added', 'added'])
    expect(await test.call('state.hash', {})).toEqual(empty)

    const done = await test.call('registry.commit', { previewId: preview.previewId, acceptValid: false })
    expect(done).toMatchObject({ sites: 2, accounts: 1 })
    const { objects } = await test.call('registry.list', { object: null })
    expect(objects.map(({ key }) => key)).toEqual(['site:3400000002', 'site:3400000001', 'account:微信:zh1'])
    expect((await test.call('registry.list', { object: 'account' })).objects).toHaveLength(1)
    const { imports } = await test.call('registry.imports', {})
    expect(imports).toMatchObject([{ importId: done.importId, files: [{ file: '名录.csv', rows: 3, added: 3, rejected: [] }] }])
    expect(JSON.stringify(imports)).not.toContain(dir)
  })

  it('tells added, changed, unchanged and closed apart, so that the rows add up', async () => {
    const test = await openBackend(temporaryFolder())
    const dir = temporaryFolder()
    await importFile(test, csv(dir, '一.csv', [...numbers(5).map((n) => siteRow(n)), accountRow(1)]))
    const second = csv(dir, '二.csv', [siteRow(1), siteRow(2, '芜湖市'), siteRow(3), siteRow(6)])
    const preview = await test.call('registry.preview', { sources: [{ path: second }] })
    expect(preview.files).toMatchObject([{ rows: 4, added: 1, changed: 1, unchanged: 2, closed: 2 }])
    expect(preview.changes.find(({ op }) => op === 'changed')?.differences).toEqual([
      { field: '地区', before: '合肥市', after: '芜湖市' }
    ])
    await test.call('registry.commit', { previewId: preview.previewId, acceptValid: false })
    const { objects } = await test.call('registry.list', { object: null })
    // The file lists sites only: the account stays as it is.
    expect(objects.filter(({ status }) => status === '已关停').map(({ siteCode }) => siteCode)).toEqual([
      '3400000004',
      '3400000005'
    ])
    expect(objects).toHaveLength(7)
  })

  it('imports the same file again without a change of state in the registry', async () => {
    const test = await openBackend(temporaryFolder())
    const file = csv(
      temporaryFolder(),
      '名录.csv',
      numbers(3).map((n) => siteRow(n))
    )
    await importFile(test, file)
    const before = await test.call('registry.list', { object: null })
    expect((await importFile(test, file)).files).toMatchObject([{ added: 0, changed: 0, unchanged: 3, closed: 0 }])
    expect(await test.call('registry.list', { object: null })).toEqual(before)
    expect((await test.call('registry.imports', {})).imports).toHaveLength(2)
  })

  it('reads GB18030, UTF-8 with BOM and .xlsx to the same objects', async () => {
    const dir = temporaryFolder()
    const rows = numbers(3).map((n) => siteRow(n))
    const text = [header, ...rows].join('\r\n')
    const gb = join(dir, 'gb.csv')
    writeFileSync(gb, iconv.encode(text, 'gb18030'))
    const bom = join(dir, 'bom.csv')
    writeFileSync(bom, `\uFEFF${text}`)
    const xlsx = join(dir, '名录.xlsx')
    const cells = [header, ...rows].map((line) => line.split(','))
    writeFileSync(xlsx, await writeXlsx({ sheets: [{ name: '名录', rows: cells }] }))
    const read = []
    for (const path of [gb, bom, xlsx]) {
      const test = await openBackend(temporaryFolder())
      await importFile(test, path)
      read.push((await test.call('registry.list', { object: null })).objects)
    }
    expect(read[0]).toHaveLength(3)
    expect(read[1]).toEqual(read[0])
    expect(read[2]).toEqual(read[0])
  })

  it('takes several files as one import', async () => {
    const test = await openBackend(temporaryFolder())
    const dir = temporaryFolder()
    const sources = [
      { path: csv(dir, '合肥.csv', [siteRow(1)]) },
      { path: csv(dir, '芜湖.csv', [siteRow(2, '芜湖市'), siteRow(1)]) }
    ]
    const preview = await test.call('registry.preview', { sources })
    expect(preview.files).toMatchObject([
      { file: '合肥.csv', added: 1 },
      { file: '芜湖.csv', added: 1, rejected: [{ row: 3 }] }
    ])
    expect(preview.canCommit).toBe(false)
  })

  it('refuses rejected rows, and takes the good ones when told to', async () => {
    const test = await openBackend(temporaryFolder())
    const bad = siteRow(2).replace('3400000002', '')
    const file = csv(temporaryFolder(), '名录.csv', [
      siteRow(1),
      bad,
      siteRow(3).replace('http://site3.example.com/', '没有'),
      siteRow(1)
    ])
    const before = await test.call('state.hash', {})
    const refused = await refusal(importFile(test, file))
    expect(refused.code).toBe('registry-rejected')
    expect(refused.faults.map(({ row, column }) => [row, column])).toEqual([
      [3, '网站标识码'],
      [4, '网址'],
      [5, '网站标识码']
    ])
    expect(await test.call('state.hash', {})).toEqual(before)
    const done = await importFile(test, file, true)
    expect(done.files).toMatchObject([{ rows: 4, added: 1 }])
    expect(done.files[0]?.rejected).toHaveLength(3)
    expect((await test.call('registry.imports', {})).imports[0]?.acceptedValid).toBe(true)
  })

  it('refuses to import when not one row is good, whatever is accepted', async () => {
    const test = await openBackend(temporaryFolder())
    const dir = temporaryFolder()
    await importFile(test, csv(dir, '名录.csv', [siteRow(1)]))
    const before = await test.call('state.hash', {})
    const file = csv(dir, '坏.csv', [siteRow(2).replace('3400000002', '1')])
    expect((await refusal(importFile(test, file, true))).code).toBe('registry-rejected')
    expect(await test.call('state.hash', {})).toEqual(before)
  })

  it('lets a preview expire when the registry changed since, when it is old, and when it was discarded', async () => {
    const dir = temporaryFolder()
    let late = 0
    const clock = { now: () => new Date(Date.parse('2023-09-25T00:00:00Z') + late).toISOString() }
    const test = await openBackend(temporaryFolder(), { clock })
    const preview = async (name: string, row: string) =>
      test.call('registry.preview', { sources: [{ path: csv(dir, name, [row]) }] })
    const first = await preview('一.csv', siteRow(1))
    const second = await preview('二.csv', siteRow(2))
    await test.call('registry.commit', { previewId: first.previewId, acceptValid: false })
    const commit = (previewId: string) => test.call('registry.commit', { previewId, acceptValid: false })
    expect((await refusal(commit(second.previewId))).message).toContain('失效')
    const third = await preview('三.csv', siteRow(3))
    late = 31 * 60_000
    expect((await refusal(commit(third.previewId))).message).toContain('失效')
    const fourth = await preview('四.csv', siteRow(4))
    await test.call('registry.discard', { previewId: fourth.previewId })
    expect((await refusal(commit(fourth.previewId))).message).toContain('失效')
  })
})

describe('bad registry files', () => {
  const dir = temporaryFolder
  const write = (name: string, content: string | Uint8Array): string => {
    const file = join(dir(), name)
    writeFileSync(file, content)
    return file
  }
  const protectedBytes = (): Uint8Array => {
    // The head of the container that an encrypted workbook has, and the name of its stream.
    const bytes = Buffer.alloc(4096)
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
    Buffer.from('EncryptedPackage', 'utf16le').copy(bytes, 1024)
    return bytes
  }
  const cases: [string, string, () => string | Promise<string>][] = [
    ['without the needed columns', 'bad-file', () => write('缺列.csv', '名称,地区\n甲,合肥市\n')],
    ['empty', 'file-empty', () => write('空.csv', '')],
    ['with a header only', 'file-empty', () => csv(dir(), '只有表头.csv', [])],
    [
      'in an encoding that cannot be read',
      'bad-file',
      () => write('乱码.csv', Buffer.from([0xff, 0xfe, 0xff, 0xff, 0x80, 0x81, 0xff]))
    ],
    [
      'over 50 MB',
      'file-too-large',
      () => {
        const file = write('大.csv', header)
        truncateSync(file, 51 * 1024 * 1024)
        return file
      }
    ],
    ['protected by a password', 'file-protected', () => write('加密.xlsx', protectedBytes())],
    [
      'damaged',
      'bad-file',
      async () => {
        const whole = await writeXlsx({ sheets: [{ name: '名录', rows: [header.split(',')] }] })
        return write('损坏.xlsx', whole.subarray(0, whole.length - 200))
      }
    ],
    ['that is no table', 'bad-file', () => write('图.xlsx', Buffer.from('89504e470d0a1a0a', 'hex'))],
    ['that is not there', 'bad-file', () => join(dir(), '没有.csv')],
    ['that is a folder', 'bad-file', () => dir()]
  ]
  it.each(cases)('%s: one Chinese sentence, nothing written', async (_, code, make) => {
    const test = await openBackend(temporaryFolder())
    const path = await make()
    const before = await test.call('workspace.info', {})
    const refused = await refusal(test.call('registry.preview', { sources: [{ path }] }))
    expect([refused.code, refused.message]).toEqual([code, refused.message])
    expect(refused.message).toMatch(/[\u4e00-\u9fff]/)
    expect(refused.message).not.toContain('程序内部出错')
    expect(await test.call('workspace.info', {})).toEqual(before)
  })
})
