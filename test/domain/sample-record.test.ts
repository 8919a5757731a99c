import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { SampleDesign } from '../../electron/domain/inspection.ts'
import type { PlacedObject } from '../../electron/domain/registry.ts'
import { buildRecord, replayRecord, type SampleRecord } from '../../electron/domain/sample-record.ts'
import { drawBatch } from '../../electron/domain/sampling.ts'
import { account, design, frameOf, sha256 } from './domain-fixtures.ts'

const frame = [
  ...frameOf([
    ['甲', 9],
    ['乙', 6]
  ]),
  account(15, '乙', { status: '已关停' })
]

function record(objects: readonly PlacedObject[] = frame, wanted: SampleDesign = design()): SampleRecord {
  const draw = drawBatch(objects, wanted, sha256)
  return buildRecord({ draw, design: wanted, title: '第三季度', period: '2023Q3', catalogueId: 'national-2019-account' }, sha256)
}

/** As it comes back from its file. */
const stored = (value: SampleRecord): SampleRecord => structuredClone(value)

/** An edit by somebody who also puts the hash right. */
function resealed(value: SampleRecord): SampleRecord {
  const { recordHash: _, ...body } = value
  return { ...body, recordHash: `sha256:${sha256(canonicalJson(body))}` }
}

describe('buildRecord', () => {
  it('holds design, frame hash, every draw with its rank and every exclusion', () => {
    const made = record()
    expect(made).toMatchObject({ format: 'xuncha-sample-record', version: 1, drawn: 8, frame: { count: 15 }, design: design() })
    expect(made.draws).toHaveLength(8)
    expect(made.draws.map((draw) => draw.order)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    for (const draw of made.draws) expect(draw.rank).toBe(sha256(`20230823|${made.algorithm}|${draw.stratum}|${draw.key}`))
    expect(made.exclusions).toEqual([
      { key: 'account:微信:gh_15', name: '账号15', stratum: '乙', reason: '状态为“已关停”，不在运行，不列入抽样框' }
    ])
    const pairs = frame.slice(0, 15).map((object) => [object.key, object.stratum])
    pairs.sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    expect(made.frame.hash).toBe(`sha256:${sha256(JSON.stringify(pairs))}`)
    expect(resealed(made).recordHash).toBe(made.recordHash)
  })

  it('is the same for the same registry on any machine', () => {
    expect(record([...frame].reverse())).toEqual(record())
  })
})

describe('replayRecord', () => {
  it('finds nothing to say when registry and record agree', () => {
    expect(replayRecord(stored(record()), frame, sha256)).toEqual([])
    expect(replayRecord(JSON.parse(JSON.stringify(record())), [...frame].reverse(), sha256)).toEqual([])
  })

  it('names the object that a swapped draw lost and gained', () => {
    const edited = stored(record())
    const out = frame.find((object) => object.status === '在运行' && !edited.draws.some((draw) => draw.key === object.key))
    const first = edited.draws[0]
    if (out === undefined || first === undefined) throw new Error('fixture')
    edited.draws[0] = { ...first, key: out.key, name: out.name, unit: out.unit }
    const differences = replayRecord(edited, frame, sha256)
    expect(differences[0]).toMatch(/被改动过/)
    expect(differences.join()).toContain(`（${out.key}）：记录中抽到，重抽没有抽到。`)
    expect(differences.join()).toContain(`（${first.key}）：重抽抽到，记录中没有。`)
    const sealed = replayRecord(resealed(edited), frame, sha256)
    expect(sealed.join()).not.toMatch(/被改动过/)
    expect(sealed.join()).toContain(`（${out.key}）：记录中抽到，重抽没有抽到。`)
  })

  it.each<[string, (value: SampleRecord) => SampleRecord, RegExp]>([
    [
      'a share',
      (value) => ({ ...value, strata: value.strata.map((share) => ({ ...share, drawn: share.drawn + 1 })) }),
      /层“甲”：记录为总数 9、抽取 6/
    ],
    ['a stratum left out', (value) => ({ ...value, strata: value.strata.slice(1) }), /层“甲”：名录中有，记录中没有/],
    [
      'a stratum invented',
      (value) => ({ ...value, strata: [...value.strata, { name: '丙', frame: 1, drawn: 1 }] }),
      /层“丙”：记录中有/
    ],
    ['the total', (value) => ({ ...value, drawn: 9 }), /抽取总数：记录为 9，重抽为 8/],
    ['the frame count', (value) => ({ ...value, frame: { ...value.frame, count: 16 } }), /抽样框总数：记录为 16，按名录为 15/],
    [
      'the frame hash',
      (value) => ({ ...value, frame: { ...value.frame, hash: `sha256:${'0'.repeat(64)}` } }),
      /抽样框与名录不同/
    ],
    [
      'a name',
      (value) => ({ ...value, draws: value.draws.map((draw, index) => (index === 0 ? { ...draw, name: '改' } : draw)) }),
      /“改”.*与重抽不同/
    ],
    [
      'a rank',
      (value) => ({ ...value, draws: value.draws.map((draw, index) => (index === 0 ? { ...draw, rank: 'f' } : draw)) }),
      /排序值.*与重抽不同/
    ],
    ['a draw twice', (value) => ({ ...value, draws: [...value.draws, ...value.draws.slice(0, 1)] }), /被列了两次/],
    ['an exclusion left out', (value) => ({ ...value, exclusions: [] }), /“账号15”.*记录中没有说明/],
    [
      'the reason of an exclusion',
      (value) => ({ ...value, exclusions: value.exclusions.map((each) => ({ ...each, reason: '其他' })) }),
      /原因与名录不同/
    ],
    ['the seed', (value) => ({ ...value, design: { ...value.design, seed: '别的种子' } }), /重抽抽到，记录中没有/],
    ['the method', (value) => ({ ...value, algorithm: 'other/2' }), /“other\/2”/],
    [
      'a design that cannot be drawn',
      (value) => ({ ...value, design: { ...value.design, size: { by: 'rate', rate: '2' } } }),
      /重抽失败：.*超过 1/
    ]
  ])('names an edit of %s, resealed or not', (_, edit, sentence) => {
    const edited = edit(stored(record()))
    const differences = replayRecord(edited, frame, sha256)
    expect(differences[0]).toMatch(/被改动过/)
    expect(differences.join('\n')).toMatch(sentence)
    expect(replayRecord(resealed(edited), frame, sha256).join('\n')).toMatch(sentence)
  })

  it('sees a member that was added to the file', () => {
    expect(replayRecord({ ...stored(record()), 备注: '补抽' }, frame, sha256)).toEqual([expect.stringMatching(/被改动过/)])
    expect(replayRecord({ ...stored(record()), title: '第四季度' }, frame, sha256)).toEqual([expect.stringMatching(/被改动过/)])
  })

  it('sees a registry that is not the one drawn from', () => {
    const closed = frame.map((object, index) => (index === 0 ? { ...object, status: '已关停' } : object))
    expect(replayRecord(stored(record()), closed, sha256).join('\n')).toMatch(/抽样框总数：记录为 15，按名录为 14/)
    const moved = frame.map((object, index) => (index === 0 ? { ...object, stratum: '乙' } : object))
    expect(replayRecord(stored(record()), moved, sha256).join('\n')).toMatch(/抽样框与名录不同/)
    expect(replayRecord(stored(record()), [], sha256).join('\n')).toMatch(/重抽失败：名录中没有在运行的新媒体/)
  })

  it.each([[null], [{}], ['text'], [{ ...record(), draws: 'none' }]])('refuses what is no record: %j', (value) => {
    expect(() => replayRecord(value, frame, sha256)).toThrow(/不是完整的抽样记录文件/)
  })
})
