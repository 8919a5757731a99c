import { describe, expect, it } from 'vitest'
import { paceOf, type Completion } from '../../electron/domain/pace.ts'

/** Completions of one person at minutes after nine. */
const at = (inspector: string, minutes: readonly number[]): Completion[] =>
  minutes.map((minute) => ({ inspector, time: new Date(Date.parse('2023-09-26T01:00:00Z') + minute * 60_000).toISOString() }))

describe('paceOf', () => {
  it.each<[string, Completion[], ReturnType<typeof paceOf>]>([
    ['nothing finished', [], null],
    ['four finished', at('甲', [0, 5, 10, 15]), null],
    // Gaps 4, 6, 5, 7: between 5 and 6 minutes.
    ['five finished', at('甲', [0, 4, 10, 15, 22]), { secondsEach: 330, gaps: 4, sessions: 1 }],
    // The gap of 31 minutes is lunch; left are 4, 6 and 5, 7.
    ['a break of more than half an hour', at('甲', [0, 4, 10, 41, 46, 53]), { secondsEach: 330, gaps: 4, sessions: 2 }],
    // Exactly half an hour is a hard site: 4, 6, 30, 5.
    ['a gap of half an hour', at('甲', [0, 4, 10, 40, 45]), { secondsEach: 330, gaps: 4, sessions: 1 }],
    // Read as one row they would be 1 minute apart; each of the two needs 10.
    [
      'two people side by side',
      [...at('甲', [0, 10, 20, 30]), ...at('乙', [1, 11, 21, 31])],
      { secondsEach: 600, gaps: 6, sessions: 2 }
    ],
    ['all finished in one act', at('甲', [0, 0, 0, 0, 0, 0, 0, 0]), null],
    // The rest of the batch was passed at the end: that is no pace.
    [
      'some by hand, then the rest in one act',
      at('甲', [0, 4, 8, 12, 16, 18, 18, 18, 18]),
      { secondsEach: 240, gaps: 5, sessions: 1 }
    ],
    ['one by one, but hours apart', at('甲', [0, 60, 120, 180, 240, 300]), null],
    ['in any order', at('甲', [22, 0, 15, 4, 10]), { secondsEach: 330, gaps: 4, sessions: 1 }]
  ])('%s', (_, completions, expected) => expect(paceOf(completions)).toEqual(expected))

  it('leaves older sessions out once the newest hold twenty gaps', () => {
    const slow = at(
      '甲',
      Array.from({ length: 11 }, (_, index) => index * 20)
    )
    const quick = at(
      '甲',
      Array.from({ length: 21 }, (_, index) => 1_000 + index * 3)
    )
    expect(paceOf([...slow, ...quick])).toEqual({ secondsEach: 180, gaps: 20, sessions: 1 })
    // One gap fewer, and the older session is asked too: 19 of 3 minutes, 10 of 20.
    expect(paceOf([...slow, ...quick.slice(1)])).toEqual({ secondsEach: 180, gaps: 29, sessions: 2 })
  })
})
