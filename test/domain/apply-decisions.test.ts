import { describe, expect, it } from 'vitest'
import { applyDecisions, openItems } from '../../electron/domain/apply-decisions.ts'
import { catalogueSchema, type Catalogue, type Indicator } from '../../electron/domain/catalogue.ts'
import { parseCatalogue } from '../../electron/domain/catalogue-load.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import type { DecisionRequest } from '../../electron/domain/number-decision.ts'
import { scoreTarget } from '../../electron/domain/scoring.ts'
import { catalogue as national, finding, indicator, site, target } from './domain-fixtures.ts'

const confirmed = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '原文' })
const unsure = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '推断' })
// 13:05 in Beijing.
const who = { by: '李四', at: '2026-11-22T05:05:00.000Z' }
const stampedSource = '本办公室确认：李四，2026-11-22 13:05'

const items: Indicator[] = [
  indicator('V', 'veto', { threshold: confirmed(5) }),
  indicator('A', 'deduction', { unitPoints: confirmed('1') }),
  indicator('D1', 'deduction', { unitPoints: unsure('1'), cap: unsure('5'), enabled: false }),
  indicator('D2', 'deduction', { enabled: false }),
  indicator('W', 'veto', { status: 'unconfirmed', source: '推断', threshold: confirmed(3), enabled: false }),
  indicator('N', 'deduction', {
    unitPoints: confirmed('2'),
    window: confirmed({ amount: 6, unit: 'month' }),
    numbers: { sample: unsure('3'), failPercent: confirmed('5') },
    enabled: false
  }),
  indicator('C', 'veto', {
    columns: [{ classes: ['policy'], level: 'first', when: 'stale', window: unsure({ amount: 6, unit: 'month' }) }],
    enabled: false
  }),
  // Switched off by a local plan, every number sure: nothing to decide.
  indicator('OFF', 'deduction', { unitPoints: confirmed('1'), enabled: false })
]
const edition: Catalogue = national(items)
const decide = (...decisions: DecisionRequest[]): Catalogue =>
  applyDecisions(
    edition,
    decisions.map((decision) => ({ ...decision, ...who }))
  )
const itemOf = (of: Catalogue, id: string): Indicator => {
  const found = of.indicators.find((one) => one.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
function refusal(...decisions: DecisionRequest[]): string {
  try {
    decide(...decisions)
  } catch (error) {
    if (error instanceof XunchaError) return error.message
  }
  throw new Error('not refused')
}

describe('openItems', () => {
  it('names items with an unconfirmed number, an unconfirmed item, and items without points', () => {
    expect(openItems(edition).map((item) => [item.indicator.id, item.lacksPoints])).toEqual([
      ['D1', false],
      ['D2', true],
      ['W', false],
      ['N', false],
      ['C', false]
    ])
  })

  it('lists every number of an item with what is unsure', () => {
    const numbers = openItems(edition).find((item) => item.indicator.id === 'N')?.numbers
    expect(numbers?.map(({ name, key, isUnconfirmed }) => [name, key, isUnconfirmed])).toEqual([
      ['window', null, false],
      ['unitPoints', null, false],
      ['named', 'sample', true],
      ['named', 'failPercent', false]
    ])
  })
})

describe('applyDecisions', () => {
  it('changes nothing without a decision', () => {
    expect(applyDecisions(edition, [])).toEqual(edition)
  })

  it('switches off an open item that stands enabled: an unconfirmed number never scores silently', () => {
    const careless = national([indicator('D1', 'deduction', { unitPoints: unsure('1') })])
    expect(itemOf(applyDecisions(careless, []), 'D1').enabled).toBe(false)
  })

  it('confirms the numbers as printed, with who and when, and leaves sure numbers their source', () => {
    const one = itemOf(decide({ indicatorId: 'D1', action: 'confirm' }), 'D1')
    expect(one).toMatchObject({
      enabled: true,
      unitPoints: { value: '1', status: 'confirmed', source: stampedSource },
      cap: { value: '5', status: 'confirmed', source: stampedSource },
      source: '测试依据'
    })
    const veto = itemOf(decide({ indicatorId: 'W', action: 'confirm' }), 'W')
    expect(veto).toMatchObject({ enabled: true, status: 'confirmed', source: stampedSource, threshold: confirmed(3) })
    const named = itemOf(decide({ indicatorId: 'N', action: 'confirm' }), 'N')
    expect(named.numbers).toEqual({
      sample: { value: '3', status: 'confirmed', source: stampedSource },
      failPercent: confirmed('5')
    })
    expect(named.unitPoints).toEqual(confirmed('2'))
    const columns = itemOf(decide({ indicatorId: 'C', action: 'confirm' }), 'C').columns
    expect(columns?.[0]?.window).toEqual({ value: { amount: 6, unit: 'month' }, status: 'confirmed', source: stampedSource })
  })

  it('changes the given numbers, confirms the rest, and takes a limit away', () => {
    const one = itemOf(decide({ indicatorId: 'D1', action: 'change', unitPoints: '0.5', cap: null }), 'D1')
    expect(one.unitPoints).toEqual({ value: '0.5', status: 'confirmed', source: stampedSource })
    expect('cap' in one).toBe(false)
    const filled = itemOf(decide({ indicatorId: 'D2', action: 'change', unitPoints: '2', cap: '10' }), 'D2')
    expect(filled).toMatchObject({ enabled: true, unitPoints: { value: '2' }, cap: { value: '10' } })
    const veto = itemOf(decide({ indicatorId: 'W', action: 'change', threshold: 4 }), 'W')
    expect(veto.threshold).toEqual({ value: 4, status: 'confirmed', source: stampedSource })
    const window = { amount: 10, unit: 'day' as const }
    expect(itemOf(decide({ indicatorId: 'C', action: 'change', window }), 'C').columns?.[0]?.window?.value).toEqual(window)
    expect(itemOf(decide({ indicatorId: 'N', action: 'change', numbers: { sample: '5' } }), 'N').numbers?.['sample']).toEqual({
      value: '5',
      status: 'confirmed',
      source: stampedSource
    })
  })

  it('keeps an item off when told so, and every item without a word', () => {
    const after = decide({ indicatorId: 'D1', action: 'off' }, { indicatorId: 'W', action: 'confirm' })
    const on = after.indicators.filter(({ enabled }) => enabled).map(({ id }) => id)
    expect(on).toEqual(['V', 'A', 'W'])
  })

  it('leaves the items after which nothing is open and the edition valid', () => {
    const whole = decide(
      { indicatorId: 'D1', action: 'confirm' },
      { indicatorId: 'D2', action: 'change', unitPoints: '1' },
      { indicatorId: 'W', action: 'confirm' },
      { indicatorId: 'N', action: 'confirm' },
      { indicatorId: 'C', action: 'confirm' }
    )
    expect(openItems(whole)).toEqual([])
    expect(parseCatalogue(JSON.parse(JSON.stringify(whole)), 'x')).toEqual(catalogueSchema.parse(whole))
  })

  it('scores a decided item and none that is not', () => {
    const portal = site(1, '甲', { isPortal: true })
    const given = { target: target(portal), verdicts: {}, findings: [finding('f', portal, 'D1', 3)] }
    expect(scoreTarget({ ...given, catalogue: edition }).score).toBe('100')
    expect(scoreTarget({ ...given, catalogue: decide({ indicatorId: 'D1', action: 'confirm' }) }).score).toBe('97')
    // 3 × 0.5
    const changed = decide({ indicatorId: 'D1', action: 'change', unitPoints: '0.5' })
    expect(scoreTarget({ ...given, catalogue: changed }).score).toBe('98.5')
  })

  it.each<[string, DecisionRequest[]]>([
    ['没有指标 D9', [{ indicatorId: 'D9', action: 'confirm' }]],
    ['指标 A 的数值都已核实', [{ indicatorId: 'A', action: 'confirm' }]],
    ['指标 OFF 的数值都已核实', [{ indicatorId: 'OFF', action: 'confirm' }]],
    ['D2“指标D2”没有分值，不能直接采用', [{ indicatorId: 'D2', action: 'confirm' }]],
    ['没有分值，请填写单位分值', [{ indicatorId: 'D2', action: 'change', cap: '5' }]],
    ['没有给出不同的数值', [{ indicatorId: 'D1', action: 'change' }]],
    ['应写“修改”', [{ indicatorId: 'D1', action: 'confirm', unitPoints: '3' }]],
    ['单位分值“1.234”不对', [{ indicatorId: 'D1', action: 'change', unitPoints: '1.234' }]],
    ['单位分值“0”不对', [{ indicatorId: 'D1', action: 'change', unitPoints: '0' }]],
    ['单位分值“两分”不对', [{ indicatorId: 'D1', action: 'change', unitPoints: '两分' }]],
    ['上限 1 小于单位分值 2', [{ indicatorId: 'D1', action: 'change', unitPoints: '2', cap: '1' }]],
    // The printed limit of 5 stands when only the points change.
    ['上限 5 小于单位分值 6', [{ indicatorId: 'D1', action: 'change', unitPoints: '6' }]],
    ['阈值“0”不对', [{ indicatorId: 'W', action: 'change', threshold: 0 }]],
    ['是单项否决，没有分值', [{ indicatorId: 'W', action: 'change', unitPoints: '1' }]],
    ['不是单项否决，没有阈值', [{ indicatorId: 'D1', action: 'change', threshold: 2 }]],
    ['没有名为“other”的数值', [{ indicatorId: 'N', action: 'change', numbers: { other: '2' } }]],
    ['期限不对', [{ indicatorId: 'C', action: 'change', window: { amount: 0, unit: 'day' } }]],
    [
      '有两个决定',
      [
        { indicatorId: 'D1', action: 'off' },
        { indicatorId: 'D1', action: 'confirm' }
      ]
    ]
  ])('refuses: %s', (sentence, decisions) => {
    expect(refusal(...decisions)).toContain(sentence)
  })

  it('names every fault, the first in the sentence', () => {
    expect(refusal({ indicatorId: 'D9', action: 'off' }, { indicatorId: 'D2', action: 'confirm' })).toContain('共 2 处')
  })

  it('refuses points where the edition gives no score', () => {
    const accounts: Catalogue = {
      ...national([indicator('V', 'veto'), indicator('D1', 'deduction', { unitPoints: unsure('1'), enabled: false })]),
      frame: { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null }
    }
    for (const action of ['confirm', 'change'] as const) {
      const decision = { indicatorId: 'D1', action, ...(action === 'change' ? { unitPoints: '1' } : {}), ...who }
      expect(() => applyDecisions(accounts, [decision])).toThrow('本版指标不计分')
    }
  })
})
