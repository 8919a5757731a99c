import { describe, expect, it } from 'vitest'
import {
  columns,
  dates,
  department,
  document,
  homePage,
  homeUrl,
  item,
  messages,
  outcomes,
  page,
  runPage
} from '../facts-builders.ts'

const id = 'home-page-updated'
const withItems = (...items: Parameters<typeof item>[]) =>
  runPage(id, homePage({ dates: dates(items.map((each) => item(...each))) }))
const navigationOnly = homePage({ dates: dates(), columns: columns({ isNavigationOnly: true }) })
const second = (path: string, latestDate: string | null, status = 200) => ({ path, url: `${homeUrl}${path}`, latestDate, status })

describe('home-page-updated', () => {
  it('14 days are inside 2 weeks, 15 are not', () => {
    expect(outcomes(withItems(['要闻', '2023-08-09']))).toEqual(['pass'])
    const stale = withItems(['要闻', '2023-08-08'], ['旧闻', '2023-07-01'])
    expect(outcomes(stale)).toEqual(['fail'])
    expect(messages(stale)).toBe('首页最近更新 2023-08-08（“要闻”），距监测时间点 15 天，超过 2 周。')
    expect(stale[0]?.places[0]?.text).toBe('要闻')
  })

  it('is asked of the home page alone', () => {
    expect(outcomes(runPage(id, homePage(), { isHome: false }))).toEqual(['not-applicable'])
  })

  it('a day that has not come makes nothing new', () => {
    expect(outcomes(withItems(['预告', '2023-09-01'], ['旧闻', '2023-07-01']))).toEqual(['fail'])
    expect(outcomes(withItems(['预告', '2023-09-01']))).toEqual(['needs-human'])
  })

  it('without any day the articles have to be opened', () => {
    expect(outcomes(withItems())).toEqual(['needs-human'])
  })

  it('navigation only: all second-level pages are needed', () => {
    const judged = (secondLevel: ReturnType<typeof second>[] | null) => outcomes(runPage(id, navigationOnly, { secondLevel }))
    expect(judged(null)).toEqual(['needs-human'])
    expect(judged([])).toEqual(['needs-human'])
    expect(judged([second('新闻', '2023-08-09'), second('公开', '2023-01-01')])).toEqual(['pass'])
    expect(judged([second('新闻', '2023-08-08'), second('公开', null)])).toEqual(['fail'])
    expect(judged([second('新闻', '2023-08-08'), second('公开', null, 412)])).toEqual(['needs-human'])
    expect(judged([second('新闻', '2023-09-08')])).toEqual(['fail'])
  })

  it('a page behind a wall says nothing about its news', () => {
    expect(outcomes(runPage(id, homePage({ document: document({ status: 412 }), dates: dates() })))).toEqual(['needs-human'])
  })

  it('a fact that failed is named', () => {
    const facts = page({ document: document() }, { dates: '读取超时', head: 'x', columns: 'x' })
    expect(outcomes(runPage(id, facts))).toEqual(['needs-human'])
    expect(messages(runPage(id, facts))).toContain('“信息日期”（采集失败：“读取超时”）')
  })

  it('an office’s own window goes before the national one', () => {
    const item10 = {
      id: 'L1',
      title: '首页更新',
      kind: 'veto' as const,
      enabled: true,
      applies: { portalOnly: false, needsService: false },
      check: id,
      status: 'confirmed' as const,
      window: { value: { amount: 10, unit: 'day' as const }, status: 'confirmed' as const, source: '细则' }
    }
    const facts = homePage({ dates: dates([item('要闻', '2023-08-12')]) })
    expect(outcomes(runPage(id, facts, { items: [item10], object: department }))).toEqual(['fail'])
    expect(outcomes(runPage(id, facts, { object: department }))).toEqual(['pass'])
  })
})
