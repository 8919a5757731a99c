import { describe, expect, it } from 'vitest'
import {
  changeText,
  chineseNumber,
  dateText,
  meanScore,
  periodText,
  rateText,
  shanghaiMinute
} from '../../electron/domain/notice-text.ts'

describe('rateText', () => {
  it.each([
    [1653, 1658, 2, 'all', '99.70%'],
    [1653, 1658, 1, 'all', '99.7%'],
    [1653, 1658, 0, 'all', '100%'],
    [2, 3, 2, 'all', '66.67%'],
    [1, 8, 1, 'all', '12.5%'],
    [1, 8, 0, 'all', '13%'],
    [1, 2, 2, 'all', '50%'],
    [1, 2, 2, 'hundred', '50.00%'],
    [7, 7, 2, 'hundred', '100%'],
    [7, 7, 2, 'none', '100.00%'],
    // Nearly all is not all.
    [24_999, 25_000, 2, 'all', '100.00%'],
    [0, 9, 2, 'all', '0%'],
    [0, 0, 2, 'all', '—']
  ] as const)('%i of %i with %i places (%s) is %s', (part, whole, decimals, style, text) => {
    expect(rateText(part, whole, { decimals, wholePercent: style, rounding: 'half-up' })).toBe(text)
  })
})

describe('rateText, truncating', () => {
  it.each([
    // 开封 2024Q1 printed 98.98 as 98.9; 5 of 1658 failed would be 99.69.
    [291, 294, 1, '98.9%'],
    [1653, 1658, 2, '99.69%'],
    [294, 294, 1, '100%'],
    [1, 3, 0, '33%']
  ] as const)('%i of %i with %i places is %s', (part, whole, decimals, text) => {
    expect(rateText(part, whole, { decimals, wholePercent: 'all', rounding: 'truncate' })).toBe(text)
  })
})

describe('changeText', () => {
  it.each([
    // 北京 2019Q4: 86.42 after 62.80, 111.22 after 101.9, 2351 accounts before.
    ['86.42%', '62.80%', 'rate', '', '提高23.62个百分点'],
    [111.22, 101.9, 'score', '', '提高9.32分'],
    [2.66, 7.1, 'score', '', '下降4.44分'],
    [1716, 2351, 'count', '个', '减少635个'],
    [48, 41, 'count', '个', '增加7个'],
    ['100%', '100.00%', 'rate', '', '持平'],
    ['—', '98%', 'rate', '', '']
  ] as const)('%s after %s is %s', (now, before, kind, unit, text) => {
    expect(changeText(now, before, kind, unit)).toBe(text)
  })
})

describe('words', () => {
  it('counts headings in Chinese', () => {
    expect([1, 10, 11, 20, 34].map(chineseNumber)).toEqual(['一', '十', '十一', '二十', '三十四'])
  })
  it('says periods and dates as documents do', () => {
    expect(['2023Q3', '2022H1', '2024', '2023年专项'].map(periodText)).toEqual([
      '2023年第三季度',
      '2022年上半年',
      '2024年',
      '2023年专项'
    ])
    expect(dateText('2023-09-06')).toBe('2023年9月6日')
  })
  it('reads instants in China', () => {
    expect(shanghaiMinute('2023-09-26T02:20:59.999Z')).toBe('2023-09-26 10:20')
    expect(shanghaiMinute('2023-12-31T16:00:00Z')).toBe('2024-01-01 00:00')
  })
  it('takes the mean half-up without binary noise', () => {
    const style = (decimals: 0 | 1 | 2) => ({ decimals, wholePercent: 'all', rounding: 'half-up' }) as const
    expect(meanScore(['124.9', '125', '124.85'], style(2))).toBe(124.92)
    expect(meanScore(['0.1', '0.2'], style(2))).toBe(0.15)
    expect(meanScore(['99', '100'], style(0))).toBe(100)
    expect(meanScore(['99', '100'], { ...style(0), rounding: 'truncate' })).toBe(99)
    expect(meanScore([], style(1))).toBeNull()
  })
})
