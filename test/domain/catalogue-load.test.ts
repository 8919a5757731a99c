import { describe, expect, it } from 'vitest'
import type { Catalogue, ColumnRule, Indicator } from '../../electron/domain/catalogue.ts'
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
const sure = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '依据' })
const framed = (changes: Partial<Catalogue['frame']>): Catalogue => ({
  ...catalogue(),
  frame: { ...catalogue().frame, ...changes }
})
const unscored = { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null }
const grade = (title: string, atLeast: string) => ({ title, atLeast })
const stale = (window: NonNullable<ColumnRule['window']>): ColumnRule => ({
  classes: ['news'],
  level: 'any',
  when: 'stale',
  window
})
const withoutMethod = (): unknown => {
  const { method: _, ...rest } = indicator('D1', 'deduction', points)
  return withIndicator(rest)
}
const misspelt = (): unknown => catalogue([{ ...indicator('D1', 'deduction', points), unitPoint: sure('1') } as Indicator])
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
    ],
    ['an item without a method', withoutMethod(), /指标 D1 的检查方法（method）未填写/],
    [
      'a cap below one unit',
      withIndicator(indicator('D1', 'deduction', { unitPoints: sure('5'), cap: sure('3') })),
      /指标 D1 的上限（cap）是 3，小于单位分值 5/
    ],
    [
      'a bonus of nothing',
      withIndicator(indicator('B1', 'bonus', { unitPoints: sure('0') })),
      /指标 B1 的单位分值（unitPoints）是 0/
    ],
    [
      'a place asked of no capture',
      withIndicator(indicator('W9', 'veto', { evidence: { captures: 0, onRegisteredHost: true } })),
      /指标 W9 的取证要求（evidence）份数为 0/
    ],
    [
      'an unknown blank in the phrase',
      withIndicator(indicator('W9', 'veto', { phrase: '{栏目}未更新' })),
      /指标 W9 的问题表述（phrase）中有不认识的占位符 \{栏目\}/
    ],
    [
      'an enabled item on another guessed number',
      withIndicator(indicator('W9', 'veto', { numbers: { sample: guess('5') } })),
      /指标 W9 的抽查件数（numbers\.sample）数值待核对/
    ],
    [
      'an enabled item on a guessed column window',
      withIndicator(indicator('W9', 'veto', { columns: [stale(guess({ amount: 1, unit: 'year' as const }))] })),
      /指标 W9 的读取栏目（columns）中有数值待核对的时限/
    ],
    [
      'a window on blank columns',
      withIndicator(
        indicator('W9', 'veto', { columns: [{ ...stale(sure({ amount: 1, unit: 'year' as const })), when: 'blank' as const }] })
      ),
      /指标 W9 的读取栏目（columns）中空白栏目不看时限/
    ],
    [
      'account types on sites',
      withIndicator(indicator('W9', 'veto', { applies: { portalOnly: false, needsService: false, accountTypes: ['发布类'] } })),
      /指标 W9 的适用范围（applies\.accountTypes）只能用于政务新媒体/
    ],
    [
      'portals among accounts',
      { ...withIndicator(indicator('D1', 'deduction', points)), object: 'account' },
      /指标 D1 的适用范围（applies\.portalOnly）只能用于网站/
    ],
    [
      'columns of accounts',
      {
        ...catalogue([indicator('V', 'veto', { columns: [stale(sure({ amount: 1, unit: 'year' as const }))] })]),
        object: 'account'
      },
      /指标 V 的读取栏目（columns）只能用于网站/
    ],
    [
      'an unknown item to go first',
      withIndicator(indicator('D1', 'deduction', { ...points, yieldsTo: ['D99'] })),
      /指标 D1 的让位于（yieldsTo）中 D99 不在本目录中/
    ],
    [
      'items that go behind each other',
      catalogue([
        indicator('D1', 'deduction', { ...points, yieldsTo: ['D2'] }),
        indicator('D2', 'deduction', { ...points, yieldsTo: ['D3'] }),
        indicator('D3', 'deduction', { ...points, yieldsTo: ['D1'] })
      ]),
      /指标 D1 → D2 → D3 → D1 互相让位/
    ],
    ['full marks of nothing', framed({ base: sure('0') }), /计分框架的满分（frame\.base）不能是 0/],
    [
      'a pass line above full marks',
      framed({ failBelow: sure('101') }),
      /计分框架的合格线（frame\.failBelow）是 101，高于满分 100/
    ],
    ['a bonus line below the pass line', framed({ bonusAbove: sure('59') }), /加分线（frame\.bonusAbove）是 59，低于合格线 60/],
    ['a veto that passes', framed({ vetoScore: sure('60') }), /一票否决得分（frame\.vetoScore）是 60，应低于合格线/],
    [
      'a score after a veto without full marks',
      { ...catalogue([indicator('V', 'veto')]), frame: { ...unscored, vetoScore: sure('59') } },
      /frame\.base 为空时/
    ],
    [
      'all points shared out',
      framed({ noService: sure({ spread: '100' }) }),
      /无办事服务折算（frame\.noService）分摊 100 分，应小于满分 100/
    ],
    [
      'a conversion by nothing',
      framed({ noService: sure({ max: '75', numerator: 4, denominator: 0 }) }),
      /无办事服务折算（frame\.noService）的 numerator 和 denominator 应大于 0/
    ],
    [
      'a conversion above full marks',
      framed({ noService: sure({ max: '76', numerator: 4, denominator: 3 }) }),
      /无办事服务折算（frame\.noService）折算后超过满分 100/
    ],
    [
      'grades that rise',
      framed({ grades: sure([grade('基本合格', '60'), grade('合格', '80')]) }),
      /等次（frame\.grades）应从高到低，“合格”的 80 分/
    ],
    [
      'two grades on one line',
      framed({ grades: sure([grade('良', '80'), grade('中', '80')]) }),
      /“中”的 80 分不低于“良”的 80 分/
    ],
    ['a grade twice', framed({ grades: sure([grade('良', '80'), grade('良', '60')]) }), /等次（frame\.grades）中“良”重复/],
    ['a grade nobody reaches', framed({ grades: sure([grade('优', '131')]) }), /“优”要 131 分，超过最高得分/],
    ['a misspelt field of an item', misspelt(), /指标 D1 的 unitPoint 是不认识的字段/]
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

  it('takes an item that only records a problem where nothing is scored, and grades nobody confirmed', () => {
    const listed = indicator('D1', 'deduction', { unitPoints: sure('0'), applies: { portalOnly: false, needsService: false } })
    const accounts = { ...catalogue([indicator('V', 'veto'), listed]), object: 'account', frame: unscored }
    expect(parseCatalogue(accounts, 'local.json').indicators).toHaveLength(2)
    expect(parseCatalogue(framed({ grades: guess([grade('合格', '80')]) }), 'local.json').frame.grades?.status).toBe(
      'unconfirmed'
    )
  })

  it('lists every fault', () => {
    const error = refusal(catalogue([indicator('V', 'veto'), indicator('V', 'veto', points), indicator('D1', 'deduction')]))
    expect(error.faults).toHaveLength(3)
    expect(error.message).toMatch(/共 3 处/)
  })
})
