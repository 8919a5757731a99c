import { describe, expect, it } from 'vitest'
import { homeUrl, messages, outcomes, runSite } from '../facts-builders.ts'

const trial = (found: boolean | null, status: number | null = 200) => ({
  title: '关于促进就业的若干措施',
  searchUrl: `${homeUrl}search?q=1`,
  status,
  found
})
const judged = (...searches: ReturnType<typeof trial>[]) => runSite('search-finds-nothing', { searches })

describe('search-finds-nothing', () => {
  it('found, not found, not understood, not answered', () => {
    expect(outcomes(judged(trial(true)))).toEqual(['pass'])
    expect(outcomes(judged(trial(true), trial(false)))).toEqual(['fail'])
    expect(messages(judged(trial(false)))).toBe('站内搜索搜不到网站上已有的“关于促进就业的若干措施”。')
    expect(outcomes(judged(trial(null)))).toEqual(['needs-human'])
    expect(outcomes(judged(trial(false, 500)))).toEqual(['needs-human'])
    expect(outcomes(judged(trial(null, null)))).toEqual(['needs-human'])
  })

  it('no trial and no facts', () => {
    expect(outcomes(judged())).toEqual(['needs-human'])
    expect(outcomes(runSite('search-finds-nothing', {}))).toEqual(['needs-human'])
  })
})
