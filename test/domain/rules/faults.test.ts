import { describe, expect, it } from 'vitest'
import { countOf, countWeights, sharePoints } from '../../../electron/domain/rules/counting.ts'
import { isSameFault, locationKey, placeOf, urlKey } from '../../../electron/domain/rules/faults.ts'

const at = (location: string, url = '', count = 1) => ({ location, url, count, objectKey: 'site:3400000001' })
const account = (location: string, url = '') => ({ ...at(location, url), objectKey: 'account:微信:gh_1' })

describe('the same 位置 in many hands', () => {
  it.each([
    ['首页》政务公开》政策解读'],
    ['首页>政务公开>政策解读'],
    ['首页 > 政务公开 > 政策解读'],
    ['首页＞政务公开＞政策解读'],
    ['首页>>政务公开>>政策解读'],
    ['首页》 政务公开 》政策解读 '],
    ['首页»政务公开›政策解读'],
    ['首页/政务公开/政策解读'],
    ['首页→政务公开→政策解读'],
    ['首页-->政务公开->政策解读'],
    ['首页\\政务公开≫政策解读'],
    ['首页〉政务公开⟩政策解读》'],
    ['》首页》政务公开》政策解读'],
    ['首页　》政务公开\u00a0》政策解读']
  ])('%s', (text) => {
    expect(locationKey(text)).toBe('首页》政务公开》政策解读')
  })

  it.each([
    ['', ''],
    [' 》 ', ''],
    ['ＡＢＣ》１２３', 'abc》123'],
    ['首页》IPv6 专栏', '首页》ipv6专栏'],
    ['首页-要闻', '首页-要闻']
  ])('%j becomes %j', (text, key) => {
    expect(locationKey(text)).toBe(key)
  })
})

describe('the same 网址', () => {
  it.each([
    ['https://www.a.gov.cn/zc/', 'www.a.gov.cn/zc'],
    ['http://WWW.A.gov.cn/zc', 'www.a.gov.cn/zc'],
    ['//www.a.gov.cn/zc/', 'www.a.gov.cn/zc'],
    ['www.a.gov.cn', 'www.a.gov.cn'],
    ['HTTPS://www.a.gov.cn/', 'www.a.gov.cn'],
    [' https://www.a.gov.cn/zc/#top ', 'www.a.gov.cn/zc'],
    ['https://www.a.gov.cn/#/list', 'www.a.gov.cn/#/list'],
    ['https://www.a.gov.cn/#!/list', 'www.a.gov.cn/#!/list'],
    ['https://www.a.gov.cn/List?ID=1', 'www.a.gov.cn/List?ID=1'],
    ['https://www.a.gov.cn?a=b/c', 'www.a.gov.cn?a=b/c'],
    ['', '']
  ])('%s is %s', (url, key) => {
    expect(urlKey(url)).toBe(key)
  })
})

describe('is it the same fault', () => {
  it.each([
    ['same 位置', at('首页》要闻'), at('首页 > 要闻'), true],
    ['same 位置, other 网址', at('首页》要闻', 'http://a.cn/1'), at('首页》要闻', 'http://a.cn/2'), true],
    ['other 位置, same 网址', at('首页》要闻', 'http://a.cn/1'), at('首页》公告', 'http://a.cn/1'), false],
    ['one without 位置, same 网址', at('', 'http://a.cn/1'), at('首页》公告', 'https://a.cn/1/'), true],
    ['the other without 位置, same 网址', at('首页》公告', 'http://a.cn/1'), at('', 'http://a.cn/1'), true],
    ['both without 位置, same 网址', at('', 'http://a.cn/1'), at('', 'http://a.cn/1'), true],
    ['without 位置, other 网址', at('', 'http://a.cn/1'), at('', 'http://a.cn/2'), false],
    ['nothing known of either', at(''), at(''), false],
    ['nothing known of one', at('首页'), at(''), false],
    ['an account is one place', account(''), account(''), true],
    ['an account, 位置 on one side only', account('菜单》互动'), account(''), false],
    ['an account, 网址 on one side only', account('', 'http://a.cn/1'), account(''), false]
  ])('%s: %j and %j', (_situation, one, other, answer) => {
    expect(isSameFault(one, other)).toBe(answer)
    expect(isSameFault(other, one)).toBe(answer)
  })

  it('a place is the 位置, else the 网址, else none', () => {
    expect(placeOf(at('首页 > 要闻', 'http://a.cn/1'))).toBe('首页》要闻')
    expect(placeOf(at('', 'http://a.cn/1'))).toBe('@a.cn/1')
    expect(placeOf(at(' ', ' '))).toBeNull()
    // A 位置 that reads like an address is not that address.
    expect(placeOf(at('a.cn', ''))).not.toBe(placeOf(at('', 'a.cn')))
  })
})

describe('counting', () => {
  const list = [
    at('首页》要闻', '', 3),
    at('首页 > 要闻', '', 2),
    at('首页》公告', '', 1),
    at('', 'http://a.cn/1', 4),
    at('', 'a.cn/1/', 1),
    at('', '', 2),
    at('', '', 2)
  ]
  it.each([
    ['by 数量 (default)', undefined, [3, 2, 1, 4, 1, 2, 2], 15],
    ['by 数量', 'occurrences', [3, 2, 1, 4, 1, 2, 2], 15],
    ['by places: each once with its largest 数量, without a place each its own', 'places', [3, 0, 1, 4, 0, 2, 2], 12]
  ] as const)('%s', (_situation, counting, weights, count) => {
    expect(countWeights(counting, list)).toEqual(weights)
    expect(countOf(counting, list)).toBe(count)
  })

  it('a later finding on a place adds only what goes beyond the earlier ones', () => {
    const growing = [at('首页》要闻', '', 2), at('首页》要闻', '', 5), at('首页》要闻', '', 4), at('首页》要闻', '', 6)]
    expect(countWeights('places', growing)).toEqual([2, 3, 0, 1])
    expect(countOf('places', growing.toReversed())).toBe(6)
  })

  it('nothing counts nothing', () => {
    expect(countOf('places', [])).toBe(0)
    expect(countOf(undefined, [])).toBe(0)
  })
})

describe('the points of an item on its findings', () => {
  it.each<[situation: string, points: string, unit: string, weights: number[], shares: string[]]>([
    ['unit by 数量', '6', '1', [1, 2, 3], ['1', '2', '3']],
    ['tenths', '0.6', '0.1', [3, 2, 1], ['0.3', '0.2', '0.1']],
    ['the cap is used up first come first', '5', '2', [1, 2, 3], ['2', '3', '0']],
    ['a second finding on a place takes nothing', '2', '1', [1, 0, 1], ['1', '0', '1']],
    ['nothing was taken off: a veto decided', '0', '1', [2, 3], ['0', '0']],
    ['no findings', '0', '1', [], []]
  ])('%s', (_situation, points, unit, weights, shares) => {
    expect(sharePoints(points, unit, weights)).toEqual(shares)
  })
  it.each<[situation: string, whole: boolean[], shares: string[]]>([
    ['said first', [true, false, false], ['5', '0', '0']],
    ['said after a fault', [false, true, false], ['1', '4', '0']],
    ['said twice', [false, true, true], ['1', '4', '0']]
  ])('the whole item is absent, %s', (_situation, whole, shares) => {
    expect(sharePoints('5', '1', [1, 1, 1], whole)).toEqual(shares)
  })
})
