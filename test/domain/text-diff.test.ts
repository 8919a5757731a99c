import { assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparedBlocks, diffBlocks, diffCharacters, type TextPart } from '../../electron/domain/text-diff.ts'

const joined = (parts: readonly TextPart[], without: TextPart['kind']): string =>
  parts.flatMap(({ kind, text }) => (kind === without ? [] : [text])).join('')

/** Length of the longest common subsequence by the textbook table. */
function common(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const sign of a) {
    const next = [0]
    for (let at = 0; at < b.length; at += 1)
      next.push(sign === b[at] ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    row = next
  }
  return row.at(-1) ?? 0
}

describe('diffCharacters', () => {
  it('names what went and what came inside a Chinese sentence', () => {
    expect(diffCharacters('办公时间：上午8:30至11:30', '办公时间：上午9:30至11:30')).toEqual([
      { kind: 'same', text: '办公时间：上午' },
      { kind: 'removed', text: '8' },
      { kind: 'added', text: '9' },
      { kind: 'same', text: ':30至11:30' }
    ])
  })

  it('gives both texts back and keeps as much as can be kept', () => {
    const text = string({ unit: constantFrom('政', '务', '公', '开', '𠮷'), maxLength: 30 })
    assert(
      property(text, text, (before, after) => {
        const parts = diffCharacters(before, after)
        expect(joined(parts, 'added')).toBe(before)
        expect(joined(parts, 'removed')).toBe(after)
        const kept = Array.from(parts.flatMap(({ kind, text: same }) => (kind === 'same' ? [same] : [])).join('')).length
        const plain = (one: string): string => one.replaceAll('𠮷', '吉')
        expect(kept).toBe(common(plain(before), plain(after)))
      }),
      { numRuns: 300 }
    )
  })
})

describe('diffBlocks', () => {
  it('counts what stayed, pairs what was only changed, and names what went and came', () => {
    const before = ['首页', '关于印发实施方案的通知 2023-02-01', '旧闻一则', '版权所有']
    const after = ['首页', '关于印发实施方案的通知 2026-02-01', '全市安全生产会议召开', '版权所有', '找错']
    expect(diffBlocks(before, after)).toEqual({
      isRough: false,
      changes: [
        { kind: 'same', blocks: 1 },
        {
          kind: 'changed',
          parts: [
            { kind: 'same', text: '关于印发实施方案的通知 202' },
            { kind: 'removed', text: '3' },
            { kind: 'added', text: '6' },
            { kind: 'same', text: '-02-01' }
          ]
        },
        { kind: 'removed', text: '旧闻一则' },
        { kind: 'added', text: '全市安全生产会议召开' },
        { kind: 'same', blocks: 1 },
        { kind: 'added', text: '找错' }
      ]
    })
  })

  it('says of equal texts that nothing changed, and of empty ones nothing', () => {
    expect(diffBlocks(['甲', '乙'], ['甲', '乙'])).toEqual({ isRough: false, changes: [{ kind: 'same', blocks: 2 }] })
    expect(diffBlocks([], [])).toEqual({ isRough: false, changes: [] })
  })

  it('stays bounded on two texts that have nothing in common, and on too long ones, and says so', () => {
    const list = (mark: string, length: number): string[] => Array.from({ length }, (_, index) => `${mark}${index}`)
    const different = diffBlocks(list('前', comparedBlocks), list('后', comparedBlocks))
    expect(different.isRough).toBe(true)
    expect(different.changes).toHaveLength(2 * comparedBlocks)
    const long = diffBlocks(list('同', comparedBlocks + 5), list('同', comparedBlocks + 5))
    expect(long).toEqual({ isRough: true, changes: [{ kind: 'same', blocks: comparedBlocks }] })
  })
})
