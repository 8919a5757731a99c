import { describe, expect, it } from 'vitest'
import type { Input } from '../../electron/contract/index.ts'
import { temporaryFolder } from '../db/support.ts'
import { accountRow, csv, importFile, numbers, openBackend, siteRow, type TestBackend } from './support.ts'

const first: Input<'registry.page'> = {
  object: 'site',
  place: { stratum: null, unit: null },
  search: '',
  isRunning: false,
  sort: null,
  from: 0,
  count: 50
}
const site = (code: number, name: string, stratum: string, unit: string, status = ''): string =>
  `网站,${name},${stratum},${unit},34${String(code).padStart(8, '0')},http://s${code}.example.com/,,,${status}`

async function withRegistry(rows: readonly string[]): Promise<TestBackend> {
  const test = await openBackend(temporaryFolder())
  await importFile(test, csv(temporaryFolder(), '名录.csv', rows))
  return test
}
const namesOf = async (test: TestBackend, input: Partial<Input<'registry.page'>>): Promise<string[]> =>
  (await test.call('registry.page', { ...first, ...input })).rows.map(({ name }) => name)

const county = [
  site(1, '重庆路街道网站', '乙县', '街道办'),
  site(2, '县科技局网站', '甲县', '科技局', '已关停'),
  site(3, '县教育局网站', '乙县', '教育局'),
  site(4, '县民政局网站', '甲县', '民政局'),
  accountRow(1, '乙县')
]

describe('registry.page', () => {
  it('gives every row once and in the order of the registry, whatever the page', async () => {
    const test = await withRegistry([...numbers(1234).map((n) => siteRow(n)), accountRow(1)])
    const all: string[] = []
    for (let from = 0; from < 1234; from += 500) {
      const { rows, total } = await test.call('registry.page', { ...first, from, count: 500 })
      expect(total).toBe(1234)
      all.push(...rows.map(({ key }) => key))
    }
    const { objects } = await test.call('registry.list', { object: 'site' })
    expect(all).toEqual(objects.map(({ key }) => key))
    expect((await test.call('registry.page', { ...first, from: 1234 })).rows).toEqual([])
  })

  it('narrows to a place, to running objects and to a search by name, unit, code and pinyin', async () => {
    const test = await withRegistry(county)
    expect(await namesOf(test, { place: { stratum: '甲县', unit: null } })).toEqual(['县科技局网站', '县民政局网站'])
    expect(await namesOf(test, { place: { stratum: '乙县', unit: '教育局' } })).toEqual(['县教育局网站'])
    expect(await namesOf(test, { isRunning: true })).toEqual(['重庆路街道网站', '县教育局网站', '县民政局网站'])
    expect(await namesOf(test, { search: 'KJJ' })).toEqual(['县科技局网站'])
    expect(await namesOf(test, { search: '3400000004' })).toEqual(['县民政局网站'])
    expect(await namesOf(test, { search: '街道办' })).toEqual(['重庆路街道网站'])
    expect(await namesOf(test, { search: 'chongqinglu' })).toEqual(['重庆路街道网站'])
    expect(await namesOf(test, { search: 's3.example 教育' })).toEqual(['县教育局网站'])
    expect(await namesOf(test, { search: '%' })).toEqual([])
    expect(await namesOf(test, { object: 'account' })).toEqual(['第1号账号'])
  })

  it('sorts names by pinyin and codes by number, both ways', async () => {
    const test = await withRegistry(county)
    const names = ['县教育局网站', '县科技局网站', '县民政局网站']
    const sorted = (column: 'name' | 'code', isDescending: boolean): Promise<string[]> =>
      namesOf(test, { search: '局', sort: { column, isDescending } })
    expect(await sorted('name', false)).toEqual(names)
    expect(await sorted('name', true)).toEqual(names.toReversed())
    expect(await sorted('code', true)).toEqual(['县民政局网站', '县教育局网站', '县科技局网站'])
  })

  it('knows of a new import at once', async () => {
    const test = await withRegistry(county)
    expect(await namesOf(test, { search: '民政' })).toEqual(['县民政局网站'])
    const renamed = county.map((row) => row.replace('县民政局网站', '县民政事务局网站'))
    await importFile(test, csv(temporaryFolder(), '名录.csv', renamed))
    expect(await namesOf(test, { search: '民政' })).toEqual(['县民政事务局网站'])
    expect(await namesOf(test, { search: 'mzsw' })).toEqual(['县民政事务局网站'])
  })
})

describe('registry.places and registry.named', () => {
  it('count strata in the order of the registry, and units of the opened ones', async () => {
    const test = await withRegistry(county)
    expect(await test.call('registry.places', { object: 'site', opened: ['甲县'] })).toEqual({
      strata: [
        { stratum: '乙县', count: 2, units: null },
        {
          stratum: '甲县',
          count: 2,
          units: [
            { unit: '科技局', count: 1 },
            { unit: '民政局', count: 1 }
          ]
        }
      ]
    })
  })

  it('names objects in the order asked for and leaves out unknown keys', async () => {
    const test = await withRegistry(county)
    const { objects } = await test.call('registry.named', { keys: ['site:3400000003', 'site:nothing', 'site:3400000001'] })
    expect(objects.map(({ name }) => name)).toEqual(['县教育局网站', '重庆路街道网站'])
  })
})
