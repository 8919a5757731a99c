import { describe, expect, it } from 'vitest'
import { column, columns, dates, document, head, item, messages, outcomes, page, runPage, runSite } from '../facts-builders.ts'

const judged = (...list: Parameters<typeof column>[]) => runSite('blank-column', { columns: list.map((each) => column(...each)) })
const empty = { emptyMessage: '暂无内容' }

describe('blank-column', () => {
  it('says so itself', () => {
    const hints = judged(['首页》规划', 'other', [], empty])
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toBe('“首页》规划”没有内容，页面写着“暂无内容”。\n空白栏目共 1 个，未达到 5 个。')
  })

  it('five reach the veto', () => {
    const five = ['甲', '乙', '丙', '丁', '戊'].map((name) => [`首页》${name}`, 'other', [], empty] as Parameters<typeof column>)
    expect(judged(...five)[0]?.message).toContain('共 5 个，达到 5 个')
  })

  it('one entry is content, dated or not', () => {
    expect(outcomes(judged(['首页》规划', 'other', [item('规划', '2019-01-01')], empty]))).toEqual(['pass'])
    expect(outcomes(judged(['首页》规划', 'other', [], { undatedItems: 1, ...empty }]))).toEqual(['pass'])
  })

  it('nothing read and nothing said is for the eye: a script may fill the list', () => {
    expect(outcomes(judged(['首页》规划', 'other', []]))).toEqual(['needs-human'])
  })

  it('a column that did not open is not blank', () => {
    expect(outcomes(judged(['首页》规划', 'other', [], { ...empty, status: 404 }]))).toEqual(['needs-human'])
  })

  it('missing facts', () => {
    expect(outcomes(runSite('blank-column', {}))).toEqual(['needs-human'])
  })

  it('a page inspected by itself is judged as the column it is', () => {
    const facts = page({
      document: document(),
      head: head({ title: '规划计划' }),
      dates: dates([], empty),
      columns: columns({ breadcrumb: ['首页', '政务公开', '规划计划'] })
    })
    const hints = runPage('blank-column', facts, { isHome: false, url: 'https://www.s1.gov.cn/gh/' })
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toContain('“首页》政务公开》规划计划”')
    expect(outcomes(runPage('blank-column', facts))).toEqual(['not-applicable'])
  })
})
