import { describe, expect, it } from 'vitest'
import type { ColumnState } from '../../../electron/domain/facts/site-facts.ts'
import { faultOf } from '../../../electron/domain/hint.ts'
import { itemOf, sites } from '../../domain/rules/editions.ts'
import { column, department, item, messages, outcomes, portal, runSite, wechat } from '../facts-builders.ts'

const judged = (...columns: ColumnState[]) => runSite('column-stale', { columns })
const one = (path: string, kind: ColumnState['kind'], day: string) => column(path, kind, [item('信息', day)])

describe('column-stale', () => {
  it.each<[path: string, kind: ColumnState['kind'], day: string, outcome: string]>([
    ['首页》要闻', 'news', '2023-08-09', 'pass'],
    ['首页》要闻', 'news', '2023-08-08', 'fail'],
    ['首页》政务公开》部门动态', 'news', '2023-08-08', 'fail'],
    ['首页》通知公告', 'notices', '2023-02-23', 'pass'],
    ['首页》通知公告', 'notices', '2023-02-22', 'fail'],
    ['通知公告', 'notices', '2023-02-22', 'fail'],
    ['首页》政策文件', 'policy', '2023-02-22', 'fail'],
    ['首页》政务公开》政策文件', 'policy', '2022-01-01', 'pass'],
    ['首页》政策解读', 'interpretation', '2023-02-22', 'fail'],
    ['首页》招商引资', 'other', '2022-08-23', 'pass'],
    ['首页》招商引资', 'other', '2022-08-22', 'needs-human']
  ])('%s (%s) last updated %s: %s', (path, kind, day, outcome) => {
    expect(outcomes(judged(one(path, kind, day)))).toEqual([outcome])
  })

  it('each column is a hint of its own, and says how many there are', () => {
    const four = ['甲', '乙', '丙', '丁'].map((name) => one(`首页》${name}要闻`, 'news', '2023-07-01'))
    const hints = judged(...four, one('首页》通知公告', 'notices', '2023-01-01'))
    expect(outcomes(hints)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail'])
    expect(hints[0]?.message).toBe(
      '“首页》甲要闻”最近更新 2023-07-01，距监测时间点 53 天，超过 2 周。\n这样的栏目共 5 个，达到 5 个。'
    )
    expect(faultOf(hints[0]?.message ?? '')).toBe('“首页》甲要闻”最近更新 2023-07-01，距监测时间点 53 天，超过 2 周。')
    expect(judged(...four)[0]?.message).toContain('共 4 个，未达到 5 个')
    expect(new Set(hints.map(({ ground }) => ground)).size).toBe(5)
  })

  it('interpretation columns count towards the ten, not the five', () => {
    const hints = judged(one('首页》政策解读', 'interpretation', '2023-01-01'), one('首页》要闻', 'news', '2023-07-01'))
    expect(hints[0]?.message).toContain('共 1 个，未达到 10 个')
    expect(hints[1]?.message).toContain('共 1 个，未达到 5 个')
  })

  it('names the item that counts the column: a veto that is not reached leaves it to the deduction of a portal', () => {
    const items = ['W4.1', 'W4.2', 'D1.6', 'D1.9'].map((id) => itemOf(sites, id))
    const old = (index: number) => one(`首页》第${index}个政策解读`, 'interpretation', '2023-01-01')
    const named = (amount: number, object: typeof portal) =>
      runSite('column-stale', { columns: Array.from({ length: amount }, (_, index) => old(index)) }, { items, object })[0]?.items
    expect(named(1, portal)).toEqual(['D1.6', 'W4.2'])
    expect(named(10, portal)).toEqual(['W4.2', 'D1.6'])
    // Deductions are for portals only.
    expect(named(1, department)).toEqual(['W4.2'])
    const [news] = runSite('column-stale', { columns: [one('首页》要闻', 'news', '2023-07-01')] }, { items, object: portal })
    expect(news?.items).toEqual(['W4.1'])
  })

  it('entries without a date count as not updated', () => {
    const hints = judged(column('首页》要闻', 'news', [], { undatedItems: 12 }))
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toContain('没有可以认定的更新日期，视为未更新')
  })

  it('lists of services and guides bear no days and have no window', () => {
    expect(outcomes(judged(column('首页》办事指南', 'other', [], { undatedItems: 12 })))).toEqual(['pass'])
  })

  it('a column whose only days have not come is for a person', () => {
    expect(outcomes(judged(one('首页》要闻', 'news', '2023-12-01')))).toEqual(['needs-human'])
  })

  it('blank columns are counted as blank, not here', () => {
    expect(outcomes(judged(column('首页》要闻', 'news', [], { emptyMessage: '暂无内容' })))).toEqual(['pass'])
  })

  it('columns that did not open are put together for a person', () => {
    const closed = ['甲', '乙'].map((name) => column(name, 'news', [], { status: 403 }))
    expect(outcomes(judged(...closed, one('首页》要闻', 'news', '2023-08-22')))).toEqual(['needs-human'])
  })

  it('missing facts, no columns, an account', () => {
    expect(outcomes(runSite('column-stale', {}))).toEqual(['needs-human'])
    expect(outcomes(judged())).toEqual(['not-applicable'])
    expect(outcomes(runSite('column-stale', { columns: [] }, { object: wechat }))).toEqual(['not-applicable'])
  })

  it('the ground changes with the newest entry, not with the number of other columns', () => {
    const first = judged(one('首页》要闻', 'news', '2023-07-01'))[0]
    const amongOthers = judged(one('首页》要闻', 'news', '2023-07-01'), one('首页》快讯', 'news', '2023-07-01'))[0]
    const changed = judged(one('首页》要闻', 'news', '2023-07-02'))[0]
    expect(amongOthers?.ground).toBe(first?.ground)
    expect(changed?.ground).not.toBe(first?.ground)
  })
})
