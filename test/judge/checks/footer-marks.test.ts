import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../electron/domain/facts/facts.ts'
import { document, footer, homePage, messages, outcomes, page, runPage, wechat } from '../facts-builders.ts'

const judged = (changes: Partial<Fact<'footerMarks'>>) => runPage('footer-marks', homePage({ footerMarks: footer(changes) }))
const nothing: Partial<Fact<'footerMarks'>> = {
  siteIdCode: null,
  siteIdCodeFrom: null,
  icp: [],
  policeRecord: null,
  organiser: null,
  contact: null,
  partyGovBadge: false,
  findErrorLink: false,
  findErrorSiteCode: null
}

describe('footer-marks', () => {
  it('all seven', () => {
    expect(outcomes(judged({}))).toEqual(['pass'])
  })

  it.each<[Partial<Fact<'footerMarks'>>, string]>([
    [{ partyGovBadge: false }, '党政机关标识'],
    [{ siteIdCode: null, siteIdCodeFrom: null }, '网站标识码'],
    [{ siteIdCodeFrom: 'meta' }, '网站标识码（只在网页标签里有，页脚没有显示）'],
    [{ siteIdCodeFrom: 'link' }, '网站标识码（只在链接里有，页脚没有显示）'],
    [{ icp: [] }, 'ICP备案号'],
    [{ policeRecord: null }, '公安机关备案标识'],
    [{ organiser: null }, '主办单位'],
    [{ contact: null }, '联系方式'],
    [{ findErrorLink: false, findErrorSiteCode: null }, '“我为政府网站找错”入口']
  ])('lacking one: %o', (changes, name) => {
    expect(outcomes(judged(changes))).toEqual(['fail'])
    expect(messages(judged(changes))).toBe(`网站标识缺 1 项：${name}。`)
  })

  it('nothing at all read is for the eye: the foot may stand in a frame', () => {
    expect(outcomes(judged(nothing))).toEqual(['needs-human'])
  })

  it('the registered code', () => {
    expect(outcomes(judged({ siteIdCode: '3400000009', findErrorSiteCode: null }))).toEqual(['fail'])
    expect(outcomes(judged({ findErrorSiteCode: '3400000009' }))).toEqual(['fail'])
    expect(outcomes(judged({ siteIdCode: '３４００００００01' }))).toEqual(['pass'])
  })

  it('two records, or one with two sites', () => {
    expect(outcomes(judged({ icp: ['云ICP备05000001号-1', '云ICP备05000001号-2'] }))).toEqual(['pass'])
    expect(outcomes(judged({ icp: ['云ICP备05000001号', '云ICP备16000009号'] }))).toEqual(['needs-human'])
  })

  it('a wall, a failed fact, an account', () => {
    expect(
      outcomes(runPage('footer-marks', homePage({ document: document({ status: 403 }), footerMarks: footer(nothing) })))
    ).toEqual(['needs-human'])
    expect(messages(runPage('footer-marks', page({}, { footerMarks: '框架读不到' })))).toContain(
      '“网站标识”（采集失败：“框架读不到”）'
    )
    expect(outcomes(runPage('footer-marks', homePage(), { object: wechat }))).toEqual(['not-applicable'])
  })
})
