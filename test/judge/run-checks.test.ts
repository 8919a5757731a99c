import { describe, expect, it } from 'vitest'
import { pageCheck, siteCheck, type Check } from '../../electron/judge/check.ts'
import { checks } from '../../electron/judge/index.ts'
import { pass } from '../../electron/judge/result.ts'
import { runChecks } from '../../electron/judge/run-checks.ts'
import {
  at,
  checkedLink,
  column,
  columns,
  context,
  dates,
  document,
  footer,
  guide,
  head,
  homePage,
  homeUrl,
  item,
  link,
  mailbox,
  message,
  messages,
  outcomes,
  page,
  pair,
  term,
  texts,
  wechat
} from './facts-builders.ts'

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
    for (const { check, message: text, outcome } of hints) {
      expect(text, check).toMatch(/^[^\n]*\p{Script=Han}[^\n]*。$/u)
      expect(text, check).not.toMatch(/undefined|null|NaN|\[object/)
      expect(outcome, `${check}: ${text}`).not.toBe('error')
    }
  })

  it('without facts nothing passes', () => {
    for (const { check, outcome } of runChecks({}, context(), all))
      expect(['needs-human', 'not-applicable'], check).toContain(outcome)
  })

  it('a hostile page makes no hint long, no sentence turn round, and no check slow', () => {
    const bad = `\u202e${'澳门葡京帐号'.repeat(5_000)}\n\u200b`
    const many = <T>(make: (index: number) => T): T[] => Array.from({ length: 2_000 }, (_, index) => make(index))
    const items = many((index) => item(`${bad.slice(0, 400)}${index % 7}`, index % 2 === 0 ? '2023-09-09' : '2019-01-01'))
    const words = [term('葡京'), term('帐号', '账号')]
    const facts = homePage({
      head: head({ title: bad, documentTitles: [bad, `${bad}2`], metaTags: { [bad]: bad, SiteIDCode: bad, SiteDomain: bad } }),
      footerMarks: footer({
        icp: many((index) => `云ICP备${index}号${bad.slice(0, 200)}`),
        siteIdCode: bad,
        findErrorSiteCode: `${bad}1`
      }),
      dates: dates(items, {
        visitorClock: [at(`发布时间${bad}`)],
        publishDateContradicted: [
          { from: bad.slice(0, 9), date: '2023-01-01' },
          { from: 'meta', date: '2022-01-01' }
        ]
      }),
      columns: columns({ breadcrumb: many(() => bad.slice(0, 100)) }),
      links: many((index) =>
        link(`http://x${index}.example.com/${bad.slice(0, 300)}`, {
          shown: false,
          hiddenBy: 'font-size:0',
          text: bad.slice(0, 300)
        })
      ),
      mailbox: mailbox(...many((index) => message(bad.slice(0, 300), '2023-01-01', index % 2 === 0 ? '2022-01-01' : null))),
      guide: guide({ basis: '', name: bad }),
      texts: texts([bad, { text: bad, shown: false }], bad)
    })
    const site = {
      links: many((index) =>
        checkedLink(`http://y${index}.example.com/${bad.slice(0, 300)}`, {
          isExternal: true,
          outcome: 'dead',
          status: 404,
          evidence: bad,
          title: bad,
          texts: [bad]
        })
      ),
      columns: many((index) =>
        column(`${bad.slice(0, 300)}${index}`, 'news', [], { emptyMessage: bad, status: index % 2 === 0 ? 200 : 403 })
      ),
      interpretations: many(() => ({
        ...pair('2023-08-14', '2023-08-30'),
        document: { ...pair(null, null).document, title: bad, publishedOn: '2023-08-14' }
      })),
      searches: many(() => ({ title: bad, searchUrl: homeUrl, status: 200, found: false }))
    }
    const terms = { misspelt: words, sensitive: words, gambling: words }
    const hints = runChecks({ page: facts, site }, context({ terms }), all)
    expect(hints.filter(({ outcome }) => outcome === 'error')).toEqual([])
    for (const { check, message: text, places } of hints) {
      expect(text.length, `${check}: ${text}`).toBeLessThan(500)
      expect(text, check).not.toMatch(/[\u202e\u200b]/)
      // Only the check itself may begin a second line, for its reasoning.
      const [, reasoning = '', ...others] = text.split('\n')
      expect(others, check).toEqual([])
      expect(reasoning, check).not.toContain('澳门')
      expect(places.length, check).toBeLessThanOrEqual(200)
    }
  })

  it('is not moved by anything but its input', () => {
    const once = runChecks({ page: homePage() }, context(), all)
    expect(runChecks({ page: homePage() }, context(), all)).toEqual(once)
  })
})
