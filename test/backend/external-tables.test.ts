import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { xlsxBytes } from '../support/registry-files.ts'
import { openBackend } from './support.ts'

const rows = [
  ['找错留言办理情况'],
  ['单位', '标识码', '留言数', '按时办结数'],
  ['甲区', '0101080002', 12, 12],
  ['乙区', '0101080003', 30, 29],
  ['合计', '', 42, 41]
]
const columns = [
  { id: 'unit', label: '单位', type: 'text', from: 0 },
  { id: 'received', label: '留言数', type: 'count', from: 2 },
  { id: 'onTime', label: '按时办结数', type: 'count', from: 3 }
] as const
const request = { id: '找错-2023Q3', title: '找错留言', period: '2023Q3', columns: [...columns], acceptTotals: false }

async function refusal(work: Promise<unknown>): Promise<XunchaError> {
  try {
    await work
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
  throw new Error('was not refused')
}

async function xlsx(dir: string, sheetRows: (string | number)[][] = rows): Promise<string> {
  const path = join(dir, '找错.xlsx')
  writeFileSync(
    path,
    await xlsxBytes([
      { name: '说明', rows: [] },
      { name: '留言', rows: sheetRows }
    ])
  )
  return path
}

describe('external tables', () => {
  it('are read, mapped, saved as events, and there after reopening', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    const test = await openBackend(workspace)
    const preview = await test.call('externals.preview', { source: { path: await xlsx(dir) } })
    expect(preview.sheet).toMatchObject({ sheet: '留言', headerRow: 2 })
    expect(preview.sheet.columns.map(({ type }) => type)).toEqual(['text', 'text', 'count', 'count'])
    expect([preview.faults, preview.disagreements]).toEqual([[], []])
    const { table } = await test.call('externals.save', { previewId: preview.previewId, ...request })
    expect(table).toMatchObject({ id: '找错-2023Q3', rows: 2, source: { file: '找错.xlsx', sheet: '留言' } })
    expect(test.events).toContainEqual({ name: 'workspace.changed', payload: { topics: ['office'], batchId: null } })
    await test.backend.close()

    const again = await openBackend(workspace)
    expect((await again.call('externals.list', {})).tables).toHaveLength(1)
    const kept = await again.call('externals.get', { id: '找错-2023Q3' })
    expect(kept.table.rows).toEqual([
      ['甲区', 12, 12],
      ['乙区', 30, 29]
    ])
    await again.call('externals.remove', { id: '找错-2023Q3' })
    expect((await again.call('externals.list', {})).tables).toEqual([])
    expect((await refusal(again.call('externals.get', { id: '找错-2023Q3' }))).code).toBe('bad-input')
  })

  it('reads a GB18030 .csv, uploaded in pieces, and looks at it again under another header row', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const bytes = encode('单位,得分\r\n代号,分\r\n甲局,95.5\r\n乙局,88\r\n', 'gb18030')
    const { uploadId } = await test.call('uploads.append', {
      uploadId: null,
      name: '得分.csv',
      chunk: bytes.toString('base64'),
      last: true
    })
    const first = await test.call('externals.preview', { source: { uploadId } })
    expect(first.sheet.columns).toEqual([
      { label: '单位', type: 'text' },
      { label: '得分', type: 'text' }
    ])
    const again = await test.call('externals.preview', { source: { previewId: first.previewId }, headerRow: 2 })
    expect(again.previewId).toBe(first.previewId)
    expect(again.sheet.columns).toEqual([
      { label: '代号', type: 'text' },
      { label: '分', type: 'number' }
    ])
  })

  it('refuses a wrong total by row and column until it is accepted, and then keeps that it was', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const wrong = rows.map((row) => row.map((cell) => (cell === 42 ? 43 : cell)))
    const path = await xlsx(dir, wrong)
    const { previewId, disagreements } = await test.call('externals.preview', { source: { path } })
    const fault = { file: '找错.xlsx', row: 5, column: '留言数', reason: '写的是 43，各行之和是 42' }
    expect(disagreements).toEqual([fault])
    const refused = await refusal(test.call('externals.save', { previewId, ...request }))
    expect(refused.faults).toEqual([fault])
    expect((await test.call('externals.list', {})).tables).toEqual([])
    const { table } = await test.call('externals.save', { previewId, ...request, acceptTotals: true })
    expect(table.disagreements).toEqual(['第 5 行“留言数”写的是 43，各行之和是 42'])
  })

  it('refuses a count that is none, a column given twice, a file without a header; nothing is saved', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const path = await xlsx(
      dir,
      rows.map((row) => row.map((cell) => (cell === 29 ? 29.5 : cell)))
    )
    const { previewId } = await test.call('externals.preview', { source: { path } })
    const refused = await refusal(test.call('externals.save', { previewId, ...request }))
    expect(refused.faults[0]).toEqual({ file: '找错.xlsx', row: 4, column: '按时办结数', reason: '“29.5”不是大于等于 0 的整数' })
    const twice = { ...request, columns: [columns[0], { ...columns[1], id: 'unit' }] }
    expect((await refusal(test.call('externals.save', { previewId, ...twice }))).message).toContain('两列都对应 unit')
    writeFileSync(join(dir, '数.csv'), '1,2\n3,4\n')
    const headless = await refusal(test.call('externals.preview', { source: { path: join(dir, '数.csv') } }))
    expect(headless.message).toContain('没有找到表头')
    expect((await test.call('externals.list', {})).tables).toEqual([])
  })
})
