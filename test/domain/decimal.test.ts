import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { formatDecimal, formatFixed, multiplyRatio, parseDecimal, percent } from '../../electron/domain/decimal.ts'

describe('parseDecimal and formatDecimal', () => {
  it.each([
    ['0', 0],
    ['5', 500],
    ['0.1', 10],
    ['75.25', 7525],
    ['-2.5', -250],
    ['100', 10_000],
    ['10', 1000]
  ])('reads and writes %s', (text, hundredths) => {
    expect(parseDecimal(text)).toBe(hundredths)
    expect(formatDecimal(hundredths)).toBe(text)
  })

  it.each([[''], ['.5'], ['1.234'], ['1e3'], ['１'], ['abc'], ['1,000'], ['0.'], ['--1']])('refuses %j', (text) => {
    expect(() => parseDecimal(text)).toThrow(RangeError)
  })

  it('adds tenths without binary noise', () => {
    let sum = 0
    for (let index = 0; index < 3; index += 1) sum += parseDecimal('0.1')
    expect(formatDecimal(sum)).toBe('0.3')
  })

  it.prop([fc.integer({ min: -1_000_000, max: 1_000_000 })])('comes back the same', (value) => {
    expect(parseDecimal(formatDecimal(value))).toBe(value)
  })
})

describe('formatFixed', () => {
  it.each([
    [7525, 1, '75.3'],
    [7524, 1, '75.2'],
    [7525, 2, '75.25'],
    [7550, 0, '76'],
    [7549, 0, '75'],
    [5, 1, '0.1'],
    [4, 1, '0.0'],
    [-4, 1, '0.0'],
    [-5, 1, '-0.1'],
    [9999, 1, '100.0']
  ] as const)('rounds %i hundredths to %i places half-up: %s', (value, decimals, text) => {
    expect(formatFixed(value, decimals)).toBe(text)
  })
})

describe('multiplyRatio', () => {
  it.each([
    [7500, 10_000],
    [4500, 6000],
    [6000, 8000],
    [4499, 5999],
    [1, 1],
    [2, 3],
    [-7500, -10_000]
  ])('%i hundredths × 4/3 = %i', (value, result) => {
    expect(multiplyRatio(value, 4, 3)).toBe(result)
  })
})

describe('percent', () => {
  it.each([
    [1653, 1658, 2, '99.70'],
    [1653, 1658, 1, '99.7'],
    [1653, 1658, 0, '100'],
    [840, 840, 2, '100.00'],
    [0, 3, 2, '0.00'],
    [1, 3, 2, '33.33'],
    [2, 3, 2, '66.67'],
    [1, 8, 1, '12.5'],
    [1, 16, 1, '6.3'],
    [1, 1000, 1, '0.1'],
    [1, 2000, 1, '0.1'],
    [1, 2001, 1, '0.0'],
    [1, 20_000, 2, '0.01']
  ] as const)('%i of %i with %i places is %s', (part, whole, decimals, text) => {
    expect(percent(part, whole, decimals)).toBe(text)
  })

  it('has no rate of nothing', () => {
    expect(percent(0, 0, 2)).toBeNull()
  })
})
