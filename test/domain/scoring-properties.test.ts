import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import { parseDecimal } from '../../electron/domain/decimal.ts'
import type { Finding } from '../../electron/domain/inspection.ts'
import type { TargetScore } from '../../electron/domain/score.ts'
import { scoreTarget } from '../../electron/domain/scoring.ts'
import { catalogue, site, target } from './domain-fixtures.ts'
import {
  changed,
  decided,
  department,
  findingsOf,
  portal,
  portalWithoutService,
  sites,
  sure,
  type Found
} from './rules/editions.ts'

/** The national edition with some of its open numbers given, so that deductions, caps, places and bonus all take part. */
const edition = [
  { indicatorId: 'D1.2', action: 'confirm' as const },
  { indicatorId: 'D1.4', action: 'change' as const, unitPoints: '5' },
  { indicatorId: 'D1.10', action: 'confirm' as const },
  { indicatorId: 'D2.2', action: 'change' as const, unitPoints: '0.35', cap: '5' },
  { indicatorId: 'D4.3', action: 'confirm' as const },
  { indicatorId: 'B1.1', action: 'change' as const, unitPoints: '4.5' },
  { indicatorId: 'B4.2', action: 'change' as const, unitPoints: '3', cap: '9' }
].reduce(decided, sites)

/** The same where no item yields to another: then every further problem can only cost. */
const withoutYielding: Catalogue = {
  ...edition,
  indicators: edition.indicators.map(({ yieldsTo: _yieldsTo, ...rest }) => rest)
}

const problems = ['W4.1', 'W4.3', 'D1.2', 'D1.4', 'D1.6', 'D1.9', 'D1.10', 'D2.2', 'D4.3', 'D4.4']
const places = ['', '首页》要闻', '首页 > 要闻', '首页》政策解读', '首页》人事', '首页》规划']

const foundOn = (ids: readonly string[]): fc.Arbitrary<Found> =>
  fc.record({
    id: fc.constantFrom(...ids),
    count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 150 })),
    location: fc.constantFrom(...places),
    url: fc.constantFrom('', 'https://a.gov.cn/1', 'http://a.gov.cn/1/', 'https://a.gov.cn/2')
  })
const anyFound = fc.array(foundOn([...problems, 'B1.1', 'B4.2']), { maxLength: 14 })
const anyObject = fc.constantFrom(portal, portalWithoutService, department)

function scoreOf(rules: Catalogue, object: typeof portal, findings: readonly Finding[]): TargetScore {
  return scoreTarget({ catalogue: rules, target: target(object), verdicts: {}, findings })
}

/** Lower is worse; a vetoed target is the worst. */
function standing(score: TargetScore): number {
  if (score.vetoes.length > 0) return -1
  return score.score === null ? 1 : parseDecimal(score.score)
}

/** What of a score does not name findings. */
function figures(score: TargetScore): unknown {
  const { outcome, vetoes, deducted, bonus, provisional, grade, reasons } = score
  const items = score.items.map(({ indicator, count, points, capHit, excluded }) => [
    indicator,
    count,
    points,
    capHit,
    excluded.length
  ])
  return { outcome, vetoes, deducted, bonus, score: score.score, provisional, grade, reasons, problems: score.problems, items }
}

describe('any findings on any site', () => {
  it.prop([anyFound, anyObject])('the score lies between 0 and full marks with the bonus, 130', (list, object) => {
    const score = scoreOf(edition, object, findingsOf(object, list))
    for (const text of [score.score, score.provisional]) {
      if (text === null) continue
      expect(parseDecimal(text)).toBeGreaterThanOrEqual(0)
      expect(parseDecimal(text)).toBeLessThanOrEqual(13_000)
    }
    expect(parseDecimal(score.bonus)).toBeLessThanOrEqual(3000)
    if (score.bonus !== '0') expect(parseDecimal(score.score ?? '0') - parseDecimal(score.bonus)).toBeGreaterThan(8000)
  })

  it.prop([anyFound, foundOn(problems), anyObject])('a further problem never raises it', (list, one, object) => {
    const before = scoreOf(withoutYielding, object, findingsOf(object, list))
    const after = scoreOf(withoutYielding, object, findingsOf(object, [...list, one]))
    expect(standing(after)).toBeLessThanOrEqual(standing(before))
    if (before.outcome === 'fail') expect(after.outcome).toBe('fail')
  })

  it.prop([fc.array(foundOn(problems), { maxLength: 8 }), foundOn(['B1.1', 'B4.2']), anyObject])(
    'a further bonus never lowers it and never changes pass and fail',
    (list, one, object) => {
      const before = scoreOf(edition, object, findingsOf(object, list))
      const after = scoreOf(edition, object, findingsOf(object, [...list, one]))
      expect(standing(after)).toBeGreaterThanOrEqual(standing(before))
      expect(after.outcome).toBe(before.outcome)
    }
  )

  it.prop([anyFound, anyObject, fc.integer({ min: 0, max: 13 })])(
    'the order of findings does not matter',
    (list, object, turn) => {
      const findings = findingsOf(object, list)
      const turned = [...findings.slice(turn), ...findings.slice(0, turn)].reverse()
      expect(figures(scoreOf(edition, object, turned))).toEqual(figures(scoreOf(edition, object, findings)))
    }
  )

  it.prop([anyFound, anyFound])('findings of other targets never matter', (mine, others) => {
    const findings = findingsOf(portal, mine)
    const foreign = findingsOf(department, others).map((finding) => ({ ...finding, id: `x${finding.id}` }))
    expect(scoreOf(edition, portal, [...foreign, ...findings])).toEqual(scoreOf(edition, portal, findings))
  })

  it.prop([anyFound, anyObject])('every finding either counts or is left out with a reason', (list, object) => {
    const score = scoreOf(edition, object, findingsOf(object, list))
    const counted = score.items.flatMap((item) => item.findings)
    const excluded = score.items.flatMap((item) => item.excluded)
    expect([...counted, ...excluded.map(({ finding }) => finding)].sort()).toEqual(list.map((_, index) => `f${index}`).sort())
    for (const { reason } of excluded) expect(reason).toMatch(/[\u4e00-\u9fff]。$/)
  })

  it.prop([anyFound, anyObject])(
    'a vetoed target that is scored has the points of the plan, whatever else was found',
    (list, object) => {
      const plan: Catalogue = { ...edition, frame: { ...edition.frame, vetoScore: sure('59') } }
      const score = scoreOf(plan, object, findingsOf(object, [...list, { id: 'W1.1' }]))
      expect(score).toMatchObject({ outcome: 'fail', score: object.isPortal ? '59' : null, deducted: '0', bonus: '0' })
    }
  )

  it.prop([anyFound, anyObject])('an item switched off changes nothing but itself', (list, object) => {
    const off = changed(withoutYielding, { 'D4.3': { enabled: false } })
    const without = scoreOf(off, object, findingsOf(object, list))
    const left = list.filter(({ id }) => id !== 'D4.3')
    const expected = scoreOf(withoutYielding, object, findingsOf(object, left))
    expect([without.score, without.outcome, without.deducted, without.bonus]).toEqual([
      expected.score,
      expected.outcome,
      expected.deducted,
      expected.bonus
    ])
  })
})

describe('any findings on a site of the frame alone', () => {
  const anyPairs = fc.array(fc.tuple(fc.constantFrom('A', 'S', 'X', 'B', 'C'), fc.integer({ min: 1, max: 300 })), {
    maxLength: 12
  })
  it.prop([anyPairs, fc.boolean()])(
    'items add up to what was deducted, and every number is a plain decimal',
    (pairs, service) => {
      const object = site(1, '市直', { isPortal: true, hasService: service })
      const found = findingsOf(
        object,
        pairs.map(([id, count]) => ({ id, count }))
      )
      const scored = scoreOf(catalogue(), object, found)
      const hundredths = (text: string) => Math.round(Number(text) * 100)
      const sum = scored.items
        .filter((each) => each.kind === 'deduction')
        .reduce((total, each) => total + hundredths(each.points), 0)
      expect(sum).toBe(hundredths(scored.deducted))
      for (const text of [scored.deducted, scored.bonus, scored.score ?? 'missing', ...scored.items.map((each) => each.points)]) {
        expect(text).toMatch(/^(0|[1-9]\d*)(\.\d?[1-9])?$/)
      }
      const left = service ? Math.max(0, 100 - sum / 100) : (Math.max(0, 75 - sum / 100) * 4) / 3
      expect(Math.abs(Number(scored.score) - Number(scored.bonus) - left)).toBeLessThan(0.0051)
      expect(scored.outcome).toBe(left < 60 - 1e-9 ? 'fail' : 'pass')
      if (left <= 80 + 1e-9) expect(scored.bonus).toBe('0')
    }
  )
})
