import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Input } from '../../electron/contract/index.ts'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, openBatch, resourcesDir, type TestBackend } from './support.ts'

const sourced = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '试验' })
const window = (amount: number, unit: 'week' | 'month') => sourced({ amount, unit })

/** The shipped edition with column rules of this test, so that its numbers are those worked out by hand here. */
function ownResources(threshold: number): string {
  const dir = temporaryFolder()
  cpSync(resourcesDir, dir, { recursive: true })
  const path = join(dir, 'catalogues/national-2019-site.json')
  const catalogue = JSON.parse(readFileSync(path, 'utf8')) as Catalogue
  const rules: Record<string, Partial<Indicator>> = {
    'W4.1': {
      columns: [
        { classes: ['news'], level: 'any', when: 'stale', window: window(2, 'week') },
        { classes: ['announcement', 'policy'], level: 'first', when: 'stale', window: window(6, 'month') }
      ],
      threshold: sourced(threshold),
      phrase: '栏目不更新{count}个：{location}'
    },
    'W4.3': { columns: [{ classes: ['personnel', 'planning', 'other'], level: 'any', when: 'blank' }], threshold: sourced(5) },
    'D1.9': {
      columns: [{ classes: ['news'], level: 'any', when: 'stale', window: window(2, 'week') }],
      yieldsTo: ['W4.1'],
      unitPoints: sourced('1'),
      applies: { portalOnly: false, needsService: false },
      enabled: true,
      status: 'confirmed'
    }
  }
  catalogue.indicators = catalogue.indicators.map(({ columns: _columns, yieldsTo: _yields, ...indicator }) => ({
    ...indicator,
    ...rules[indicator.id]
  }))
  writeFileSync(path, JSON.stringify(catalogue))
  return dir
}

interface Desk {
  test: TestBackend
  dir: string
  place: { batchId: string; objectKey: string }
  keys: string[]
  resources: string
}

async function desk(threshold = 5): Promise<Desk> {
  const dir = temporaryFolder()
  const resources = ownResources(threshold)
  const test = await openBackend(dir, { resourcesDir: resources })
  const batchId = await openBatch(test, temporaryFolder(), 2)
  const { targets } = await test.call('batches.targets', { batchId })
  const keys = targets.map(({ objectKey }) => objectKey)
  return { test, dir, place: { batchId, objectKey: keys[0] ?? '' }, keys, resources }
}

const seen = '2023-09-26T02:00:00.000Z'
const column = (objectKey: string, change: Partial<Input<'columns.record'>> = {}): Input<'columns.record'> => ({
  id: null,
  objectKey,
  class: 'news',
  level: 'first',
  path: '首页》要闻',
  url: 'http://site1.example.com/yw/',
  lastUpdate: '2023-09-12',
  isBlank: false,
  observedAt: seen,
  note: '',
  ...change
})

/** At 26 September: two weeks reach back to the 12th, six months to 26 March. */
const seven: readonly Partial<Input<'columns.record'>>[] = [
  { path: '首页》要闻', lastUpdate: '2023-09-12' },
  { path: '首页》部门动态', lastUpdate: '2023-09-11', url: 'http://site1.example.com/bm/' },
  { path: '首页》公告', class: 'announcement', lastUpdate: '2023-03-25' },
  { path: '首页》通知', class: 'announcement', lastUpdate: '2023-03-26' },
  { path: '首页》公开》文件', class: 'policy', level: 'deeper', lastUpdate: '2020-01-01' },
  { path: '首页》人事', class: 'personnel', lastUpdate: null, isBlank: true },
  { path: '首页》乡镇动态', lastUpdate: null, url: 'http://site1.example.com/xz/' }
]

async function recordSeven({ test, place }: Desk): Promise<void> {
  for (const change of seven) await test.call('columns.record', column(place.objectKey, change))
}

const refusal = (work: Promise<unknown>): Promise<XunchaError> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: XunchaError) => error
  )

describe('columns.record and remove', () => {
  it('adds, changes and removes, and a rebuild gives the same state', async () => {
    const at = await desk()
    const { test, place } = at
    await recordSeven(at)
    const { columns } = await test.call('columns.list', { objectKey: place.objectKey })
    expect(columns.map(({ path }) => path)).toEqual(seven.map(({ path }) => path))
    const [first, second] = columns
    const changed = await test.call('columns.record', column(place.objectKey, { id: first?.id ?? '', lastUpdate: '2023-09-20' }))
    expect(changed.column).toMatchObject({ id: first?.id, lastUpdate: '2023-09-20' })
    await test.call('columns.remove', { columnId: second?.id ?? '' })
    expect((await test.call('columns.list', { objectKey: place.objectKey })).columns).toHaveLength(6)
    expect(test.events.filter(({ payload }) => JSON.stringify(payload).includes('"columns"'))).not.toHaveLength(0)

    const { stateHash } = await test.call('state.hash', {})
    expect(await test.call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
    expect((await test.call('columns.list', { objectKey: place.objectKey })).columns).toHaveLength(6)
  })

  it('keeps the path as tables print it', async () => {
    const { test, place } = await desk()
    const { column: kept } = await test.call(
      'columns.record',
      column(place.objectKey, { path: '首页 > 政务公开 > 《条例》解读' })
    )
    expect(kept.path).toBe('首页》政务公开》《条例》解读')
  })

  it.each<[string, Partial<Input<'columns.record'>>, RegExp]>([
    ['the same path again', { path: '首页 ＞ 要闻' }, /已经登记/],
    ['no path', { path: ' 》 ' }, /没有填写栏目路径/],
    ['a blank column with a date', { path: '首页》甲', isBlank: true }, /空白栏目没有内容/],
    ['a day after it was seen', { path: '首页》甲', lastUpdate: '2023-09-27' }, /晚于监测日期 2023-09-26/],
    ['no day', { path: '首页》甲', lastUpdate: '2023-02-30' }, /没有“2023-02-30”这一天/],
    ['an unknown column', { path: '首页》甲', id: 'none' }, /不存在或已删除/],
    ['an unknown site', { objectKey: 'none' }, /名录中没有网站/]
  ])('refuses %s and writes nothing', async (_what, change, message) => {
    const { test, place } = await desk()
    await test.call('columns.record', column(place.objectKey))
    const before = await test.call('state.hash', {})
    expect((await refusal(test.call('columns.record', column(place.objectKey, change)))).message).toMatch(message)
    expect(await test.call('state.hash', {})).toEqual(before)
    expect((await refusal(test.call('columns.remove', { columnId: 'none' }))).code).toBe('bad-input')
  })
})

describe('columns.paper', () => {
  it('counts by class, level and window at each column’s own 监测时间点', async () => {
    const at = await desk()
    await recordSeven(at)
    const { sheets, columns } = await at.test.call('columns.paper', { ...at.place, at: null })
    const pathOf = new Map(columns.map(({ id, path }) => [id, path]))
    const [stale, blank, item] = sheets
    expect(sheets.map(({ indicatorId }) => indicatorId)).toEqual(['W4.1', 'W4.3', 'D1.9'])
    expect(stale?.readings.map((one) => [pathOf.get(one.columnId), one.state, one.days])).toEqual([
      ['首页》要闻', 'fine', 14],
      ['首页》部门动态', 'counted', 15],
      ['首页》公告', 'counted', 185],
      ['首页》通知', 'fine', 184],
      ['首页》乡镇动态', 'counted', null]
    ])
    expect(stale).toMatchObject({ count: 3, threshold: 5, stands: false, notAsked: null })
    expect(stale?.draft).toEqual({
      count: 3,
      description: '栏目不更新3个：首页》部门动态、首页》公告、首页》乡镇动态',
      location: '首页》部门动态、首页》公告、首页》乡镇动态',
      url: 'http://site1.example.com/bm/',
      lastUpdate: null,
      observedAt: seen
    })
    expect(blank).toMatchObject({ count: 1, threshold: 5, stands: false })
    // The veto does not stand, so the deduction item counts the two of its class.
    expect(item).toMatchObject({ count: 2, threshold: null, draft: { count: 2 } })
  })

  it('does not count again what a standing veto counted', async () => {
    const at = await desk(3)
    await recordSeven(at)
    const { sheets } = await at.test.call('columns.paper', { ...at.place, at: null })
    expect(sheets[0]).toMatchObject({ indicatorId: 'W4.1', count: 3, threshold: 3, stands: true })
    const item = sheets.find(({ indicatorId }) => indicatorId === 'D1.9')
    expect(item).toMatchObject({ count: 0, draft: null })
    expect(item?.readings.map(({ state, takenBy }) => [state, takenBy])).toEqual([
      ['fine', null],
      ['taken', 'W4.1'],
      ['taken', 'W4.1']
    ])
  })

  it('judges all columns at one moment when asked to', async () => {
    const at = await desk()
    await recordSeven(at)
    const { sheets } = await at.test.call('columns.paper', { ...at.place, at: '2023-09-26T16:00:00.000Z' })
    // 27 September in China: the 12th is 15 days ago, 26 March more than six months.
    expect(sheets[0]).toMatchObject({ count: 5, stands: true, draft: { observedAt: '2023-09-26T16:00:00.000Z' } })
  })

  it('gives the draft in a form the finding takes', async () => {
    const at = await desk()
    await recordSeven(at)
    const { sheets } = await at.test.call('columns.paper', { ...at.place, at: null })
    const from = sheets[0]?.draft
    if (!from) throw new Error('no draft')
    const { lastUpdate: _wording, ...draft } = from
    const request = { ...at.place, indicatorId: 'W4.1', evidenceIds: [], ...draft }
    expect(await refusal(at.test.call('findings.record', request))).toMatchObject({ code: 'evidence-missing' })
  })
})

describe('columns.import', () => {
  const head = '网站标识码,栏目路径,栏目类别,层级,网址,最近更新,空白,监测时间,备注'
  const file = (rows: readonly string[]): { path: string } => {
    const path = join(temporaryFolder(), '栏目.csv')
    writeFileSync(path, `${[head, ...rows].join('\r\n')}\r\n`)
    return { path }
  }
  const good = [
    '3400000001,首页》要闻,动态要闻,一级,http://site1.example.com/yw/,2023-09-20,否,2023-09-26 10:00,',
    '3400000001,首页》人事,人事,一级,,,是,2023-09-26 10:00,从未有过内容',
    '3400000002,首页》要闻,动态要闻,一级,,2023-09-01,,2023-09-26 10:00,'
  ]

  it('adds to several sites, and changes what it knows by its path', async () => {
    const { test, keys } = await desk()
    const first = await test.call('columns.import', { source: file(good), objectKey: null })
    expect(first).toEqual({ rows: 3, added: 3, changed: 0, unchanged: 0, sites: 2 })
    const [, second] = keys
    const list = async () => (await test.call('columns.list', { objectKey: second ?? '' })).columns
    const before = await list()
    const hash = await test.call('state.hash', {})
    expect(await test.call('columns.import', { source: file(good), objectKey: null })).toMatchObject({ unchanged: 3, changed: 0 })
    expect(await test.call('state.hash', {})).toEqual(hash)
    const later = ['3400000002,首页 > 要闻,动态要闻,一级,,2023-09-25,,2023-09-26 10:00,']
    expect(await test.call('columns.import', { source: file(later), objectKey: null })).toMatchObject({ added: 0, changed: 1 })
    expect(await list()).toEqual([{ ...before[0], lastUpdate: '2023-09-25' }])
  })

  it('refuses the whole file for one row', async () => {
    const { test, place } = await desk()
    const before = await test.call('state.hash', {})
    const bad = file([...good, '3400000001,首页》规划,专题,一级,,2023-09-20,否,,', '3499999999,首页》规划,规划,一级,,,,,'])
    const refused = await refusal(test.call('columns.import', { source: bad, objectKey: null }))
    expect(refused.code).toBe('bad-input')
    expect(refused.faults.map(({ file: name, row, column: at }) => [name, row, at])).toEqual([
      ['栏目.csv', 5, '栏目类别'],
      ['栏目.csv', 6, '网站标识码']
    ])
    expect(await test.call('state.hash', {})).toEqual(before)
    expect((await test.call('columns.list', { objectKey: place.objectKey })).columns).toEqual([])
  })
})
