import { Buffer } from 'node:buffer'
import { encode } from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { parseRegistryFiles } from '../../electron/domain/registry-rows.ts'
import { readTables, tableFileLimit } from '../../electron/intake/read-tables.ts'
import { anhuiAccountRows, csvBytes, siteRows, xlsxBytes, type CsvEncoding } from '../support/registry-files.ts'
import { claimSize, hugeSheet, zipOf } from './workbook-bytes.ts'

async function refusal(bytes: Uint8Array, name = '名录.csv'): Promise<XunchaError> {
  const error: unknown = await readTables(bytes, name).then(
    () => new Error('was read'),
    (reason: unknown) => reason
  )
  if (!(error instanceof XunchaError)) throw error
  // One Chinese sentence that names the file and says what to do.
  expect(error.message).toMatch(/^文件“.*；.*。$/)
  return error
}

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes)

describe('readTables of .csv', () => {
  const rows = [
    ['名录'],
    ['名称', '网站标识码', '备注'],
    ['市政府“𠮷”网站', '0340100001', '第一行\n第二行'],
    [''],
    ['a,b', '"', '']
  ]

  it.each<CsvEncoding>(['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le-bom'])('reads %s', async (encoding) => {
    const tables = await readTables(csvBytes(rows, encoding), '名录.csv')
    expect(tables).toEqual([{ file: '名录.csv', sheet: null, rows, firstRow: 1 }])
  })

  it('reads characters that only the 2022 table of GB18030 knows', async () => {
    // 0xA6D9 is U+FE10 there; the older table has a private-use character.
    const bytes = Buffer.concat([encode('名称,', 'gb18030'), bytesOf(0xa6, 0xd9)])
    expect((await readTables(bytes, 'a.csv'))[0]?.rows).toEqual([['名称', '\ufe10']])
  })

  it.each([
    ['tabs', '\t'],
    ['semicolons', ';']
  ])('reads tables separated by %s', async (_, mark) => {
    const text = [['名称', '地区'].join(mark), ['甲,乙', '丙'].join(mark)].join('\n')
    expect((await readTables(encode(text, 'utf-8'), 'a.csv'))[0]?.rows).toEqual([
      ['名称', '地区'],
      ['甲,乙', '丙']
    ])
  })

  it('tells what a file is by its content, not by its name', async () => {
    expect((await readTables(csvBytes(rows), '名录.xlsx'))[0]?.sheet).toBeNull()
    const workbook = await xlsxBytes([{ name: '网站', rows }])
    expect((await readTables(workbook, '名录.csv'))[0]?.sheet).toBe('网站')
  })

  it.each([
    ['nothing', bytesOf()],
    ['a byte order mark only', bytesOf(0xef, 0xbb, 0xbf)],
    ['blank lines', encode('\r\n , ,\r\n', 'utf-8')]
  ])('refuses %s as empty', async (_, bytes) => {
    const error = await refusal(bytes)
    expect(error.code).toBe('file-empty')
    expect(error.message).toMatch(/是空的/)
  })

  it.each([
    [
      'UTF-8 with a marked but broken byte',
      Buffer.concat([bytesOf(0xef, 0xbb, 0xbf), encode('名称', 'utf-8'), bytesOf(0xff, 0xff)])
    ],
    ['UTF-16 without a mark', encode('名称,地区\n甲,乙', 'utf-16le')],
    ['Shift-JIS', encode('ｻｲﾄ名,地域,ｶﾅ', 'shift_jis')],
    ['bytes that are neither', Buffer.concat([encode('名称,地区\n', 'gb18030'), bytesOf(0x81, 0x20, 0xff)])],
    ['a file with control characters', encode('名称,地区\u0001\n', 'utf-8')]
  ])('refuses %s', async (_, bytes) => {
    const error = await refusal(bytes)
    expect(error.code).toBe('bad-file')
    expect(error.message).toMatch(/文字编码.*UTF-8/)
  })

  it.each(['big5', 'euc-kr', 'shift_jis'])('does not take a registry in %s for one in GB18030', async (encoding) => {
    const bytes = encode(
      siteRows(3)
        .map((row) => row.join(','))
        .join('\n'),
      encoding
    )
    const read = async () => parseRegistryFiles([{ file: 'a.csv', sha256: '', tables: await readTables(bytes, 'a.csv') }])
    await expect(read()).rejects.toThrow(/不是能识别的文字编码|没有找到表头行.*乱码.*UTF-8/)
  })

  it('refuses UTF-8 with a broken byte instead of reading it as GB18030', async () => {
    const text = encode('名称,地区\n市科技局网站,市直\n市教育局网站,市直\n', 'utf-8')
    const broken = Buffer.concat([text.subarray(0, -3), bytesOf(0x2c)])
    expect((await refusal(broken)).message).toMatch(/编码有损坏（约第 3 行）/)
  })

  it('refuses an open quote and says where', async () => {
    const error = await refusal(encode('名称,地区\n"甲,乙\n丙,丁\n', 'utf-8'))
    expect(error.message).toMatch(/引号不成对/)
    expect(error.faults).toMatchObject([{ file: '名录.csv', reason: '引号不成对' }])
  })

  it.each([
    ['PDF', encode('%PDF-1.7\n', 'utf-8')],
    ['PNG', bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ['web page', encode('<html><table><tr><td>名称</td></tr></table></html>', 'utf-8')],
    ['web page with a mark', encode('\ufeff<!DOCTYPE html><table>', 'utf-8')]
  ])('refuses a %s named .csv', async (_, bytes) => {
    expect((await refusal(bytes)).message).toMatch(/不是表格/)
  })
})

describe('readTables of .xlsx', () => {
  it('gives codes and numbers as text, with the rows where they stood', async () => {
    const workbook = await xlsxBytes([
      {
        name: '网站',
        rows: [
          [],
          ['名录'],
          ['名称', '网站标识码', '数', '时间', '门户'],
          ['甲', 3_401_000_001, 0.1 + 0.2, new Date(Date.UTC(2023, 1, 8, 10, 20)), true],
          [],
          ['乙', '0340100001', 1e15, new Date(Date.UTC(2023, 1, 8)), false]
        ]
      }
    ])
    const [table] = await readTables(workbook, '名录.xlsx')
    expect(table).toMatchObject({ file: '名录.xlsx', sheet: '网站', firstRow: 1 })
    expect(table?.rows).toEqual([
      ['', '', '', '', ''],
      ['名录', '', '', '', ''],
      ['名称', '网站标识码', '数', '时间', '门户'],
      ['甲', '3401000001', '0.3', '2023-02-08 10:20', '是'],
      ['', '', '', '', ''],
      ['乙', '0340100001', '1000000000000000', '2023-02-08', '否']
    ])
  })

  it('reads the visible sheets', async () => {
    const workbook = await xlsxBytes([
      { name: '网站', rows: [['a']] },
      { name: '新媒体', rows: [['b']] },
      { name: '字典', rows: [['c']], hidden: true }
    ])
    expect((await readTables(workbook, 'a.xlsx')).map((table) => table.sheet)).toEqual(['网站', '新媒体'])
  })

  it('reads the same registry from both kinds of file', async () => {
    const rows = [...siteRows(200)]
    const csv = await readTables(csvBytes(rows, 'gb18030'), 'a')
    const numbers = rows.map((row, index) => row.map((cell, at) => (index > 0 && at === 4 ? Number(cell) : cell)))
    const xlsx = await readTables(await xlsxBytes([{ name: '网站', rows: numbers }]), 'a')
    const parsed = [csv, xlsx].map((tables) => parseRegistryFiles([{ file: 'a', sha256: '', tables }])[0])
    expect(parsed[1]).toEqual(parsed[0])
    expect(parsed[0]).toMatchObject({ rows: 200, rejected: [] })
    const accounts = await readTables(await xlsxBytes([{ name: '新媒体', rows: anhuiAccountRows() }]), 'a.xlsx')
    expect(parseRegistryFiles([{ file: 'a', sha256: '', tables: accounts }])[0]).toMatchObject({ rows: 3316, rejected: [] })
  })

  it('refuses a workbook without any cell as empty', async () => {
    expect((await refusal(await xlsxBytes([{ name: '网站', rows: [] }]))).code).toBe('file-empty')
  })

  it('refuses a password-protected workbook', async () => {
    const error = await refusal(await xlsxBytes([{ name: '网站', rows: [['a']] }], '密码'), '名录.xlsx')
    expect(error.code).toBe('file-protected')
    expect(error.message).toMatch(/打开密码/)
  })

  it('refuses an old .xls', async () => {
    const bytes = new Uint8Array(4096)
    bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    expect((await refusal(bytes, '名录.xls')).message).toMatch(/旧版 \.xls.*另存为 \.xlsx/)
  })

  it('refuses a damaged workbook, wherever it is damaged', async () => {
    const workbook = await xlsxBytes([{ name: '网站', rows: siteRows(50) }])
    const cut = workbook.subarray(0, workbook.length - 200)
    const half = workbook.subarray(0, Math.floor(workbook.length / 2))
    const flipped = Uint8Array.from(workbook)
    flipped.fill(0, 600, 700)
    const zeroed = Uint8Array.from(workbook)
    zeroed.fill(0, workbook.length - 400, workbook.length - 300)
    for (const bytes of [cut, half, flipped, zeroed, workbook.subarray(0, 4)]) {
      const error = await refusal(bytes, '名录.xlsx')
      expect(error.code).toBe('bad-file')
      expect(error.message).toMatch(/已损坏|不安全/)
    }
  })

  it('refuses an archive that is no workbook', async () => {
    const error = await refusal(await zipOf({ 'word/document.xml': '<w:document/>' }), '名录.docx')
    expect(error.message).toMatch(/不是 \.xlsx 工作簿；请选择/)
    expect((await refusal(await zipOf({ 'xl/workbook.bin': 'x' }))).message).toMatch(/\.xlsb/)
  })

  it('refuses nonsense inside a workbook', async () => {
    const error = await refusal(await zipOf({ 'xl/workbook.xml': '<workbook><sheets>', '[Content_Types].xml': '<Types' }))
    expect(error.code).toBe('bad-file')
  })

  it('refuses a file over 50 MB before looking into it', async () => {
    const error = await refusal(new Uint8Array(tableFileLimit + 1), '名录.xlsx')
    expect(error.code).toBe('file-too-large')
    expect(error.message).toMatch(/有 51 MB，超过 50 MB/)
  })

  it.each([
    ['spans a million rows by 16,384 columns', () => hugeSheet('XFD1048576')],
    ['has 400,000 rows', () => hugeSheet('B400000')],
    ['has a cell in column 300', () => hugeSheet('KN5')]
  ])('refuses a small file that %s', async (_, make) => {
    const bytes = await make()
    expect(bytes.length).toBeLessThan(20_000)
    const error = await refusal(bytes, '名录.xlsx')
    expect(error.code).toBe('file-too-large')
    expect(error.message).toMatch(/内容过大/)
  })

  it.each([0, 3_000_000_000])('refuses a file whose directory claims %d bytes for a sheet', async (size) => {
    const bytes = claimSize(await xlsxBytes([{ name: 'a', rows: [['x']] }]), 'xl/worksheets/sheet1.xml', size)
    const error = await refusal(bytes, '名录.xlsx')
    expect(error.message).toMatch(/已损坏（“xl\/worksheets\/sheet1.xml”在目录和文件头里所记不同）/)
  })
})
