import { describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import { parseCatalogue } from '../../electron/domain/catalogue-load.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { catalogue, indicator } from './domain-fixtures.ts'

const guess = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '待核对' })

function refusal(json: unknown): XunchaError {
  try {
    parseCatalogue(json, 'local.json')
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
  throw new Error('was accepted')
}

const withIndicator = (changed: Indicator): Catalogue => catalogue([indicator('V', 'veto'), changed])
const points = { unitPoints: { value: '1', status: 'confirmed' as const, source: '依据' } }

describe('parseCatalogue', () => {
  it('takes a whole edition', () => {
    expect(parseCatalogue(structuredClone(catalogue()), 'local.json')).toEqual(catalogue())
  })

  it.each<[string, unknown, RegExp]>([
    ['text', '指标', /“local\.json”.*文件内容不符合格式/],
    ['a missing title', { ...catalogue(), title: undefined }, /名称（title）不符合格式：缺少/],
    [
      'an unknown kind',
      withIndicator({ ...indicator('D1', 'deduction'), kind: 'other' as 'veto' }),
      /指标 D1 的类别（kind）不符合格式：只能是 veto/
    ],
    [
      'points as a number',
      withIndicator({
        ...indicator('D1', 'deduction'),
        unitPoints: { value: 0.1 as unknown as string, status: 'confirmed', source: '依据' }
      }),
      /指标 D1 的单位分值（unitPoints\.value）不符合格式：缺少，或类型不对/
    ],
    [
      'points with three places',
      withIndicator(indicator('D1', 'deduction', { unitPoints: { value: '0.125', status: 'confirmed', source: '依据' } })),
      /指标 D1 的单位分值（unitPoints\.value）不符合格式：写法不对/
    ],
    ['an indicator without id', { ...catalogue(), indicators: [{}] }, /第 1 个指标的编号（id）不符合格式/],
    ['an id twice', withIndicator(indicator('V', 'veto')), /指标 V 的 id 重复/],
    [
      'a threshold on a deduction',
      withIndicator(indicator('D1', 'deduction', { ...points, threshold: { value: 5, status: 'confirmed', source: '依据' } })),
      /指标 D1 的阈值（threshold）只能用于单项否决/
    ],
    ['points on a veto', withIndicator(indicator('W9', 'veto', points)), /指标 W9 的单位分值（unitPoints）不能用于单项否决/],
    [
      'a cap on a veto',
      withIndicator(indicator('W9', 'veto', { cap: points.unitPoints })),
      /指标 W9 的上限（cap）不能用于单项否决/
    ],
    [
      'an enabled deduction without points',
      withIndicator(indicator('D1', 'deduction')),
      /指标 D1 的单位分值（unitPoints）未填写，不能启用/
    ],
    [
      'an enabled item nobody confirmed',
      withIndicator(indicator('W9', 'veto', { status: 'unconfirmed' })),
      /指标 W9 的状态（status）为待核对，不能启用/
    ],
    [
      'an enabled item on a guessed threshold',
      withIndicator(indicator('W9', 'veto', { threshold: guess(5) })),
      /指标 W9 的阈值（threshold）数值待核对，不能启用/
    ],
    [
      'an enabled item on guessed points',
      withIndicator(indicator('D1', 'deduction', { unitPoints: guess('1') })),
      /指标 D1 的单位分值（unitPoints）数值待核对/
    ],
    [
      'an enabled item on a guessed cap',
      withIndicator(indicator('D1', 'deduction', { ...points, cap: guess('5') })),
      /指标 D1 的上限（cap）数值待核对/
    ],
    [
      'an enabled item on a guessed window',
      withIndicator(indicator('W9', 'veto', { window: guess({ amount: 2, unit: 'week' as const }) })),
      /指标 W9 的时限（window）数值待核对/
    ],
    [
      'a guessed frame number',
      { ...catalogue(), frame: { ...catalogue().frame, failBelow: guess('60') } },
      /计分框架的合格线（frame\.failBelow）数值待核对/
    ],
    [
      'a bonus line without a bonus cap',
      { ...catalogue(), frame: { ...catalogue().frame, bonusCap: null } },
      /frame\.bonusAbove 与 frame\.bonusCap/
    ],
    [
      'a pass line without full marks',
      { ...catalogue([indicator('V', 'veto')]), frame: { ...catalogue().frame, base: null } },
      /frame\.base 为空时/
    ],
    [
      'deductions without full marks',
      {
        ...catalogue([indicator('D1', 'deduction', points)]),
        frame: { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null }
      },
      /不能启用有分值的扣分和加分指标，请停用指标 D1/
    ]
  ])('refuses %s, naming file, item and field', (_, json, sentence) => {
    const error = refusal(json)
    expect(error.code).toBe('bad-catalogue')
    expect(error.message).toMatch(/^指标目录文件“local\.json”有误：/)
    expect(error.message).toMatch(sentence)
    expect(error.faults[0]?.file).toBe('local.json')
  })

  it('takes unconfirmed numbers on items that are off', () => {
    const off = withIndicator(
      indicator('D1', 'deduction', { enabled: false, status: 'unconfirmed', unitPoints: guess('1'), cap: guess('5') })
    )
    expect(parseCatalogue(off, 'local.json').indicators).toHaveLength(2)
  })

  it('lists every fault', () => {
    const error = refusal(catalogue([indicator('V', 'veto'), indicator('V', 'veto', points), indicator('D1', 'deduction')]))
    expect(error.faults).toHaveLength(3)
    expect(error.message).toMatch(/共 3 处/)
  })
})
