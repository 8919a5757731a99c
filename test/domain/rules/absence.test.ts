import { describe, expect, it } from 'vitest'
import { catalogueFaults } from '../../../electron/domain/catalogue-faults.ts'
import { noticeRows } from '../../../electron/domain/notice-rows.ts'
import { absentPointsOf, saysAbsent } from '../../../electron/domain/rules/absence.ts'
import { scoreTarget } from '../../../electron/domain/scoring.ts'
import { target } from '../domain-fixtures.ts'
import { changed, decided, findingsOf, itemOf, itemScore, portal, scored, sites, sure, type Found } from './editions.ts'

const absent = (id: string): Found => ({ id, description: '整项缺失：网站没有公开' })
const confirmed = (id: string) => decided(sites, { indicatorId: id, action: 'confirm' })
/** With a high cap, and with other points for the whole item. */
const open = (points: string) =>
  changed(confirmed('D1.2'), { 'D1.2': { cap: sure('20'), numbers: { absentPoints: sure(points) } } })

describe('an item that is not there at all', () => {
  it.each(['D1.2', 'D1.3'])('%s: nothing until the office confirms its numbers, then 5 in one', (id) => {
    expect(itemScore(scored(sites, [absent(id)]), id)).toMatchObject({ points: '0', reason: expect.stringContaining('待核对') })
    const score = scored(confirmed(id), [absent(id)])
    expect(score).toMatchObject({ score: '95', deducted: '5' })
    expect(itemScore(score, id)).toMatchObject({
      count: 1,
      points: '5',
      capHit: false,
      reason: '整项缺失扣 5 分，本项其他问题不另扣。'
    })
    expect(itemScore(scored(confirmed(id), [{ id }]), id)).toMatchObject({
      points: '1',
      reason: '1 处，每处扣 1 分，共扣 1 分。'
    })
  })

  it('is one fault with the errors beside it, and never more than the cap', () => {
    const score = scored(confirmed('D1.2'), [absent('D1.2'), { id: 'D1.2', count: 3 }, absent('D1.2')])
    expect(itemScore(score, 'D1.2')).toMatchObject({ count: 5, points: '5', capHit: false })
    const capped = changed(confirmed('D1.2'), { 'D1.2': { numbers: { absentPoints: sure('8') } } })
    expect(itemScore(scored(capped, [absent('D1.2')]), 'D1.2')).toMatchObject({
      points: '5',
      capHit: true,
      reason: '整项缺失扣 8 分，超过本项上限 5 分，扣 5 分。'
    })
  })

  it.each<[points: string, errors: number, taken: string, reason: string]>([
    ['10', 2, '10', '整项缺失扣 10 分，本项其他问题不另扣。'],
    ['2.5', 1, '2.5', '整项缺失扣 2.5 分，本项其他问题不另扣。'],
    ['3', 2, '3', '整项缺失扣 3 分，本项其他问题不另扣。'],
    ['2', 2, '3', '3 处，每处扣 1 分，共扣 3 分。'],
    ['0', 1, '2', '2 处，每处扣 1 分，共扣 2 分。']
  ])('%s for the whole and %i errors of one point: %s', (points, errors, taken, reason) => {
    const score = scored(open(points), [absent('D1.2'), { id: 'D1.2', count: errors }])
    expect(itemScore(score, 'D1.2')).toMatchObject({ points: taken, reason })
  })

  it.each<[text: string, is: boolean]>([
    ['整项缺失', true],
    [' 整项缺失：首页没有公开机构职能', true],
    ['机构职能整项缺失', false],
    ['整项', false],
    ['没有公开机构职能', false]
  ])('“%s” says so: %s', (description, is) => {
    expect(saysAbsent({ description })).toBe(is)
    expect(absentPointsOf(itemOf(confirmed('D1.2'), 'D1.2'), [{ description }])).toBe(is ? 500 : null)
  })

  it('counts by places elsewhere, and on bonus items or unsure numbers not at all', () => {
    const said = [{ description: '整项缺失' }]
    const item = itemOf(confirmed('D1.2'), 'D1.2')
    expect(absentPointsOf(item, [])).toBeNull()
    expect(absentPointsOf({ ...item, numbers: {} }, said)).toBeNull()
    expect(absentPointsOf({ kind: 'deduction' }, said)).toBeNull()
    expect(absentPointsOf({ ...item, kind: 'bonus' }, said)).toBeNull()
    expect(absentPointsOf(itemOf(sites, 'D1.2'), said)).toBeNull()
    // An item without points for the whole takes its unit, whatever the text says.
    expect(itemScore(scored(sites, [absent('D1.9')]), 'D1.9').points).toBe('1')
  })

  it('the problem table gives the points to the finding that says so', () => {
    const catalogue = confirmed('D1.2')
    const findings = findingsOf(portal, [{ id: 'D1.2' }, absent('D1.2')])
    const targets = [target(portal, 'inspected')]
    const scores = targets.map((one) => scoreTarget({ catalogue, target: one, verdicts: {}, findings }))
    const strata = [{ name: '市直', frame: 1, drawn: 1 }]
    const batch = { title: '抽查', period: '2023Q3', object: 'site', frame: 1, drawn: 1, strataBy: 'stratum', strata } as const
    const { problems } = noticeRows([{ batch, catalogue, targets, scores, findings, evidenceLabels: {} }])
    expect(problems.map(({ cells }) => [cells.description, cells.points])).toEqual([
      ['问题', 1],
      ['整项缺失：网站没有公开', 4]
    ])
  })

  it('only a deduction may have points for the whole', () => {
    const wrong = changed(sites, {
      'W1.1': { numbers: { absentPoints: sure('5') } },
      'B1.1': { numbers: { absentPoints: sure('5') } }
    })
    expect(catalogueFaults(wrong)).toEqual([
      '指标 W1.1 的整项缺失分值（numbers.absentPoints）只能用于扣分指标',
      '指标 B1.1 的整项缺失分值（numbers.absentPoints）只能用于扣分指标'
    ])
    expect(catalogueFaults(sites)).toEqual([])
  })
})
