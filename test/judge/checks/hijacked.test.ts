import { describe, expect, it } from 'vitest'
import type { Fact, PageLink } from '../../../electron/domain/facts/facts.ts'
import { head, link, messages, noTerms, outcomes, page, runPage, term, texts } from '../facts-builders.ts'

const terms = { ...noTerms, gambling: [term('葡京'), term('赌博'), term('棋牌'), term('彩票', null, ['体育彩票'])] }
interface Case {
  head?: Partial<Fact<'head'>>
  links?: PageLink[]
  texts?: Fact<'texts'>
}
const judged = (change: Case) =>
  runPage('hijacked', page({ head: head(change.head), links: change.links ?? [], texts: change.texts ?? texts(['会议']) }), {
    terms
  })
const hidden = (href: string, hiddenBy: string, text = '链接') => link(href, { shown: false, hiddenBy, text })

describe('hijacked', () => {
  it('a sound page', () => {
    expect(outcomes(judged({ links: [link('https://www.example.com/')] }))).toEqual(['pass'])
  })

  it('gambling words in title and tags', () => {
    expect(outcomes(judged({ head: { documentTitles: ['澳门葡京官网'] } }))).toEqual(['fail'])
    expect(outcomes(judged({ head: { metaTags: { keywords: '葡京,棋牌' } } }))).toEqual(['fail'])
  })

  it('a notice against gambling is none, and a title stuffed with words does not pass for one', () => {
    expect(outcomes(judged({ head: { documentTitles: ['关于打击网络赌博的通告'] } }))).toEqual(['pass'])
    expect(outcomes(judged({ head: { documentTitles: ['体育彩票管理中心'] } }))).toEqual(['pass'])
    expect(outcomes(judged({ head: { documentTitles: ['打击 葡京 棋牌 赌博'] } }))).toEqual(['fail'])
  })

  it('hidden links out', () => {
    expect(outcomes(judged({ links: [hidden('http://a.example.com/', 'font-size:0')] }))).toEqual(['fail'])
    expect(outcomes(judged({ links: [hidden('http://a.example.com/', 'off-screen')] }))).toEqual(['fail'])
    expect(outcomes(judged({ links: [hidden('http://a.example.com/', 'display:none')] }))).toEqual(['needs-human'])
    expect(outcomes(judged({ links: [hidden('http://a.example.com/', 'display:none', '澳门葡京')] }))).toEqual(['fail'])
  })

  it('of bytes alone, what the style of the element says', () => {
    const styled = (hiddenBy: string | null) => link('http://a.example.com/', { shown: null, hiddenBy })
    expect(outcomes(judged({ links: [styled('font-size:0')] }))).toEqual(['fail'])
    expect(outcomes(judged({ links: [styled('display:none')] }))).toEqual(['needs-human'])
    expect(outcomes(judged({ links: [styled(null)] }))).toEqual(['pass'])
  })

  it('what folds a menu is for the eye', () => {
    for (const way of ['opacity:0', 'size:0', 'clip', 'visibility:hidden'])
      expect(outcomes(judged({ links: [hidden('http://a.example.com/', way)] })), way).toEqual(['needs-human'])
  })

  it('hidden links to the own site, to government and to the marks of the foot are menus', () => {
    const links = ['https://zwfw.s1.gov.cn/', 'https://www.gov.cn/', 'http://bszs.conac.cn/x', 'https://beian.miit.gov.cn/'].map(
      (href) => hidden(href, 'off-screen')
    )
    expect(outcomes(judged({ links }))).toEqual(['pass'])
  })

  it('words that nobody sees', () => {
    expect(outcomes(judged({ texts: texts([{ text: '澳门葡京娱乐', shown: false }]) }))).toEqual(['fail'])
    expect(outcomes(judged({ texts: texts([{ text: '澳门葡京娱乐', shown: true }]) }))).toEqual(['pass'])
  })

  it('another title for search engines', () => {
    expect(outcomes(judged({ texts: texts(['会议'], '云岭市 人民政府') }))).toEqual(['pass'])
    expect(outcomes(judged({ texts: texts(['会议'], '403 Forbidden') }))).toEqual(['needs-human'])
    const hints = judged({ texts: texts(['会议'], '葡京棋牌') })
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toBe('网站给搜索引擎的标题是“葡京棋牌”，给访问者的是“云岭市人民政府”，含博彩词 葡京、棋牌。')
  })

  it('says that no list of words was switched on; missing facts', () => {
    const facts = page({ head: head(), links: [], texts: texts([]) })
    expect(messages(runPage('hijacked', facts))).toContain('没有启用博彩词库')
    expect(outcomes(runPage('hijacked', page({ head: head(), links: [] }), { terms }))).toEqual(['needs-human'])
  })
})
