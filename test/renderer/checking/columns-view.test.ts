import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../electron/domain/inspection.ts'
import type { SiteColumn } from '../../../electron/domain/site-columns.ts'
import {
  askedOf,
  columnStates,
  formOf,
  formOfPage,
  isFromBefore,
  isRecorded,
  offerOf,
  readForm,
  withColumns,
  type Paper,
  type Sheet
} from '../../../renderer/features/checking/columns-view.ts'

const column = (id: string, change: Partial<SiteColumn> = {}): SiteColumn => ({
  id,
  objectKey: 'site:1',
  class: 'news',
  level: 'first',
  path: `首页》${id}`,
  url: '',
  lastUpdate: '2026-11-01',
  isBlank: false,
  observedAt: '2026-11-20T02:00:00.000Z',
  note: '',
  inspector: '甲',
  ...change
})
const sheet = (
  indicatorId: string,
  states: Record<string, Sheet['readings'][number]['state']>,
  change: Partial<Sheet> = {}
): Sheet => ({
  indicatorId,
  title: indicatorId,
  kind: 'veto',
  notAsked: null,
  readings: Object.entries(states).map(([columnId, state]) => ({ columnId, state, days: 20, why: '', takenBy: null })),
  count: 1,
  threshold: 5,
  stands: false,
  why: '',
  draft: null,
  ...change
})
const draft = (location: string): NonNullable<Sheet['draft']> => ({
  count: location.split('、').length,
  description: `不更新：${location}`,
  location,
  url: 'http://a.example.gov.cn/yw/',
  lastUpdate: null,
  observedAt: '2026-11-20T02:00:00.000Z'
})
const finding = (location: string): Finding => ({
  id: `f ${location}`,
  batchId: 'b',
  objectKey: 'site:1',
  indicatorId: 'W4.1',
  count: 1,
  description: '不更新',
  location,
  url: '',
  observedAt: '2026-11-20T02:00:00.000Z',
  inspector: '甲',
  evidenceIds: ['e1']
})
const object = { name: '云岭县民政局网站', unit: '云岭县民政局' }

describe('columnStates', () => {
  it('says each column in one word: a blank one is blank, one that an item counts is overdue', () => {
    const paper: Paper = {
      columns: [column('a'), column('b', { isBlank: true, lastUpdate: null }), column('c'), column('d'), column('e')],
      sheets: [
        sheet('W4.1', { a: 'counted', c: 'fine', d: 'open' }),
        sheet('W4.3', { b: 'counted', a: 'fine' }),
        sheet('D1.9', { a: 'taken' })
      ]
    }
    expect(Object.fromEntries(columnStates(paper))).toEqual({ a: 'stale', b: 'blank', c: 'fine', d: 'open', e: 'fine' })
  })

  it('leaves out what the batch does not ask', () => {
    const paper: Paper = { columns: [], sheets: [sheet('D1.4', {}, { notAsked: '本批次没有启用' }), sheet('W4.1', {})] }
    expect(askedOf(paper).sheets.map(({ indicatorId }) => indicatorId)).toEqual(['W4.1'])
  })

  it('knows what was seen before the batch was opened', () => {
    expect(isFromBefore(column('a'), '2026-11-20T02:00:00.001Z')).toBe(true)
    expect(isFromBefore(column('a'), '2026-11-20T02:00:00.000Z')).toBe(false)
    expect(isFromBefore(column('a'), null)).toBe(false)
  })
})

describe('formOfPage', () => {
  it('fills path, class, level and address from the open page', () => {
    const page = { url: 'http://mzj.example.gov.cn/zwgk/zcjd/', title: '政策解读 - 政务公开 - 云岭县民政局' }
    expect(formOfPage(page, object, [])).toEqual({
      id: null,
      path: '首页》政务公开》政策解读',
      class: 'interpretation',
      level: 'deeper',
      url: 'http://mzj.example.gov.cn/zwgk/zcjd/',
      lastUpdate: '',
      isBlank: false,
      note: ''
    })
  })
  it('opens the column that the page already is, by its address or its path', () => {
    const known = column('x', { path: '首页》政务公开》政策解读', url: 'https://mzj.example.gov.cn/zwgk/zcjd' })
    const page = { url: 'http://mzj.example.gov.cn/zwgk/zcjd/', title: '别的标题' }
    expect(formOfPage(page, object, [known]).id).toBe('x')
    const other = { url: 'http://mzj.example.gov.cn/new/', title: '政策解读 - 政务公开 - 云岭县民政局' }
    expect(formOfPage(other, object, [known]).id).toBe('x')
  })
  it('begins with the home page’s mark where no page is open', () => {
    expect(formOfPage(null, object, [column('a')])).toMatchObject({ id: null, path: '首页》', url: '' })
  })
})

describe('readForm', () => {
  const now = '2026-11-22T02:00:00.000Z'
  const read = (change: Partial<ReturnType<typeof formOf>>) => readForm({ ...formOf(column('a')), ...change }, 'site:1', now)
  it.each([
    ['2026-11-01', '2026-11-01'],
    ['2026年9月6日', '2026-09-06'],
    ['20260906', '2026-09-06'],
    [' ', null]
  ])('takes the day “%s” as %s, seen now', (lastUpdate, expected) => {
    expect(read({ lastUpdate }).column).toMatchObject({ id: 'a', lastUpdate: expected, observedAt: now, objectKey: 'site:1' })
  })
  it('gives a blank column no day', () => {
    expect(read({ isBlank: true }).column).toMatchObject({ isBlank: true, lastUpdate: null })
  })
  it('names the field that is not right', () => {
    expect(read({ lastUpdate: '2026-02-30' }).fault).toBe('lastUpdate')
    expect(read({ path: ' 》 ' }).fault).toBe('path')
  })
})

describe('a finding from columns', () => {
  it('takes count, wording, place, address and time, and keeps the evidence', () => {
    const base = {
      findingId: null,
      serial: 0,
      template: '别的说法',
      lastUpdate: '2026-01-01',
      indicatorId: 'W4.1',
      count: '1',
      description: '',
      descriptionTouched: true,
      location: '首页',
      url: 'http://a.example.gov.cn/',
      observedAt: '2026-11-22 10:00',
      evidenceIds: ['e1']
    }
    expect(withColumns(base, draft('首页》甲、首页》乙'), '不更新：{location}')).toEqual({
      ...base,
      count: '2',
      description: '不更新：首页》甲、首页》乙',
      descriptionTouched: false,
      template: '不更新：{location}',
      lastUpdate: '',
      location: '首页》甲、首页》乙',
      url: 'http://a.example.gov.cn/yw/',
      observedAt: '2026-11-20 10:00'
    })
    expect(withColumns(base, { ...draft('首页》甲'), url: '' }, '').url).toBe('http://a.example.gov.cn/')
  })

  it('is new, then grows, then is whole', () => {
    const from = { draft: draft('首页》甲、首页》乙') }
    expect(offerOf(from, [])).toEqual({ draft: from.draft, finding: null })
    const one = finding('首页》甲')
    expect(offerOf(from, [one])).toEqual({ draft: from.draft, finding: one })
    expect(offerOf(from, [finding('首页 > 甲、首页》乙')])).toBeNull()
    expect(offerOf(from, [one, finding('首页》乙')])).toBeNull()
    expect(offerOf({ draft: null }, [])).toBeNull()
  })

  it('knows a column in a place of several, and not by a part of its name', () => {
    expect(isRecorded([finding('首页》甲、首页》乙')], '首页》乙')).toBe(true)
    expect(isRecorded([finding('首页》甲乙')], '首页》甲')).toBe(false)
  })
})
