import { describe, expect, it } from 'vitest'
import type { SearchTrial } from '../../../electron/domain/facts/site-facts.ts'
import { homeUrl, messages, outcomes, runSite } from '../facts-builders.ts'

const trial = (found: boolean | null, status: number | null = 200) => ({
  title: '关于促进就业的若干措施',
  searchUrl: `${homeUrl}search?q=1`,
  status,
  found
})
const judged = (...searches: SearchTrial[]) => runSite('search-finds-nothing', { searches })

describe('search-finds-nothing', () => {
  it('found, not found, not understood, not answered', () => {
    expect(outcomes(judged(trial(true)))).toEqual(['pass'])
    expect(outcomes(judged(trial(true), trial(false)))).toEqual(['fail'])
    expect(messages(judged(trial(false)))).toBe('站内搜索搜不到网站上已有的“关于促进就业的若干措施”。')
    expect(outcomes(judged(trial(null)))).toEqual(['needs-human'])
    expect(outcomes(judged(trial(false, 500)))).toEqual(['needs-human'])
    expect(outcomes(judged(trial(null, null)))).toEqual(['needs-human'])
  })

  it('what nobody searched for is left to a person, for a reason that stays when the title is another', () => {
    const of = (title: string) => judged({ ...trial(null, null), title, untried: 'post' as const })
    expect(messages(of('关于促进就业的若干措施'))).toBe(
      '首页的搜索框不能用网址提交（POST 方式），没有代为搜索，请打开首页搜“关于促进就业的若干措施”，看能不能搜到。'
    )
    expect(of('').map(({ ground }) => ground)).toEqual(of('关于促进就业的若干措施').map(({ ground }) => ground))
  })

  it('no trial and no facts', () => {
    expect(outcomes(judged())).toEqual(['needs-human'])
    expect(outcomes(runSite('search-finds-nothing', {}))).toEqual(['needs-human'])
  })
})
