import { describe, expect, it } from 'vitest'
import { networkView, wasReachedLately, type Attempt } from '../../electron/domain/sweep-network.ts'

const list = (pattern: string): Attempt[] =>
  [...pattern].map((sign, at) => ({ host: sign === 'x' ? 'same.example' : `h${at}.example`, isReached: sign === '+' }))

describe('networkView', () => {
  it.each([
    ['', 'fine'],
    ['-----', 'fine'],
    ['------', 'suspect'],
    ['xxxxxxxxxxxx', 'fine'],
    ['++++++------', 'fine'],
    ['+++---------', 'suspect'],
    ['++++--------', 'fine'],
    ['------------++++++++++++', 'fine']
  ])('of %s (newest last) is %s', (pattern, view) => {
    expect(networkView(list(pattern))).toBe(view)
  })
})

describe('wasReachedLately', () => {
  it('forgets what is twelve attempts ago', () => {
    expect(wasReachedLately(list(`+${'-'.repeat(11)}`))).toBe(true)
    expect(wasReachedLately(list(`+${'-'.repeat(12)}`))).toBe(false)
  })
})
