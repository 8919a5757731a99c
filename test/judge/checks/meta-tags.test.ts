import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../electron/domain/facts/facts.ts'
import { dates, document, head, homePage, item, messages, outcomes, page, runPage } from '../facts-builders.ts'

const judged = (changes: Partial<Fact<'head'>>) => runPage('meta-tags', homePage({ head: head(changes) }))
const whole = { SiteName: '网站1', SiteDomain: 'www.s1.gov.cn', SiteIDCode: '3400000001' }

describe('meta-tags', () => {
  it('a home page with its three tags, in whatever letters', () => {
    expect(outcomes(judged({}))).toEqual(['pass'])
    expect(outcomes(judged({ metaTags: { sitename: '网站1', SITEDOMAIN: 's1.gov.cn', siteidcode: '3400000001' } }))).toEqual([
      'pass'
    ])
  })

  it('one that the rule is known to ask for', () => {
    const { SiteIDCode: _, ...rest } = whole
    expect(outcomes(judged({ metaTags: rest }))).toEqual(['fail'])
    expect(messages(judged({ metaTags: rest, emptyMetaTags: ['SiteIDCode'] }))).toBe('网页标签缺 1 个：SiteIDCode（内容为空）。')
  })

  it('one that nobody has read in the rule', () => {
    const { SiteDomain: _, ...rest } = whole
    expect(outcomes(judged({ metaTags: rest }))).toEqual(['needs-human'])
  })

  it('values against registry and address', () => {
    expect(outcomes(judged({ metaTags: { ...whole, SiteIDCode: '3400000009' } }))).toEqual(['fail'])
    expect(outcomes(judged({ metaTags: { ...whole, SiteName: '临江信息港' } }))).toEqual(['needs-human'])
    expect(outcomes(judged({ metaTags: { ...whole, SiteDomain: 'www.other.gov.cn' } }))).toEqual(['needs-human'])
  })

  it.each<[titles: string[], outcome: string]>([
    [[], 'fail'],
    [['  '], 'fail'],
    [['无标题文档'], 'fail'],
    [['Untitled Document'], 'fail'],
    [['云岭市', '云岭市'], 'pass'],
    [['云岭市', '另一个'], 'needs-human']
  ])('titles %o: %s', (documentTitles, outcome) => {
    expect(outcomes(judged({ documentTitles }))).toEqual([outcome])
  })

  it('columns and articles have their own', () => {
    const tags = { ...whole, ColumnName: '要闻', ColumnType: '新闻动态' }
    const other = { isHome: false }
    const list = dates([item('甲', '2023-08-20'), item('乙', '2023-08-19')])
    const article = dates([], { publishDate: '2023-08-20', publishDateFrom: 'text' })
    const on = (metaTags: Record<string, string>, known: Fact<'dates'>) =>
      outcomes(runPage('meta-tags', homePage({ head: head({ metaTags }), dates: known }), other))
    expect(on(whole, list)).toEqual(['fail'])
    expect(on(tags, list)).toEqual(['pass'])
    expect(on(tags, article)).toEqual(['pass'])
    expect(on({ ...tags, ArticleTitle: '甲', PubDate: '2023-08-20', ContentSource: '本网' }, article)).toEqual(['pass'])
  })

  it('a wall and a missing fact', () => {
    expect(
      outcomes(runPage('meta-tags', homePage({ document: document({ status: 202 }), head: head({ metaTags: {} }) })))
    ).toEqual(['needs-human'])
    expect(outcomes(runPage('meta-tags', page({ document: document() })))).toEqual(['needs-human'])
  })
})
