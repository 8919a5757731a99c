import { describe, expect, it } from 'vitest'
import type { InterpretationPair } from '../../../electron/domain/facts/site-facts.ts'
import { homeUrl, messages, outcomes, pair, runSite } from '../facts-builders.ts'

const judged = (...interpretations: InterpretationPair[]) => runSite('policy-interpreted', { interpretations })

describe('policy-interpreted', () => {
  it.each<[document: string, interpretation: string, outcome: string, why: string]>([
    ['2023-08-14', '2023-08-14', 'pass', 'same day'],
    ['2023-08-14', '2023-08-17', 'pass', 'third working day, Monday to Thursday'],
    ['2023-08-14', '2023-08-18', 'fail', 'fourth'],
    ['2023-08-11', '2023-08-16', 'pass', 'a Friday: the weekend does not count'],
    ['2023-08-11', '2023-08-17', 'fail', 'a Friday, fourth working day'],
    ['2023-01-20', '2023-01-30', 'pass', 'Spring Festival 21 to 27 January, 28 and 29 are worked: the 30th is the third'],
    ['2023-01-20', '2023-01-31', 'fail', 'the 31st is the fourth'],
    ['2023-08-14', '2023-08-13', 'fail', 'before its document']
  ])('%s, explained %s: %s (%s)', (document, interpretation, outcome) => {
    expect(outcomes(judged(pair(document, interpretation)))).toEqual([outcome])
  })

  it('says how many working days it took', () => {
    expect(messages(judged(pair('2023-01-20', '2023-01-31')))).toContain('隔了 4 个工作日，超过 3 个工作日')
  })

  it('a year without a table proves nothing, unless the limit is passed before it', () => {
    expect(outcomes(judged(pair('2024-12-31', '2025-01-02')))).toEqual(['needs-human'])
    expect(outcomes(judged(pair('2024-12-20', '2025-01-02')))).toEqual(['fail'])
  })

  it('no date, no interpretation', () => {
    expect(outcomes(judged(pair(null, '2023-08-14')))).toEqual(['needs-human'])
    expect(outcomes(judged(pair('2023-08-14', null)))).toEqual(['needs-human'])
    expect(outcomes(judged(pair('2023-08-14', null, { interpretation: null })))).toEqual(['needs-human'])
    expect(outcomes(judged(pair('2023-08-18', null, { interpretation: null })))).toEqual(['pass'])
  })

  it('links both ways, however the address is written', () => {
    const { document, interpretation } = pair('2023-08-14', '2023-08-14')
    const written = { ...document, linksTo: ['http://www.s1.gov.cn/explain/1.html#top'] }
    const oneWay = { ...document, linksTo: [homeUrl] }
    expect(outcomes(judged({ document: written, interpretation }))).toEqual(['pass'])
    expect(messages(judged({ document: oneWay, interpretation }))).toContain('文件没有链接到解读')
    const back = interpretation === null ? null : { ...interpretation, linksTo: [] }
    expect(messages(judged({ document, interpretation: back }))).toContain('解读没有链接到文件')
    expect(messages(judged({ document: oneWay, interpretation: back }))).toContain('没有相互链接')
    expect(outcomes(judged({ document: oneWay, interpretation: back }))).toEqual(['fail'])
  })

  it('any of several interpretations will do for the document; links that a script may put in are for a person', () => {
    const { document, interpretation } = pair('2023-08-14', '2023-08-14')
    const other = `${homeUrl}explain/2.html`
    const toOther = { ...document, linksTo: [other] }
    expect(outcomes(judged({ document: toOther, interpretation }))).toEqual(['fail'])
    const several = interpretation === null ? null : { ...interpretation, alsoAt: [other] }
    expect(outcomes(judged({ document: toOther, interpretation: several }))).toEqual(['pass'])
    expect(outcomes(judged({ document: { ...document, linksTo: [], by: 'http' }, interpretation }))).toEqual(['needs-human'])
    expect(outcomes(judged({ document: { ...document, linksTo: [], by: 'browser' }, interpretation }))).toEqual(['fail'])
  })

  it('the office’s own number of days', () => {
    const item = {
      id: 'HS1',
      title: '解读',
      kind: 'deduction' as const,
      enabled: true,
      applies: { portalOnly: false, needsService: false },
      check: 'policy-interpreted',
      status: 'applied' as const,
      numbers: { workingDays: { value: '5', status: 'applied' as const, source: '细则' } }
    }
    const by = (day: string) =>
      outcomes(runSite('policy-interpreted', { interpretations: [pair('2023-08-14', day)] }, { items: [item] }))
    expect(by('2023-08-21')).toEqual(['pass'])
    expect(by('2023-08-22')).toEqual(['fail'])
  })

  it('nothing to judge, no facts', () => {
    expect(outcomes(judged())).toEqual(['not-applicable'])
    expect(outcomes(runSite('policy-interpreted', {}))).toEqual(['needs-human'])
  })
})
