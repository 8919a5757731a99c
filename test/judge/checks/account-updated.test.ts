import { describe, expect, it } from 'vitest'
import type { DatedItem } from '../../../electron/domain/facts/facts.ts'
import { accounts, plan } from '../../domain/rules/editions.ts'
import { dates, document, head, item, messages, outcomes, page, portal, runPage, wechat } from '../facts-builders.ts'

const facts = (...items: DatedItem[]) => page({ document: document(), head: head(), dates: dates(items) })
const judged = (day: string, object = wechat) => outcomes(runPage('account-updated', facts(item('推文', day)), { object }))

describe('account-updated', () => {
  it('14 days are inside 2 weeks, 15 are not', () => {
    expect(judged('2023-08-09')).toEqual(['pass'])
    expect(judged('2023-08-08')).toEqual(['fail'])
    expect(messages(runPage('account-updated', facts(item('推文', '2023-08-08')), { object: wechat }))).toBe(
      '最近一条发布于 2023-08-08（“推文”），距监测时间点 15 天，超过 2 周。'
    )
  })

  it('a pinned old post is not the newest', () => {
    const items = [item('置顶', '2020-01-01', { isPinned: true }), item('推文', '2023-08-20')]
    expect(outcomes(runPage('account-updated', facts(...items), { object: wechat }))).toEqual(['pass'])
  })

  it('working days of a local plan: 7 of them back from 23 August are 14 August', () => {
    const { indicators } = plan(accounts, 'fuyang-account')
    const by = (day: string) =>
      outcomes(runPage('account-updated', facts(item('推文', day)), { object: wechat, items: indicators }))
    expect(by('2023-08-14')).toEqual(['pass'])
    expect(by('2023-08-11')).toEqual(['fail'])
  })

  it('no day, only days to come, a wall', () => {
    expect(outcomes(runPage('account-updated', facts(), { object: wechat }))).toEqual(['needs-human'])
    expect(judged('2023-12-01')).toEqual(['needs-human'])
    const walled = page({ document: document({ status: 403 }), head: head(), dates: dates() })
    expect(outcomes(runPage('account-updated', walled, { object: wechat }))).toEqual(['needs-human'])
  })

  it('sites are not asked; missing facts', () => {
    expect(judged('2020-01-01', portal)).toEqual(['not-applicable'])
    expect(outcomes(runPage('account-updated', page({}), { object: wechat }))).toEqual(['needs-human'])
  })
})
