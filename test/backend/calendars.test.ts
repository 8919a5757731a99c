import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, resourcesDir, type TestBackend } from './support.ts'

/** An invented 2027: the notice for it may not be out, only the law's own days are sure. */
const invented = [
  '日期,类型,名称',
  '2027-01-01,放假,元旦',
  '2027/2/6,放假,春节',
  '2027年2月7日,放假,春节',
  '2027-02-08,放假,春节',
  '2027-02-13,上班,春节',
  '2027-05-01,放假,劳动节',
  '2027-10-01,放假,国庆节',
  '2027-10-02,放假,国庆节',
  '2027-10-03,放假,国庆节'
]

function file(rows: readonly string[], name = '2027.csv'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, `${rows.join('\r\n')}\r\n`)
  return path
}

async function importTable(test: TestBackend, path: string) {
  const preview = await test.call('calendars.preview', { source: { path } })
  await test.call('calendars.commit', { previewId: preview.previewId })
  return preview
}

const refusal = (work: Promise<unknown>): Promise<XunchaError> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: XunchaError) => error
  )

describe('calendars', () => {
  it('lists the shipped years with their notices', async () => {
    const test = await openBackend(temporaryFolder())
    const { tables } = await test.call('calendars.list', {})
    expect(tables.map(({ year, origin }) => `${year} ${origin}`)).toEqual(
      [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026].map((year) => `${year} shipped`)
    )
    expect(tables.find(({ year }) => year === 2020)?.sources.map(({ number }) => number)).toEqual([
      '国办发明电〔2019〕16号',
      '国办发明电〔2020〕1号'
    ])
  })

  it('gives the end of a term, and refuses a year it has no table for', async () => {
    const test = await openBackend(temporaryFolder())
    expect(await test.call('calendars.deadline', { from: '2024-02-09', workingDays: 3 })).toMatchObject({ day: '2024-02-20' })
    const refused = await refusal(test.call('calendars.deadline', { from: '2026-12-30', workingDays: 5 }))
    expect(refused).toMatchObject({ code: 'no-calendar' })
    expect(refused.message).toContain('2027 年')
  })

  it('takes an imported year, keeps it over a restart and a rebuild, and gives it up again', async () => {
    const dir = temporaryFolder()
    const first = await openBackend(dir)
    const preview = await importTable(first, file(invented))
    expect(preview).toMatchObject({ year: 2027, offDays: 8, workDays: 1, replaces: null, differences: [] })
    const before = await first.call('state.hash', {})
    await first.backend.close()

    const test = await openBackend(dir)
    const rebuilt = await test.call('state.rebuild', {})
    expect(rebuilt.stateHash).toBe(before.stateHash)
    // 30 December 2026 is a Wednesday: 31 Dec, (1 Jan off, weekend), 4 and 5 January.
    expect(await test.call('calendars.deadline', { from: '2026-12-30', workingDays: 3 })).toMatchObject({ day: '2027-01-05' })
    const { tables } = await test.call('calendars.list', {})
    expect(tables.at(-1)).toMatchObject({ year: 2027, origin: 'office', offDays: 8 })
    await test.call('calendars.remove', { year: 2027 })
    expect((await test.call('calendars.list', {})).tables).toHaveLength(9)
    expect(await refusal(test.call('calendars.remove', { year: 2024 }))).toMatchObject({ code: 'bad-input' })
  })

  it('takes the place of a shipped year and names the days that turn', async () => {
    const test = await openBackend(temporaryFolder())
    const shipped = JSON.parse(readFileSync(join(resourcesDir, 'calendars/2024.json'), 'utf8'))
    shipped.off.push({ name: '三月三', from: '2024-04-11', to: '2024-04-12', source: shipped.sources[0].number })
    const path = file([JSON.stringify(shipped)], '2024.json')
    const preview = await importTable(test, path)
    expect(preview.replaces).toBe('shipped')
    expect(preview.differences).toEqual([
      { day: '2024-04-11', before: null, after: 'off' },
      { day: '2024-04-12', before: null, after: 'off' }
    ])
    expect(await test.call('calendars.deadline', { from: '2024-04-10', workingDays: 1 })).toMatchObject({ day: '2024-04-15' })
    await test.call('calendars.remove', { year: 2024 })
    expect(await test.call('calendars.deadline', { from: '2024-04-10', workingDays: 1 })).toMatchObject({ day: '2024-04-11' })
  })

  it.each([
    ['a weekday marked as worked', [...invented, '2027-02-09,上班,春节'], 11, /2027-02-09 不是周六周日/],
    ['a day of another year', [...invented, '2026-12-31,放假,元旦'], 11, /2026-12-31 不在 2027 年内/],
    ['a day twice', [...invented, '2027-10-03,放假,国庆节'], 11, /2027-10-03 重复/],
    ['an unknown type', [...invented, '2027-10-04,半天,国庆节'], 11, /类型“半天”不对/],
    ['an unreadable date', [...invented, '2027-02-30,放假,春节'], 11, /看不懂日期“2027-02-30”/],
    ['a table without National Day', invented.slice(0, -3), undefined, /2027-10-01 是法定的国庆节假日/]
  ])('refuses %s by row and reason and writes nothing', async (_what, rows, row, reason) => {
    const test = await openBackend(temporaryFolder())
    const before = await test.call('state.hash', {})
    const refused = await refusal(test.call('calendars.preview', { source: { path: file(rows) } }))
    expect(refused.code).toBe('bad-file')
    expect(refused.faults[0]?.reason).toMatch(reason)
    expect(refused.faults[0]?.row).toBe(row)
    expect(await test.call('state.hash', {})).toEqual(before)
    expect((await test.call('calendars.list', {})).tables).toHaveLength(9)
  })

  it('refuses a table without its columns, an empty one and a broken JSON', async () => {
    const test = await openBackend(temporaryFolder())
    const code = async (rows: string[]) => (await refusal(test.call('calendars.preview', { source: { path: file(rows) } }))).code
    expect(await code(['年份,安排说明', '2027,放假'])).toBe('bad-file')
    expect(await code(['日期,类型,名称'])).toBe('file-empty')
    expect(await code(['{"year": 2027,'])).toBe('bad-file')
    expect(await refusal(test.call('calendars.commit', { previewId: 'none' }))).toMatchObject({ code: 'bad-input' })
  })
})
