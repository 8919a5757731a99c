import { describe, expect, it } from 'vitest'
import { diffCatalogues } from '../../electron/domain/catalogue-diff.ts'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import { catalogue, indicator } from './domain-fixtures.ts'

const sure = <T>(value: T, source = '测试依据') => ({ value, status: 'confirmed' as const, source })
const guess = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '测试依据' })
const one = (changes: Partial<Indicator> = {}): Catalogue => catalogue([indicator('A', 'deduction', changes)])
const between = (before: Partial<Indicator>, after: Partial<Indicator>) =>
  diffCatalogues(one(before), one(after)).map(({ place, id, field, label, before: was, after: is, kind }) => [
    place,
    id,
    field,
    label,
    was,
    is,
    kind
  ])

describe('diffCatalogues', () => {
  it('finds nothing between equals, whatever the order of items and the names', () => {
    const base = catalogue()
    expect(diffCatalogues(base, { ...base, id: 'other', title: '改名', indicators: base.indicators.toReversed() })).toEqual([])
  })

  it.each<[string, Partial<Indicator>, Partial<Indicator>, unknown[]]>([
    [
      'points',
      { unitPoints: sure('1') },
      { unitPoints: sure('2') },
      ['unitPoints', '单位分值', '1（已证实）', '2（已证实）', 'changed']
    ],
    [
      'how sure they are',
      { unitPoints: guess('1') },
      { unitPoints: sure('1') },
      ['unitPoints', '单位分值', '1（待核对）', '1（已证实）', 'changed']
    ],
    [
      'where they come from',
      { unitPoints: sure('1') },
      { unitPoints: sure('1', '本地方案') },
      ['unitPoints.source', '单位分值的来源', '测试依据', '本地方案', 'changed']
    ],
    ['a cap more', {}, { cap: sure('5') }, ['cap', '上限', null, '5（已证实）', 'added']],
    [
      'a window less',
      { window: sure({ amount: 2, unit: 'week' as const }) },
      {},
      ['window', '时限', '2周（已证实）', null, 'removed']
    ],
    [
      'a further number',
      { numbers: { sample: guess('5') } },
      { numbers: { sample: sure('8') } },
      ['numbers.sample', '抽查件数', '5（待核对）', '8（已证实）', 'changed']
    ],
    ['the rule', { rule: '甲' }, { rule: '乙' }, ['rule', '判定规则', '甲', '乙', 'changed']],
    ['whether it is on', { enabled: true }, { enabled: false }, ['enabled', '启用', '是', '否', 'changed']],
    [
      'whom it is for',
      {},
      { applies: { portalOnly: false, needsService: true } },
      ['applies', '适用范围', '只查门户网站', '只查有对外服务的单位', 'changed']
    ],
    [
      'its evidence',
      {},
      { evidence: { captures: 2, onRegisteredHost: false } },
      ['evidence', '取证要求', '取证 1 份，须在登记的网站上', '取证 2 份', 'changed']
    ],
    ['what goes first', {}, { yieldsTo: ['B', 'C'] }, ['yieldsTo', '让位于', null, 'B、C', 'added']],
    [
      'its columns',
      {},
      {
        columns: [
          { classes: ['news', 'policy'], level: 'first', when: 'stale', window: sure({ amount: 6, unit: 'month' as const }) }
        ]
      },
      ['columns', '读取栏目', null, '动态要闻、政策文件一级栏目6个月（已证实）内未更新', 'added']
    ]
  ])('tells %s', (_, before, after, difference) => {
    expect(between(before, after)).toEqual([['indicator', 'A', ...difference]])
  })

  it('tells the frame first, then items as they stand, then those that are gone', () => {
    const before = catalogue([indicator('A', 'veto'), indicator('C', 'veto')])
    const after = catalogue([indicator('N', 'veto', { title: '新项' }), indicator('C', 'veto', { rule: '另一规则' })])
    const frame = {
      ...after.frame,
      failBelow: sure('80'),
      noService: sure({ spread: '20' }),
      bonusCap: null,
      grades: sure([
        { title: '合格', atLeast: '80' },
        { title: '基本合格', atLeast: '60' }
      ])
    }
    const told = diffCatalogues(before, { ...after, frame }).map(({ place, id, label, before: was, after: is }) => [
      place,
      id,
      label,
      was,
      is
    ])
    expect(told).toEqual([
      ['frame', 'failBelow', '合格线', '60（已证实）', '80（已证实）'],
      ['frame', 'bonusCap', '加分上限', '30（已证实）', null],
      ['frame', 'noService', '无办事服务折算', '满分75，乘以4/3（已证实）', '其余指标分摊20分（已证实）'],
      ['frame', 'grades', '等次', null, '合格 ≥ 80，基本合格 ≥ 60（已证实）'],
      ['indicator', 'N', '整项', null, '规则'],
      ['indicator', 'C', '判定规则', '规则', '另一规则'],
      ['indicator', 'A', '整项', '规则', null]
    ])
  })
})
