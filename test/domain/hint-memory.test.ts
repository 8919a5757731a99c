import { describe, expect, it } from 'vitest'
import { standingOf, weighHints, type SeenHint, type StandingHint } from '../../electron/domain/hint-memory.ts'
import type { DismissedGround } from '../../electron/domain/stored-hint.ts'

const url = 'http://site1.example/'
const seen = (ground: string, change: Partial<SeenHint> = {}): SeenHint => ({
  check: 'footer-marks',
  outcome: 'fail',
  message: `缺 ${ground}`,
  places: [],
  items: [],
  groundHash: ground,
  url,
  location: '首页',
  observedAt: '2023-09-26T02:00:00.000Z',
  ...change
})
const dismissed = (ground: string, change: Partial<DismissedGround> = {}): DismissedGround => ({
  objectKey: 'site:1',
  check: 'footer-marks',
  groundHash: ground,
  url,
  path: '',
  text: '',
  hintId: `old-${ground}`,
  reason: `理由 ${ground}`,
  inspector: '王检',
  time: '2023-06-20T02:00:00.000Z',
  ...change
})
const standing = (id: string, ground: string, state: StandingHint['state'] = 'open'): StandingHint => ({
  id,
  check: 'footer-marks',
  groundHash: ground,
  url,
  state
})
const weigh = (
  hints: SeenHint[],
  stands: StandingHint[] = [],
  before: DismissedGround[] = [],
  judged: string[] = ['footer-marks']
) => {
  let next = 0
  return weighHints({ hints, url, judged }, stands, before, () => `new-${(next += 1)}`)
}
const placed = (path: string, text: string): SeenHint['places'] => [{ url, path, text }]

describe('weighHints', () => {
  it('opens what was never seen', () => {
    expect(weigh([seen('a')])).toEqual({
      hints: [{ ...seen('a'), id: 'new-1', state: 'open', earlier: null }],
      again: [],
      gone: []
    })
  })

  it('lets what was dismissed for the same ground stay dismissed, with its reason', () => {
    const { hints } = weigh([seen('a')], [], [dismissed('a')])
    expect(hints).toMatchObject([{ state: 'remembered', earlier: { hintId: 'old-a', reason: '理由 a', isChanged: false } }])
  })

  it('opens it again when the ground is another, and says what was said before', () => {
    const { hints } = weigh([seen('b')], [], [dismissed('a')])
    expect(hints).toMatchObject([{ state: 'open', earlier: { hintId: 'old-a', reason: '理由 a', isChanged: true } }])
  })

  it('does not lay an old reason on a fault that stands beside the dismissed one', () => {
    const { hints } = weigh([seen('a'), seen('b')], [], [dismissed('a')])
    expect(hints.map(({ groundHash, state, earlier }) => [groundHash, state, earlier?.isChanged ?? null])).toEqual([
      ['a', 'remembered', false],
      ['b', 'open', null]
    ])
  })

  it.each([
    ['another page', dismissed('a', { url: 'http://site1.example/zcjd/' })],
    ['another check', dismissed('a', { check: 'meta-tags' })]
  ])('knows nothing of a dismissal on %s', (_what, before) => {
    expect(weigh([seen('b')], [], [before]).hints).toMatchObject([{ state: 'open', earlier: null }])
  })

  it('finds the right one of several by its place, then by its text, and guesses at none', () => {
    const before = [
      dismissed('a', { path: 'html>body>p', text: '甲' }),
      dismissed('b', { path: 'html>body>div', text: '乙' }),
      dismissed('c', { path: 'html>body>ul', text: '丙' })
    ]
    const hints = [
      seen('x', { places: placed('html>body>div', '乙') }),
      seen('y', { places: placed('html>body>span', '丙') }),
      seen('z', { places: placed('html>body>em', '丁') })
    ]
    expect(weigh(hints, [], before).hints.map(({ earlier }) => earlier?.hintId ?? null)).toEqual(['old-b', 'old-c', null])
  })

  it('names one dismissal for one hint only', () => {
    const before = [dismissed('a', { path: 'html>body>p', text: '甲' })]
    const hints = [seen('x', { places: placed('html>body>p', '甲') }), seen('y', { places: placed('html>body>p', '甲') })]
    expect(weigh(hints, [], before).hints.map(({ earlier }) => earlier?.hintId ?? null)).toEqual(['old-a', null])
  })

  it('is one hint in a batch for one ground, on however many pages', () => {
    const both = weigh([seen('a', { places: placed('p', '甲') }), seen('a', { places: placed('q', '乙') })])
    expect(both.hints).toHaveLength(1)
    expect(both.hints[0]?.places).toHaveLength(2)
    expect(weigh([seen('a', { url: 'http://site1.example/x/' })], [standing('h1', 'a')])).toMatchObject({
      hints: [],
      again: ['h1']
    })
  })

  it.each(['open', 'taken', 'dismissed', 'remembered'] as const)(
    'leaves one that is %s as it is when it is seen again',
    (state) => {
      expect(weigh([seen('a')], [standing('h1', 'a', state)])).toEqual({ hints: [], again: ['h1'], gone: [] })
    }
  )

  it('opens one that was gone under its own id', () => {
    expect(weigh([seen('a')], [standing('h1', 'a', 'gone')]).hints).toMatchObject([{ id: 'h1', state: 'open' }])
  })

  it('lets open ones go that the page no longer gives, of checks that came to an answer, on that page', () => {
    const elsewhere = { ...standing('h4', 'd'), url: 'http://site1.example/zcjd/' }
    const other = { ...standing('h5', 'e'), check: 'meta-tags' }
    const stands = [standing('h1', 'a'), standing('h2', 'b', 'taken'), standing('h3', 'c', 'dismissed'), elsewhere, other]
    expect(weigh([], stands).gone).toEqual(['h1'])
    expect(weigh([], stands, [], []).gone).toEqual([])
  })
})

describe('standingOf', () => {
  const rule = { precision: 0.5, leastDecisions: 20 }

  it.each([
    [0, 0, null, false],
    [0, 19, 0, false],
    [0, 20, 0, true],
    [9, 11, 0.45, true],
    [10, 10, 0.5, false],
    [500, 499, 500 / 999, false]
  ])('of %i taken and %i dismissed is agreement %s, quiet %s', (taken, dismissedCount, agreement, isQuiet) => {
    expect(standingOf({ taken, dismissed: dismissedCount }, rule, null)).toEqual({
      taken,
      dismissed: dismissedCount,
      agreement,
      isQuiet
    })
  })

  it('judges a woken check again after as many decisions more', () => {
    const quiet = (dismissedCount: number) => standingOf({ taken: 0, dismissed: dismissedCount }, rule, 25).isQuiet
    expect([quiet(25), quiet(44), quiet(45)]).toEqual([false, false, true])
  })

  it('takes the share as it is written: 3 of 10 are not below 0.3', () => {
    expect(standingOf({ taken: 3, dismissed: 7 }, { precision: 0.3, leastDecisions: 10 }, null).isQuiet).toBe(false)
    expect(standingOf({ taken: 7, dismissed: 3 }, { precision: 0.7, leastDecisions: 10 }, null).isQuiet).toBe(false)
    expect(standingOf({ taken: 2, dismissed: 8 }, { precision: 0.3, leastDecisions: 10 }, null).isQuiet).toBe(true)
  })
})
