import { describe, expect, it } from 'vitest'
import { readShare, splitEvenly, type Splittable } from '../../electron/domain/split-work.ts'

/** Small numbers from a seed, so that a failing case can be made again. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const most = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts)

describe('splitEvenly', () => {
  it('gives every target to one share, none larger by more than one, over all and in every stratum, whatever the order', () => {
    let cases = 0
    for (let seed = 1; seed <= 2000; seed += 1) {
      const next = random(seed)
      const [amount, kinds, shares] = [next(80), 1 + next(6), 1 + next(9)]
      const targets = Array.from({ length: amount }, (_, order): Splittable => ({
        objectKey: `site:${order}`,
        stratum: `地区${next(kinds)}`,
        order
      }))
      const parts = splitEvenly(targets, shares)
      const keys = parts.map((part) => part.map(({ objectKey }) => objectKey))
      expect(keys.flat().toSorted(), `seed ${seed}`).toEqual(targets.map(({ objectKey }) => objectKey).toSorted())
      expect(most(parts.map(({ length }) => length)), `seed ${seed}`).toBeLessThanOrEqual(1)
      for (let kind = 0; kind < kinds; kind += 1) {
        const counts = parts.map((part) => part.filter(({ stratum }) => stratum === `地区${kind}`).length)
        expect(most(counts), `seed ${seed}, 地区${kind}`).toBeLessThanOrEqual(1)
      }
      const shuffled = targets.toSorted(() => next(3) - 1)
      expect(splitEvenly(shuffled, shares)).toEqual(parts)
      cases += 1
    }
    process.stdout.write(`split: ${cases} batches\n`)
    expect(cases).toBe(2000)
  })

  it('refuses a number of shares that is none', () => {
    for (const shares of [0, -1, 1.5, Number.NaN]) expect(() => splitEvenly([], shares)).toThrow(RangeError)
  })
})

describe('readShare', () => {
  it('reads 2/3 and nothing that names no share', () => {
    expect(readShare(' 2/3 ')).toEqual({ index: 2, of: 3 })
    for (const written of ['', '0/3', '4/3', '1/0', '1/3/5', '-1/3', 'a/b', '1.5/2', '１/２', '1/99999'])
      expect(readShare(written)).toBeNull()
  })
})
