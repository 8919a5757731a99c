import { describe, expect, it } from 'vitest'
import type { Finding, Target, Verdict } from '../../electron/domain/inspection.ts'
import type { TargetScore } from '../../electron/domain/score.ts'
import { scoreTarget, summarise, touchedItems } from '../../electron/domain/scoring.ts'
import { account, catalogue, finding, indicator, site, target } from './domain-fixtures.ts'

const portal = site(1, '市直', { isPortal: true })
const plain = site(2, '市直')
const noService = site(3, '市直', { isPortal: true, hasService: false })

interface Case {
  object?: typeof portal
  state?: Target['state']
  verdicts?: Record<string, Verdict>
}

/** Scores an object with findings given as `['A', 3]`: indicator and count. */
function score(
  found: readonly (readonly [string, number])[],
  { object = portal, state = 'inspected', verdicts = {} }: Case = {}
): TargetScore {
  const findings: Finding[] = found.map(([id, count], index) => finding(`f${index}`, object, id, count))
  return scoreTarget({ catalogue: catalogue(), target: target(object, state), verdicts, findings })
}
const item = (scored: TargetScore, id: string) => scored.items.find((each) => each.indicator === id)

describe('scoreTarget: veto', () => {
  it.each([
    [4, 'pass', [], '发现 4 处，未达到 5 处，列为问题，不否决。'],
    [5, 'fail', ['V'], '发现 5 处，达到 5 处，单项否决。'],
    [6, 'fail', ['V'], '发现 6 处，达到 5 处，单项否决。']
  ] as const)('%i of threshold 5: %s', (count, outcome, vetoes, reason) => {
    const scored = score([['V', count]], { object: plain })
    expect(scored).toMatchObject({ outcome, vetoes, problems: 1 })
    expect(item(scored, 'V')).toMatchObject({ count, threshold: 5, points: '0', reason })
  })

  it('adds the counts of several findings', () => {
    const scored = score([
      ['V', 2],
      ['V', 2],
      ['V', 1]
    ])
    expect(scored).toMatchObject({ outcome: 'fail', problems: 3 })
    expect(item(scored, 'V')?.findings).toEqual(['f0', 'f1', 'f2'])
  })

  it('stands at the first finding where the rule has no number', () => {
    expect(score([['V1', 1]])).toMatchObject({ outcome: 'fail', vetoes: ['V1'] })
  })

  it('stops all other scoring', () => {
    const scored = score([
      ['V1', 1],
      ['A', 3],
      ['B', 2]
    ])
    expect(scored).toMatchObject({ outcome: 'fail', deducted: '0', bonus: '0', score: null, provisional: null, problems: 2 })
    expect(item(scored, 'A')).toMatchObject({
      count: 3,
      points: '0',
      findings: ['f1'],
      reason: '已被单项否决，其他指标不再计分。'
    })
    expect(scored.reasons).toEqual(['单项否决 V1“指标V1”：1 处，达到 1 处，不合格。'])
  })

  it('passes a site that is no portal without a score', () => {
    expect(score([], { object: plain })).toMatchObject({ outcome: 'pass', score: null, provisional: null, problems: 0 })
    expect(score([], { object: plain }).reasons).toEqual(['没有单项否决情形，合格；本版指标对此类对象不计分。'])
  })
})

describe('scoreTarget: deductions', () => {
  // X takes 0.1 a place and has no cap: the boundaries can be hit exactly. B gives 5.
  it.each([
    [0, '0', '100', 'pass', true],
    [1, '0.1', '99.9', 'pass', true],
    [3, '0.3', '99.7', 'pass', true],
    [199, '19.9', '80.1', 'pass', true],
    [200, '20', '80', 'pass', false],
    [201, '20.1', '79.9', 'pass', false],
    [400, '40', '60', 'pass', false],
    [401, '40.1', '59.9', 'fail', false],
    [1000, '100', '0', 'fail', false],
    [1200, '120', '0', 'fail', false]
  ] as const)('%i places of 0.1: deducted %s, left %s, %s, bonus open: %s', (count, deducted, left, outcome, open) => {
    const found: [string, number][] =
      count === 0
        ? [['B', 1]]
        : [
            ['X', count],
            ['B', 1]
          ]
    const scored = score(found)
    expect(scored).toMatchObject({ deducted, outcome, bonus: open ? '5' : '0' })
    expect(Number(scored.score)).toBe(open ? Number(left) * 1 + 5 : Number(left))
    expect(scored.score).toMatch(/^\d+(\.\d{1,2})?$/)
    expect(scored.provisional).toBe(scored.score)
  })

  it('never takes more than the cap of an item', () => {
    expect(item(score([['A', 10]]), 'A')).toMatchObject({
      points: '10',
      capHit: false,
      reason: '10 处，每处扣 1 分，共扣 10 分。'
    })
    const over = score([['A', 11]])
    expect(over).toMatchObject({ deducted: '10', score: '90' })
    expect(item(over, 'A')).toMatchObject({
      points: '10',
      capHit: true,
      reason: '11 处，每处扣 1 分，超过本项上限 10 分，扣 10 分。'
    })
  })

  it('explains every item', () => {
    const scored = score([['A', 2]])
    expect(scored.items.map((each) => each.indicator)).toEqual(['V', 'V1', 'A', 'S', 'X', 'B', 'C'])
    for (const each of scored.items) expect(each.reason).toMatch(/[\u4e00-\u9fff].*。$/)
    expect(scored.reasons).toEqual(['扣分部分满分 100 分，扣 2 分，得 98 分。', '扣分部分高于 80 分，进入加分，加 0 分。'])
    expect(touchedItems(scored).map((each) => each.indicator)).toEqual(['A'])
  })

  it('says why a target failed by points', () => {
    expect(score([['X', 401]]).reasons).toEqual(['扣分部分满分 100 分，扣 40.1 分，得 59.9 分。', '扣分部分低于 60 分，不合格。'])
  })

  it('does not score deductions of a site that is no portal, and says so', () => {
    const scored = score([['A', 3]], { object: plain })
    expect(scored).toMatchObject({ outcome: 'pass', score: null, deducted: '0', problems: 0 })
    expect(item(scored, 'A')).toMatchObject({ count: 0, findings: [], reason: '不是门户网站，不适用，已记录的 1 条不计入。' })
  })

  it('counts nothing on an item that is not confirmed or that the inspector found not applicable', () => {
    const off = catalogue([indicator('V', 'veto', { enabled: false, status: 'unconfirmed' }), indicator('V1', 'veto')])
    const findings = [finding('f0', portal, 'V', 9), finding('f1', portal, 'V1')]
    const scored = scoreTarget({ catalogue: off, target: target(portal), verdicts: { V1: 'not-applicable' }, findings })
    expect(scored).toMatchObject({ outcome: 'pass', problems: 0, vetoes: [] })
    expect(scored.items.map((each) => each.reason)).toEqual([
      '该指标待核对，未启用，已记录的 1 条不计入。',
      '检查人判定不适用，已记录的 1 条不计入。'
    ])
  })

  it('passes over findings of other targets', () => {
    const scored = scoreTarget({
      catalogue: catalogue(),
      target: target(portal),
      verdicts: {},
      findings: [finding('f0', plain, 'V1')]
    })
    expect(scored).toMatchObject({ outcome: 'pass', problems: 0 })
  })
})

describe('scoreTarget: bodies without outward service', () => {
  it.each([
    [0, '100', 'pass'],
    [1, '99.87', 'pass'],
    [149, '80.13', 'pass'],
    [150, '80', 'pass'],
    [151, '79.87', 'pass'],
    [300, '60', 'pass'],
    [301, '59.87', 'fail'],
    [800, '0', 'fail']
  ] as const)('(75 − %i × 0.1) × 4/3 = %s: %s', (count, result, outcome) => {
    const scored = score(count === 0 ? [] : [['X', count]], { object: noService })
    expect(scored).toMatchObject({ score: result, outcome })
  })

  it('opens the bonus above 80 exactly, not at 80', () => {
    const withBonus = (count: number) =>
      score(
        [
          ['X', count],
          ['B', 1]
        ],
        { object: noService }
      )
    expect(withBonus(150)).toMatchObject({ score: '80', bonus: '0' })
    expect(withBonus(149)).toMatchObject({ score: '85.13', bonus: '5' })
  })

  it('does not judge service items', () => {
    const scored = score([['S', 5]], { object: noService })
    expect(scored).toMatchObject({ score: '100', problems: 0 })
    expect(item(scored, 'S')?.reason).toBe('没有对外服务，不适用，已记录的 1 条不计入。')
    expect(scored.reasons[0]).toBe('没有对外服务，扣分部分满分 75 分，扣 0 分后乘 4/3，得 100 分。')
  })
})

describe('scoreTarget: bonus', () => {
  it.each([
    [[['B', 2]], '10', '110'],
    [[['B', 5]], '20', '120'],
    [
      [
        ['B', 5],
        ['C', 9]
      ],
      '30',
      '130'
    ],
    [
      [
        ['B', 1],
        ['C', 1],
        ['X', 3]
      ],
      '8',
      '107.7'
    ]
  ] as const)('%j gives %s, together %s', (found, bonus, result) => {
    expect(score([...found])).toMatchObject({ bonus, score: result })
  })

  it('is no problem of the site', () => {
    expect(score([['B', 2]]).problems).toBe(0)
  })
})

describe('scoreTarget: unsettled', () => {
  it.each(['waiting', 'in-progress'] as const)('has no outcome while %s, but says what it would be', (state) => {
    const scored = score([['A', 2]], { state })
    expect(scored).toMatchObject({ outcome: 'unsettled', score: null, provisional: '98', problems: 1 })
    expect(scored.reasons[0]).toBe('对象尚未检查完毕，结果待定。')
    expect(score([['V1', 1]], { state })).toMatchObject({ outcome: 'unsettled', vetoes: ['V1'] })
  })

  it('has no outcome while an indicator is 待定', () => {
    const scored = score([], { verdicts: { V: 'pending', A: 'pending', X: 'pass' } })
    expect(scored).toMatchObject({ outcome: 'unsettled', score: null })
    expect(scored.reasons[0]).toBe('有 2 项待定（V、A），须先给出判定。')
  })
})

describe('scoreTarget: accounts', () => {
  const accounts = {
    ...catalogue([indicator('M2.1', 'veto')]),
    object: 'account' as const,
    frame: { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null }
  }
  it('passes or fails without a score', () => {
    const object = account(1, '市直')
    const scored = (findings: Finding[]) => scoreTarget({ catalogue: accounts, target: target(object), verdicts: {}, findings })
    expect(scored([])).toMatchObject({ code: '微信:gh_1', outcome: 'pass', score: null, provisional: null })
    expect(scored([finding('f', object, 'M2.1')])).toMatchObject({ outcome: 'fail', vetoes: ['M2.1'], score: null })
  })
})

describe('summarise', () => {
  const some = (count: number, object: typeof portal, ids: string[], state: Target['state'] = 'inspected') =>
    Array.from({ length: count }, () =>
      score(
        ids.map((id) => [id, 1] as const),
        { object, state }
      )
    )

  it('prints 99.70 for five failures of 1,658', () => {
    const scores = [...some(1653, plain, []), ...some(5, plain, ['V1'])]
    expect(summarise(scores)).toEqual({ checked: 1658, failed: 5, withProblems: 5, unsettled: 0, passRate: '99.70' })
  })

  it('keeps 存在问题 apart from 不合格, and the unsettled out of both', () => {
    const scores = [
      ...some(3, plain, ['V']),
      ...some(1, plain, ['V1']),
      ...some(2, plain, []),
      ...some(4, plain, ['V1'], 'in-progress')
    ]
    expect(summarise(scores)).toEqual({ checked: 6, failed: 1, withProblems: 4, unsettled: 4, passRate: '83.33' })
  })

  it('has no rate before anything is checked', () => {
    expect(summarise([])).toEqual({ checked: 0, failed: 0, withProblems: 0, unsettled: 0, passRate: null })
  })
})
