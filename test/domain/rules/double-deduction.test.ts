import { describe, expect, it } from 'vitest'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { countedBefore } from '../../../electron/domain/rules/double-deduction.ts'
import { inOrderOfPrecedence, takesFrom } from '../../../electron/domain/rules/precedence.ts'
import { indicator } from '../domain-fixtures.ts'
import { changed, decided, findingsOf, itemScore, portal, scored, sites, sure, type Found } from './editions.ts'

/** The national edition with the points of D1.4, D1.5 and D1.10 given by the office, D1.9 last (不重复扣分). */
const edition = changed(
  decided(
    decided(decided(sites, { indicatorId: 'D1.4', action: 'change', unitPoints: '5' }), {
      indicatorId: 'D1.5',
      action: 'change',
      unitPoints: '5'
    }),
    { indicatorId: 'D1.10', action: 'confirm' }
  ),
  { 'D1.9': { yieldsTo: ['D1.4', 'D1.5', 'D1.6', 'D1.10'] }, 'D1.10': { yieldsTo: ['D1.4', 'D1.5', 'D1.6'] } }
)

const place = (id: string, location: string, more: Partial<Found> = {}): Found => ({ id, location, ...more })

describe('one fault is not deducted twice', () => {
  it.each<[situation: string, found: Found[], deducted: string, excluded: string[]]>([
    [
      'D1.6 and D1.9 on the same column: only D1.6',
      [place('D1.6', '首页》政策解读'), place('D1.9', '首页》政策解读')],
      '5',
      ['f1']
    ],
    ['written with other marks', [place('D1.6', '首页》政策解读'), place('D1.9', '首页 ＞ 政策解读')], '5', ['f1']],
    ['D1.9 recorded first', [place('D1.9', '首页》政策解读'), place('D1.6', '首页》政策解读')], '5', ['f0']],
    ['another column counts', [place('D1.6', '首页》政策解读'), place('D1.9', '首页》人事信息')], '6', []],
    ['D1.4 before D1.9', [place('D1.4', '首页》要闻'), place('D1.9', '首页》要闻')], '5', ['f1']],
    ['D1.5 before D1.9', [place('D1.5', '首页》政策'), place('D1.9', '首页》政策')], '5', ['f1']],
    ['D1.10 before D1.9: blank', [place('D1.10', '首页》规划'), place('D1.9', '首页》规划')], '2', ['f1']],
    ['D1.4 before D1.10: news column blank', [place('D1.4', '首页》要闻'), place('D1.10', '首页》要闻')], '5', ['f1']],
    [
      'D1.4, D1.10 and D1.9 on one column: only D1.4',
      [place('D1.9', '首页》要闻'), place('D1.10', '首页》要闻'), place('D1.4', '首页》要闻')],
      '5',
      ['f0', 'f1']
    ],
    [
      'no 位置, same 网址',
      [
        { id: 'D1.6', url: 'https://a.cn/jd/' },
        { id: 'D1.9', url: 'http://a.cn/jd' }
      ],
      '5',
      ['f1']
    ],
    [
      '位置 on one side only, same 网址',
      [place('D1.6', '首页》解读', { url: 'https://a.cn/jd/' }), { id: 'D1.9', url: 'https://a.cn/jd/' }],
      '5',
      ['f1']
    ],
    [
      'no 位置, other 网址',
      [
        { id: 'D1.6', url: 'https://a.cn/jd/' },
        { id: 'D1.9', url: 'https://a.cn/rs/' }
      ],
      '6',
      []
    ],
    ['neither 位置 nor 网址', [{ id: 'D1.6' }, { id: 'D1.9' }], '6', []],
    ['items that do not yield to each other', [place('D1.4', '首页》要闻'), place('D1.6', '首页》要闻')], '10', []],
    [
      'the whole 数量 of the finding is left out',
      [place('D1.6', '首页》解读'), place('D1.9', '首页》解读', { count: 4 })],
      '5',
      ['f1']
    ],
    ['two findings of one item on one column both count', [place('D1.9', '首页》人事'), place('D1.9', '首页》人事')], '2', []]
  ])('%s', (_situation, found, deducted, excluded) => {
    const score = scored(edition, found)
    expect(score.deducted).toBe(deducted)
    expect(score.items.flatMap((item) => item.excluded.map(({ finding }) => finding)).sort()).toEqual(excluded)
    expect(score.problems).toBe(found.length - excluded.length)
  })

  it('says where the fault was counted', () => {
    const score = scored(edition, [place('D1.6', '首页》政策解读'), place('D1.9', '首页》政策解读'), place('D1.9', '首页》人事')])
    expect(itemScore(score, 'D1.9')).toMatchObject({
      count: 1,
      points: '1',
      findings: ['f2'],
      excluded: [{ finding: 'f1', reason: '同一问题已计入 D1.6“政策解读”，不重复计算。' }],
      reason: '1 处，每处扣 1 分，共扣 1 分。另有 1 条是其他指标已计的同一问题，不重复计算。'
    })
  })

  it('an item that is off, or found not applicable, takes nothing', () => {
    const found = [place('D1.6', '首页》解读'), place('D1.9', '首页》解读')]
    expect(scored(changed(edition, { 'D1.6': { enabled: false } }), found)).toMatchObject({ deducted: '1', problems: 1 })
    expect(scored(edition, found, { verdicts: { 'D1.6': 'not-applicable' } }).deducted).toBe('1')
  })

  it('a veto that does not stand leaves the fault to the deduction', () => {
    const yielding = changed(edition, { 'D1.4': { yieldsTo: ['W4.1'] } })
    const veto = (count: number) => scored(yielding, [place('W4.1', '首页》要闻', { count }), place('D1.4', '首页》要闻')])
    expect(veto(4)).toMatchObject({ outcome: 'pass', deducted: '5' })
    expect(itemScore(veto(4), 'D1.4').excluded).toEqual([])
    expect(veto(5)).toMatchObject({ outcome: 'fail', vetoes: ['W4.1'], problems: 1 })
    expect(itemScore(veto(5), 'D1.4').excluded).toHaveLength(1)
  })

  it('a veto by places stands by places', () => {
    const places = changed(edition, { 'W4.1': { counting: 'places', threshold: sure(2) }, 'D1.4': { yieldsTo: ['W4.1'] } })
    const twice = [place('W4.1', '首页》要闻'), place('W4.1', '首页》要闻'), place('D1.4', '首页》要闻')]
    expect(scored(places, twice)).toMatchObject({ outcome: 'pass', deducted: '5', problems: 3 })
    expect(itemScore(scored(places, twice), 'W4.1')).toMatchObject({
      count: 1,
      reason: '发现 1 处，未达到 2 处，列为问题，不否决。同一位置的问题只按数量最多的一条计。'
    })
  })

  it('a fault that was itself left out takes nothing further', () => {
    const items = [
      indicator('A', 'deduction'),
      indicator('B', 'deduction', { yieldsTo: ['A'] }),
      indicator('C', 'deduction', { yieldsTo: ['B'] })
    ]
    const found = findingsOf(portal, [place('A', '首页'), place('B', '首页'), place('C', '首页')])
    expect(countedBefore(items, byItem(found))).toEqual(
      new Map([['f1', { by: 'A', reason: '同一问题已计入 A“指标A”，不重复计算' }]])
    )
  })

  it('has nothing to say where nothing yields, or what yields has no findings', () => {
    const found = byItem(findingsOf(portal, [place('A', '首页'), place('B', '首页')]))
    expect(countedBefore([indicator('A', 'deduction'), indicator('B', 'deduction')], found)).toEqual(new Map())
    const third = indicator('C', 'deduction', { yieldsTo: ['A'] })
    expect(countedBefore([indicator('A', 'deduction'), indicator('B', 'deduction'), third], found)).toEqual(new Map())
    expect(countedBefore([indicator('B', 'deduction', { yieldsTo: ['Z'] })], found)).toEqual(new Map())
  })
})

function byItem(findings: ReturnType<typeof findingsOf>): Map<string, typeof findings> {
  return new Map(
    [...new Set(findings.map((each) => each.indicatorId))].map((id) => [id, findings.filter((each) => each.indicatorId === id)])
  )
}

describe('order of precedence', () => {
  const item = (id: string, ...yieldsTo: string[]): Indicator => indicator(id, 'deduction', { yieldsTo })
  it.each<[situation: string, items: Indicator[], order: string[]]>([
    ['as they stand', [item('A'), item('B')], ['A', 'B']],
    ['a later item goes first', [item('A', 'B'), item('B')], ['B', 'A']],
    ['in a chain', [item('A', 'B'), item('B', 'C'), item('C')], ['C', 'B', 'A']],
    ['an unknown item is passed over', [item('A', 'Z'), item('B')], ['A', 'B']],
    ['a ring ends', [item('A', 'B'), item('B', 'A')], ['B', 'A']],
    ['an item that yields to itself', [item('A', 'A')], ['A']],
    ['each once', [item('A', 'C'), item('B', 'C'), item('C')], ['C', 'A', 'B']]
  ])('%s', (_situation, items, order) => {
    expect(inOrderOfPrecedence(items).map(({ id }) => id)).toEqual(order)
  })

  it.each([
    ['deduction', false, 'deduction', true],
    ['deduction', true, 'bonus', true],
    ['veto', true, 'deduction', true],
    ['veto', false, 'deduction', false],
    ['veto', false, 'bonus', false],
    ['veto', false, 'veto', true]
  ] as const)('%s that stands: %s, keeps its faults from a %s: %s', (earlier, stands, later, answer) => {
    expect(takesFrom({ kind: earlier }, stands, { kind: later })).toBe(answer)
  })
})
