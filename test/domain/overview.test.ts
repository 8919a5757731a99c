import { describe, expect, it } from 'vitest'
import type { Evidence, Finding, Target, Verdict } from '../../electron/domain/inspection.ts'
import { buildOverview, inspectedOf, type OverviewInput, type StateChange } from '../../electron/domain/overview.ts'
import { namedBlocks } from '../../electron/domain/overview-blocks.ts'
import { scoreTarget } from '../../electron/domain/scoring.ts'
import { catalogue, finding, site, target } from './domain-fixtures.ts'

const capture = (id: string, objectKey: string, quality: Evidence['quality'] = []): Evidence => ({
  id,
  batchId: 'b1',
  objectKey,
  kind: 'capture',
  requestedUrl: null,
  finalUrl: null,
  title: null,
  capturedAt: '2023-08-23T02:20:00.000Z',
  width: 1,
  height: 1,
  quality,
  files: []
})

interface Told {
  targets: Target[]
  verdicts?: [string, string, Verdict][]
  findings?: Finding[]
  evidence?: Evidence[]
  changes?: StateChange[]
}

function inputOf({ targets, verdicts = [], findings = [], evidence = [], changes = [] }: Told): OverviewInput {
  const edition = catalogue()
  const given = verdicts.map(([objectKey, indicatorId, verdict]) => ({ objectKey, indicatorId, verdict }))
  const verdictsOf = (key: string) =>
    Object.fromEntries(given.filter((each) => each.objectKey === key).map((each) => [each.indicatorId, each.verdict]))
  return {
    catalogue: edition,
    strata: 'stratum',
    targets,
    scores: new Map(
      targets.map((each) => [
        each.objectKey,
        scoreTarget({ catalogue: edition, target: each, verdicts: verdictsOf(each.objectKey), findings })
      ])
    ),
    verdicts: given,
    findings,
    evidence,
    changes,
    stands: (_, { quality }) => !quality.includes('cut')
  }
}

/**
 * Six portals: s1 passes, s2 has a deduction, s3 is vetoed, s4 is inspected with an item put off, s5 is under way with
 * another one put off, s6 waits. 张三 has four of them, 李四 s3, nobody s6.
 */
const portal = (order: number, stratum: string) => site(order, stratum, { isPortal: true })
const [s1, s2, s3, s4, s5, s6] = [
  portal(1, '甲县'),
  portal(2, '甲县'),
  portal(3, '乙县'),
  portal(4, '乙县'),
  portal(5, '甲县'),
  portal(6, '丙县')
]
const told: Told = {
  targets: [
    target(s1),
    target(s2),
    { ...target(s3), inspector: '李四' },
    target(s4),
    target(s5, 'in-progress'),
    { ...target(s6, 'waiting'), inspector: null }
  ],
  verdicts: [
    [s1.key, 'A', 'pass'],
    [s1.key, 'X', 'not-applicable'],
    [s2.key, 'A', 'fail'],
    [s3.key, 'V1', 'fail'],
    [s4.key, 'A', 'pending'],
    [s5.key, 'X', 'pending'],
    [s5.key, 'A', 'pass']
  ],
  findings: [
    { ...finding('f1', s2, 'A', 2), evidenceIds: ['e1'] },
    { ...finding('f2', s2, 'A'), evidenceIds: [] },
    { ...finding('f3', s3, 'V1'), evidenceIds: ['e2', 'e3'], inspector: '王五' }
  ],
  evidence: [capture('e1', s2.key, ['cut']), capture('e2', s3.key, ['load-failed']), capture('e3', s3.key, ['unloaded-images'])],
  changes: [
    { objectKey: s1.key, state: 'in-progress', inspector: '张三', time: '2023-09-25T01:00:00.000Z' },
    { objectKey: s1.key, state: 'inspected', inspector: '张三', time: '2023-09-25T01:10:00.000Z' },
    { objectKey: s2.key, state: 'inspected', inspector: '张三', time: '2023-09-25T15:59:00.000Z' },
    // After midnight in China.
    { objectKey: s3.key, state: 'inspected', inspector: '李四', time: '2023-09-25T16:01:00.000Z' },
    { objectKey: s1.key, state: 'in-progress', inspector: '张三', time: '2023-09-26T01:00:00.000Z' },
    { objectKey: s1.key, state: 'inspected', inspector: '张三', time: '2023-09-27T01:00:00.000Z' },
    { objectKey: s4.key, state: 'inspected', inspector: '张三', time: '2023-09-27T02:00:00.000Z' },
    // Opened again and not finished since: counts on no day.
    { objectKey: s5.key, state: 'inspected', inspector: '张三', time: '2023-09-27T03:00:00.000Z' },
    { objectKey: s5.key, state: 'in-progress', inspector: '张三', time: '2023-09-27T04:00:00.000Z' }
  ]
}
const counts = (changes: Partial<ReturnType<typeof buildOverview>['counts']>) => ({
  waiting: 0,
  'in-progress': 0,
  unsettled: 0,
  pass: 0,
  problems: 0,
  fail: 0,
  ...changes
})

describe('buildOverview', () => {
  const overview = buildOverview(inputOf(told))

  it('puts every object under one word', () => {
    expect(overview.total).toBe(6)
    expect(overview.counts).toEqual(counts({ waiting: 1, 'in-progress': 1, unsettled: 1, pass: 1, problems: 1, fail: 1 }))
    expect(inspectedOf(overview.counts)).toBe(4)
    expect(overview.findings).toBe(3)
    // Settled are s1, s2 and s3; two of them pass.
    expect(overview.summary).toEqual({ checked: 3, failed: 1, withProblems: 2, unsettled: 3, passRate: '66.67' })
  })

  it('counts by stratum, in the order of the registry', () => {
    expect(overview.strata).toEqual([
      { name: '甲县', total: 3, counts: counts({ pass: 1, problems: 1, 'in-progress': 1 }) },
      { name: '乙县', total: 2, counts: counts({ fail: 1, unsettled: 1 }) },
      { name: '丙县', total: 1, counts: counts({ waiting: 1 }) }
    ])
  })

  it('counts by inspector, those without one last', () => {
    expect(overview.inspectors).toEqual([
      {
        name: '张三',
        total: 4,
        counts: counts({ pass: 1, problems: 1, unsettled: 1, 'in-progress': 1 }),
        findings: 2,
        lastAt: '2023-09-27T02:00:00.000Z'
      },
      { name: '李四', total: 1, counts: counts({ fail: 1 }), findings: 0, lastAt: '2023-09-25T16:01:00.000Z' },
      { name: '王五', total: 0, counts: counts({}), findings: 1, lastAt: null },
      { name: null, total: 1, counts: counts({ waiting: 1 }), findings: 0, lastAt: null }
    ])
  })

  it('counts by indicator over the objects that it is asked of', () => {
    const row = (id: string) => overview.indicators.find((each) => each.id === id)
    // A: s1 and s5 pass, s3 is finished without a word on it, s2 fails, s4 is put off, s6 is open.
    expect(row('A')).toMatchObject({ asked: 6, pass: 3, fail: 1, notApplicable: 0, pending: 1, open: 1, findings: 2 })
    // X: s2, s3, s4 are finished without a word on it.
    expect(row('X')).toMatchObject({ asked: 6, pass: 3, fail: 0, notApplicable: 1, pending: 1, open: 1, findings: 0 })
    expect(row('V1')).toMatchObject({ asked: 6, pass: 3, fail: 1, pending: 0, open: 2, findings: 1 })
    for (const { asked, pass, fail, notApplicable, pending, open } of overview.indicators)
      expect(pass + fail + notApplicable + pending + open).toBe(asked)
  })

  it('asks portal items of portals only', () => {
    const plain = buildOverview(inputOf({ ...told, targets: [...told.targets, target(site(7, '丙县'))] }))
    expect(plain.indicators.find(({ id }) => id === 'A')?.asked).toBe(6)
    expect(plain.indicators.find(({ id }) => id === 'V1')?.asked).toBe(7)
  })

  it('counts an object on the day in China on which it was last finished', () => {
    expect(overview.days).toEqual([
      { day: '2023-09-25', finished: 1 },
      { day: '2023-09-26', finished: 1 },
      { day: '2023-09-27', finished: 2 }
    ])
  })

  it('names what stands in the way', () => {
    const blocks = Object.fromEntries(overview.blocks.map(({ kind, items }) => [kind, items]))
    expect(blocks).toEqual({
      unsettled: [{ objectKey: s4.key, name: '网站4', indicators: ['A'], count: 1 }],
      pending: [{ objectKey: s5.key, name: '网站5', indicators: ['X'], count: 1 }],
      // The one without a capture, and the one whose capture is cut.
      'no-evidence': [{ objectKey: s2.key, name: '网站2', indicators: ['A'], count: 2 }],
      // A page that did not open is no doubt; images that did not load are. A cut picture never stands, whoever says so.
      doubtful: [{ objectKey: s3.key, name: '网站3', indicators: ['V1'], count: 1 }],
      'in-progress': [{ objectKey: s5.key, name: '网站5', indicators: [], count: 1 }],
      waiting: [{ objectKey: s6.key, name: '网站6', indicators: [], count: 1 }]
    })
  })

  it('names the first of many and counts all', () => {
    const many = Array.from({ length: namedBlocks + 50 }, (_, index) => target(site(index, '甲县'), 'waiting'))
    const waiting = buildOverview(inputOf({ targets: many })).blocks.find(({ kind }) => kind === 'waiting')
    expect(waiting?.total).toBe(namedBlocks + 50)
    expect(waiting?.items).toHaveLength(namedBlocks)
    expect(waiting?.items[0]?.name).toBe('网站0')
  })

  it('says how long the rest takes once five were finished one by one', () => {
    expect(overview.estimate).toBeNull()
    const sites = Array.from({ length: 12 }, (_, index) => site(index, '甲县'))
    const done = (minutes: readonly number[]) =>
      buildOverview(
        inputOf({
          targets: sites.map((each, index) => target(each, index < minutes.length ? 'inspected' : 'waiting')),
          changes: minutes.map((minute, index) => ({
            objectKey: sites[index]?.key ?? '',
            state: 'inspected' as const,
            inspector: '张三',
            time: new Date(Date.parse('2023-09-26T01:00:00Z') + minute * 60_000).toISOString()
          }))
        })
      ).estimate
    expect(done([0, 4, 10, 15])).toBeNull()
    // 330 seconds each, seven left.
    expect(done([0, 4, 10, 15, 22])).toEqual({ secondsEach: 330, gaps: 4, sessions: 1, secondsLeft: 2_310 })
  })
})
