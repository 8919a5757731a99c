import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend } from './support.ts'

/** What a test takes for granted. */
const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('is not there')
  return value
}
const plan = { id: 'mouxian', title: '某县检查指标', edition: '某县2026年版', region: '某省某县', source: '某县检查方案' }

/** The workbook with cells of the sheet 指标 changed: item, column, new text. */
async function edit(path: string, changes: readonly [string, string, string][], out: string): Promise<string> {
  const { sheets } = await readXlsx(readFileSync(path))
  const rows = there(sheets[0]).rows.map((row) => [...row])
  const header = there(rows[1])
  for (const [id, column, text] of changes) there(rows.find((row) => row[0] === id))[header.indexOf(column)] = text
  writeFileSync(
    out,
    await writeXlsx({ sheets: sheets.map(({ name, rows: own }, at) => ({ name, rows: at === 0 ? rows : own })) })
  )
  return out
}

describe('catalogue files', () => {
  it('brings an edited workbook in as a local plan that holds the difference only', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, 'w'))
    const written = await test.call('catalogues.exportFile', { id: 'national-2019-site' })
    expect(written.path).toBe(join(dir, 'w', 'exports', '指标-national-2019-site.xlsx'))
    const same = await test.call('catalogues.importFile', { source: { path: written.path }, base: 'national-2019-site', plan })
    expect(same.overlay).toEqual({ ...plan, base: 'national-2019-site', frame: {}, patch: {}, remove: [], add: [] })

    const file = await edit(
      written.path,
      [
        ['W4.1', '阈值', '３'],
        ['W4.1', '阈值来源', '某县检查方案']
      ],
      join(dir, '改.xlsx')
    )
    const { overlay } = await test.call('catalogues.importFile', { source: { path: file }, base: 'national-2019-site', plan })
    expect(overlay.patch).toEqual({ 'W4.1': { threshold: { value: 3, status: 'confirmed', source: '某县检查方案' } } })
    // Nothing is kept before somebody agrees.
    expect((await test.call('catalogues.list', {})).catalogues.map(({ id }) => id)).not.toContain('mouxian')
    await test.call('catalogues.saveOverlay', { overlay })
    const made = await test.call('catalogues.get', { id: 'mouxian' })
    expect(made.indicators.find(({ id }) => id === 'W4.1')?.threshold?.value).toBe(3)

    // The plan's own workbook is again the plan.
    const own = await test.call('catalogues.exportFile', { id: 'mouxian' })
    const again = await test.call('catalogues.importFile', { source: { path: own.path }, base: 'national-2019-site', plan })
    expect(again.overlay).toEqual(overlay)
  })

  it('puts a fault between cells at the row of its item', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, 'w'))
    const { path } = await test.call('catalogues.exportFile', { id: 'national-2019-site' })
    const { sheets } = await readXlsx(readFileSync(path))
    const row = there(sheets[0]).rows.findIndex((cells) => cells[0] === 'D1.6') + 1
    const file = await edit(
      path,
      [
        ['D1.6', '上限', '1'],
        ['D1.6', '上限状态', '已证实']
      ],
      join(dir, '改.xlsx')
    )
    const refusal = await test
      .call('catalogues.importFile', { source: { path: file }, base: 'national-2019-site', plan })
      .catch((error: unknown) => error)
    if (!(refusal instanceof XunchaError)) throw new Error('was accepted')
    expect(refusal.code).toBe('bad-file')
    expect(refusal.message).toContain(`第 ${row} 行“上限”列`)
    expect(refusal.faults).toEqual([
      { file: '改.xlsx（工作表“指标”）', row, column: '上限', reason: expect.stringMatching(/小于单位分值 5/) as string }
    ])
    expect((await test.call('catalogues.list', {})).faulty).toEqual([])
  })

  it('refuses a file that is no workbook of rules', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, 'w'))
    const file = join(dir, '名录.csv')
    writeFileSync(file, '网站,网址\r\n甲,http://a/\r\n')
    await expect(
      test.call('catalogues.importFile', { source: { path: file }, base: 'national-2019-site', plan })
    ).rejects.toThrow(/没有找到指标表/)
  })
})
