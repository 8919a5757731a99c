import { describe, expect, it } from 'vitest'
import { pageCheck, siteCheck, type Check } from '../../electron/judge/check.ts'
import { checks } from '../../electron/judge/index.ts'
import { pass } from '../../electron/judge/result.ts'
import { runChecks } from '../../electron/judge/run-checks.ts'
import { context, document, head, homePage, messages, outcomes, page, wechat } from './facts-builders.ts'

const sound = pageCheck({ id: 'sound', title: '好的检查', needs: ['head'], run: ({ head: { title } }) => pass(`标题${title}。`) })
const broken = pageCheck({
  id: 'broken',
  title: '坏的检查',
  needs: ['head'],
  run() {
    throw new TypeError('x is not a function')
  }
})
const forgetful = siteCheck({ id: 'forgetful', title: '忘了的检查', needs: [], run: () => [] })
const known: readonly Check[] = [broken, sound, forgetful]

describe('runChecks', () => {
  it('an exception becomes an error and stops nothing else', () => {
    const hints = runChecks({ page: page({ head: head() }) }, context(), ['broken', 'sound'], known)
    expect(hints.map(({ check, outcome }) => [check, outcome])).toEqual([
      ['broken', 'error'],
      ['sound', 'pass']
    ])
    expect(hints[0]?.message).toBe('检查“坏的检查”出错，没有得出结论，请人工查看（“x is not a function”）。')
  })

  it('a check that says nothing is an error, never a pass', () => {
    expect(outcomes(runChecks({}, context(), ['forgetful'], known))).toEqual(['error'])
  })

  it('an unknown id is an error', () => {
    expect(messages(runChecks({}, context(), ['no-such'], known))).toBe('没有名为“no-such”的检查。')
  })

  it('a missing or failed fact is named, and the check is not run', () => {
    expect(messages(runChecks({}, context(), ['broken'], known))).toBe(
      '缺少“标题和网页标签”（没有采集），不能做“坏的检查”检查，请人工查看。'
    )
    const hints = runChecks({ page: page({}, { head: '页面关闭了' }) }, context(), ['broken'], known)
    expect(outcomes(hints)).toEqual(['needs-human'])
    expect(messages(hints)).toContain('采集失败：“页面关闭了”')
  })

  it('a check is given the facts it needs and no others', () => {
    const seen: string[][] = []
    const nosy = pageCheck({
      id: 'nosy',
      title: '好奇的检查',
      needs: ['head'],
      run(facts) {
        seen.push(Object.keys(facts))
        return pass('好。')
      }
    })
    runChecks({ page: page({ head: head(), document: document() }) }, context(), ['nosy'], [nosy])
    expect(seen).toEqual([['head']])
  })

  const all = checks.map(({ id }) => id)

  it.each([
    ['no facts', {}, context()],
    ['a sound home page', { page: homePage() }, context()],
    ['an account', {}, context({ object: wechat })],
    ['an address no registry knows', { page: homePage(), site: {} }, context({ object: null, isHome: false })]
  ])('every check answers %s in one Chinese sentence', (_, facts, given) => {
    const hints = runChecks(facts, given, all)
    expect(new Set(hints.map(({ check }) => check)).size).toBe(all.length)
    for (const { check, message, outcome } of hints) {
      expect(message, check).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u)
      expect(message, check).not.toMatch(/undefined|null|NaN|\[object/)
      expect(outcome, `${check}: ${message}`).not.toBe('error')
    }
  })

  it('without facts nothing passes', () => {
    for (const { check, outcome } of runChecks({}, context(), all))
      expect(['needs-human', 'not-applicable'], check).toContain(outcome)
  })

  it('is not moved by anything but its input', () => {
    const once = runChecks({ page: homePage() }, context(), all)
    expect(runChecks({ page: homePage() }, context(), all)).toEqual(once)
  })
})
