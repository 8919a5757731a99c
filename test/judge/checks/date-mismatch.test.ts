import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../electron/domain/facts/facts.ts'
import { at, dates, messages, outcomes, page, runPage } from '../facts-builders.ts'

const judged = (changes: Partial<Fact<'dates'>>) => runPage('date-mismatch', page({ dates: dates([], changes) }))
const named = (text: string, meta: string) => [
  { from: 'text', date: text },
  { from: 'meta', date: meta }
]

describe('date-mismatch', () => {
  it('one day, or none', () => {
    expect(outcomes(judged({ publishDate: '2023-08-20', publishDateFrom: 'text' }))).toEqual(['pass'])
    expect(outcomes(judged({}))).toEqual(['pass'])
    expect(outcomes(judged({ publishDateContradicted: named('2023-08-20', '2023-08-20') }))).toEqual(['pass'])
  })

  it('text and tag name different days', () => {
    const hints = judged({ publishDateContradicted: named('2023-08-20', '2023-03-01') })
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toBe('页面的发布日期前后不一：正文为 2023-08-20，网页标签为 2023-03-01，相差 172 天。')
    expect(outcomes(judged({ publishDateContradicted: named('2023-08-20', '2023-08-18') }))).toEqual(['fail'])
    expect(outcomes(judged({ publishDateContradicted: named('2023-08-20', '2023-08-19') }))).toEqual(['needs-human'])
  })

  it('a day that has not come', () => {
    expect(outcomes(judged({ publishDate: '2023-08-24', publishDateFrom: 'text' }))).toEqual(['fail'])
    expect(outcomes(judged({ publishDate: '2023-08-23', publishDateFrom: 'text' }))).toEqual(['pass'])
  })

  it('the visitor’s own day', () => {
    expect(outcomes(judged({ visitorClock: [at('发布时间：2023-08-23')] }))).toEqual(['fail'])
    expect(outcomes(judged({ visitorClock: [at('发布日期：2023年8月23日 星期三 来源：本网')] }))).toEqual(['fail'])
    expect(outcomes(judged({ visitorClock: [at('2023-08-23')] }))).toEqual(['needs-human'])
    expect(outcomes(judged({ visitorClock: [at('今天是2023年8月23日 星期三')] }))).toEqual(['pass'])
    expect(outcomes(judged({ visitorClock: [at('2023年8月23日 星期三')] }))).toEqual(['pass'])
  })

  it('a day that a script holds is the page’s own', () => {
    expect(outcomes(judged({ publishDate: '2023-08-20', publishDateFrom: 'script' }))).toEqual(['pass'])
  })

  it('no facts', () => {
    expect(outcomes(runPage('date-mismatch', page({})))).toEqual(['needs-human'])
  })
})
