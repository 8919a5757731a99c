import { describe, expect, it } from 'vitest'
import type { Visit } from '../../../electron/domain/facts/site-facts.ts'
import { failedVisit, messages, outcomes, runSite, visitsOf, week } from '../facts-builders.ts'

const judged = (visits: Visit[], observedAt?: string) =>
  runSite('site-reachable', { visits }, observedAt === undefined ? {} : { observedAt })
/** 7 × 20 = 140 visits; `bad` of them, the first of the week, are as `how` says. */
const weekWith = (bad: number, how: Partial<Visit> = failedVisit): Visit[] => {
  const all = week.flatMap((day) => visitsOf(day, 20))
  return all.map((visit, index) => (index < bad ? { ...visit, ...how } : visit))
}

describe('site-reachable', () => {
  it('5 % of a week of 20 visits a day stands: 7 of 140', () => {
    expect(outcomes(judged(weekWith(7)))).toEqual(['fail'])
    expect(messages(judged(weekWith(7)))).toContain('2023-08-16 至 2023-08-22 访问 140 次，15 秒仍打不开 7 次，占 5%，达到 5%')
  })

  it('6 of 140 is 4.29 % and does not', () => {
    expect(outcomes(judged(weekWith(6)))).toEqual(['pass'])
  })

  it('4.997 % is not printed as the 5 % it does not reach', () => {
    const many = week.flatMap((day) => visitsOf(day, 286, (index) => (index < 14 ? failedVisit : {}), 5))
    const bad = many.map((visit, index) => (index === 285 || index === 571 ? { ...visit, ...failedVisit } : visit))
    expect(many).toHaveLength(2002)
    expect(outcomes(judged(bad))).toEqual(['pass'])
    expect(messages(judged(bad))).toContain('访问 2002 次，15 秒仍打不开 100 次，占 4.99%，未达到 5%')
  })

  it('14.9 s is open, 15 s is not', () => {
    expect(outcomes(judged(weekWith(140, { outcome: 'open', milliseconds: 14_900 })))).toEqual(['pass'])
    expect(outcomes(judged(weekWith(140, { outcome: 'slow', milliseconds: 14_900 })))).toEqual(['pass'])
    expect(outcomes(judged(weekWith(7, { outcome: 'open', milliseconds: 15_000 })))).toEqual(['fail'])
    expect(outcomes(judged(weekWith(7, { outcome: 'slow', milliseconds: null })))).toEqual(['fail'])
  })

  it('a day of 19 visits proves nothing, however many failed, and is named', () => {
    const visits = week.flatMap((day, index) => visitsOf(day, index === 3 ? 19 : 20, () => failedVisit))
    expect(outcomes(judged(visits))).toEqual(['needs-human'])
    expect(messages(judged(visits))).toContain('08-19（19 次）')
  })

  it('a gap is shown and not filled by the day before the week', () => {
    const visits = ['2023-08-15', ...week.filter((day) => day !== '2023-08-18')].flatMap((day) => visitsOf(day, 23))
    expect(outcomes(judged(visits))).toEqual(['needs-human'])
    expect(messages(judged(visits))).toContain('08-18（没有记录）')
  })

  it('visits while the own network was out do not count, neither as failures nor towards the 20', () => {
    const out = { ...failedVisit, control: 'lost' as const }
    const enough = week.flatMap((day) => visitsOf(day, 23, (index) => (index < 3 ? out : {})))
    expect(outcomes(judged(enough))).toEqual(['pass'])
    const tooFew = week.flatMap((day) => visitsOf(day, 23, (index) => (index < 4 ? out : {})))
    expect(outcomes(judged(tooFew))).toEqual(['needs-human'])
    expect(messages(judged(tooFew))).toContain('19 次，另有 4 次本机断网不计')
  })

  it('a burst of visits is one', () => {
    const burst = week.flatMap((day) =>
      Array.from({ length: 20 }, (_, index) => ({
        ...visitsOf(day, 1, () => failedVisit)[0],
        at: new Date(Date.parse(`${day}T09:00:00+08:00`) + index * 1_000).toISOString()
      }))
    ) as Visit[]
    expect(outcomes(judged(burst))).toEqual(['needs-human'])
    expect(messages(judged(burst))).toContain('访问 7 次')
  })

  it('the day of observation is still running and does not count, in China’s days', () => {
    const visits = [...week.slice(1), '2023-08-23'].flatMap((day) => visitsOf(day, 20))
    expect(outcomes(judged(visits, '2023-08-23T23:30:00+08:00'))).toEqual(['needs-human'])
    expect(outcomes(judged(visits, '2023-08-24T00:01:00+08:00'))).toEqual(['pass'])
  })

  it('a visit that a guard refused is no visit: neither a failure nor one of the 20 a day', () => {
    const refused = { ...failedVisit, status: 412 }
    const one = judged(weekWith(1, refused))
    expect(outcomes(one)).toEqual(['needs-human'])
    expect(messages(one)).toContain('08-16（19 次）')
    expect(messages(one)).toContain('另有 1 次被安全防护拦住或没有发出，不计入访问次数，请换一个网络用浏览器打开确认')
    const spare = week.flatMap((day) => visitsOf(day, 23, (index) => (index < 3 ? refused : {})))
    expect(outcomes(judged(spare))).toEqual(['pass'])
    expect(messages(judged(spare))).toContain('访问 140 次')
    // 7 of the 140 that count; the 21 refused ones make the share no smaller.
    const dead = week.flatMap((day) => visitsOf(day, 23, (index) => (index < 3 ? refused : index === 3 ? failedVisit : {})))
    expect(outcomes(judged(dead))).toEqual(['fail'])
  })

  it('the last whole week counts where the days after it are short', () => {
    const visits = [...weekWith(7), ...visitsOf('2023-08-23', 4)]
    expect(outcomes(judged(visits, '2023-08-25T10:00:00+08:00'))).toEqual(['fail'])
    expect(messages(judged(visits, '2023-08-25T10:00:00+08:00'))).toContain('2023-08-16 至 2023-08-22')
  })

  it('without control hosts the own network cannot be ruled out', () => {
    const unset = { ...failedVisit, control: 'unset' as const }
    expect(outcomes(judged(weekWith(7, unset)))).toEqual(['needs-human'])
    expect(messages(judged(weekWith(7, unset)))).toContain('没有设置对照地址，不能排除是本机网络的问题')
    expect(outcomes(judged(weekWith(6, unset)))).toEqual(['pass'])
    // One such visit among the seven is enough.
    const mixed = weekWith(7).map((visit, index) => (index === 3 ? { ...visit, ...unset } : visit))
    expect(outcomes(judged(mixed))).toEqual(['needs-human'])
  })

  it('numbers come from the rule', () => {
    const rule = (visitsPerDay: string, status: 'confirmed' | 'unconfirmed') => ({
      id: 'W2',
      title: '站点无法访问',
      kind: 'veto' as const,
      enabled: true,
      applies: { portalOnly: false, needsService: false },
      check: 'site-reachable',
      status: 'confirmed' as const,
      window: { value: { amount: 1, unit: 'week' as const }, status: 'confirmed' as const, source: '计划' },
      numbers: {
        visitsPerDay: { value: visitsPerDay, status, source: '计划' },
        timeoutSeconds: { value: '30', status: 'confirmed' as const, source: '计划' },
        failPercent: { value: '10', status: 'confirmed' as const, source: '计划' }
      }
    })
    const slow = weekWith(14, { outcome: 'slow', milliseconds: 20_000 })
    const dead = weekWith(14)
    const by = (visits: Visit[], item: ReturnType<typeof rule>) =>
      outcomes(runSite('site-reachable', { visits }, { items: [item] }))
    expect(by(slow, rule('20', 'confirmed'))).toEqual(['pass'])
    expect(by(dead, rule('20', 'confirmed'))).toEqual(['fail'])
    expect(by(dead, rule('20', 'unconfirmed'))).toEqual(['needs-human'])
    expect(by(weekWith(13), rule('20', 'confirmed'))).toEqual(['pass'])
    expect(by(dead, rule('23', 'confirmed'))).toEqual(['needs-human'])
  })

  it('without visits a person decides', () => {
    expect(outcomes(runSite('site-reachable', {}))).toEqual(['needs-human'])
    expect(messages(runSite('site-reachable', {}))).toContain('“访问记录”')
    expect(outcomes(judged([]))).toEqual(['needs-human'])
  })

  it('the ground is what failed, not when it was looked at', () => {
    const [first] = judged(weekWith(7))
    const [again] = judged(weekWith(7), '2023-08-23T12:00:00+08:00')
    const [other] = judged(weekWith(8))
    expect(again?.ground).toBe(first?.ground)
    expect(other?.ground).not.toBe(first?.ground)
  })
})
