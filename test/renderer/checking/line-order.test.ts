import { describe, expect, it } from 'vitest'
import type { LineEntry } from '../../../electron/contract/line.ts'
import type { TargetState, Verdict } from '../../../electron/domain/inspection.ts'
import { lineProgress, nextUnanswered, stepAsked } from '../../../renderer/features/checking/line-order.ts'

/** `name: [state, verdict, asked]` in list order. */
function line(made: Record<string, [TargetState, Verdict | null, boolean]>) {
  const rows = Object.entries(made).map(([objectKey, [state]]) => ({ objectKey, state }))
  const entries = new Map(
    Object.entries(made).map(([objectKey, [, verdict, isAsked]]): [string, LineEntry] => [
      objectKey,
      { objectKey, verdict, findings: 0, notAsked: isAsked ? null : '不适用' }
    ])
  )
  return { rows, entries }
}

const { rows, entries } = line({
  a: ['in-progress', 'pass', true],
  b: ['waiting', null, true],
  c: ['waiting', null, false],
  d: ['inspected', null, true],
  e: ['in-progress', 'pending', true],
  f: ['waiting', null, true]
})

describe('nextUnanswered', () => {
  it('goes to the next without a verdict, over those not asked, completed and put off, and around the end', () => {
    expect(nextUnanswered(rows, entries, 'a')?.objectKey).toBe('b')
    expect(nextUnanswered(rows, entries, 'b')?.objectKey).toBe('f')
    expect(nextUnanswered(rows, entries, 'f')?.objectKey).toBe('b')
    expect(nextUnanswered(rows, entries, null)?.objectKey).toBe('b')
  })

  it('never comes back to where one is, and ends when all are answered', () => {
    expect(nextUnanswered(rows.slice(0, 2), entries, 'b')).toBeNull()
    expect(nextUnanswered([], entries, null)).toBeNull()
    // Not read yet: nobody is sent to a target that may not be asked.
    expect(nextUnanswered(rows, new Map(), 'a')).toBeNull()
  })
})

describe('stepAsked', () => {
  it('walks the list over what is not asked, and stays at the ends', () => {
    expect(stepAsked(rows, entries, 'b', 1)?.objectKey).toBe('d')
    expect(stepAsked(rows, entries, 'd', -1)?.objectKey).toBe('b')
    expect(stepAsked(rows, entries, 'f', 1)).toBeNull()
    expect(stepAsked(rows, entries, 'a', -1)).toBeNull()
  })
})

describe('lineProgress', () => {
  it('counts a completed target as answered, the put off apart, the skipped not at all', () => {
    expect(lineProgress(rows, entries)).toEqual({ asked: 5, answered: 3, pending: 1, skipped: 1 })
  })
})
