import { describe, expect, it } from 'vitest'
import type { CheckedLink } from '../../../electron/domain/facts/site-facts.ts'
import { checkedLink, homeUrl, messages, noTerms, outcomes, runSite, term } from '../facts-builders.ts'

const terms = { ...noTerms, gambling: [term('葡京'), term('彩票', null, ['福利彩票', '体育彩票']), term('赌博')] }
const judged = (changes: Partial<CheckedLink>, url = 'http://www.oldlink.cn/') =>
  runSite('external-links', { links: [checkedLink(url, { isExternal: true, ...changes })] }, { terms })

describe('external-links', () => {
  it.each([
    '该域名正在出售',
    'oldlink.cn 域名转让',
    '出售此域名',
    'oldlink.cn is for sale - domain is for sale',
    'Buy this domain',
    '此域名已过期'
  ])('parked: %s', (title) => {
    expect(outcomes(judged({ title }))).toEqual(['fail'])
  })

  it('gambling, but not the lottery that is allowed', () => {
    expect(outcomes(judged({ title: '澳门葡京官网' }))).toEqual(['fail'])
    expect(messages(judged({ title: '澳门葡京官网' }))).toContain('含“葡京”')
    expect(outcomes(judged({ title: '中国福利彩票发行管理中心' }))).toEqual(['pass'])
    expect(outcomes(judged({ title: '云岭彩票网' }))).toEqual(['fail'])
    expect(outcomes(judged({ title: '全国打击跨境赌博举报平台' }))).toEqual(['pass'])
  })

  it('ended on another owner’s host', () => {
    expect(outcomes(judged({ title: '首页', finalUrl: 'http://shop.example.com/' }))).toEqual(['needs-human'])
    expect(outcomes(judged({ title: '首页', finalUrl: 'https://oldlink.cn/index' }))).toEqual(['pass'])
    expect(outcomes(judged({ title: '首页', finalUrl: 'https://www.new.gov.cn/' }))).toEqual(['pass'])
  })

  it('another name than the link gives it', () => {
    expect(outcomes(judged({ texts: ['云岭市林业局'], title: '财富在线' }))).toEqual(['needs-human'])
    expect(outcomes(judged({ texts: ['云岭市林业局'], title: '云岭林业' }))).toEqual(['pass'])
    expect(outcomes(judged({ texts: ['点击进入'], title: '财富在线' }))).toEqual(['pass'])
  })

  it('inside links and missing facts', () => {
    expect(outcomes(runSite('external-links', { links: [checkedLink(homeUrl, { title: '域名出售' })] }))).toEqual([
      'not-applicable'
    ])
    expect(outcomes(runSite('external-links', {}))).toEqual(['needs-human'])
  })

  it('says that no list of words was switched on', () => {
    expect(messages(runSite('external-links', { links: [checkedLink('http://a.cn/', { isExternal: true })] }))).toContain(
      '没有启用博彩词库'
    )
  })
})
