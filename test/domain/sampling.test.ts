import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import type { PlacedObject } from '../../electron/domain/registry.ts'
import { allocate, drawBatch, previewDraw, samplingAlgorithm } from '../../electron/domain/sampling.ts'
import { anhuiAccounts } from '../support/registry-files.ts'
import { account, design, frameOf, sha256, site } from './domain-fixtures.ts'

const sizesArb = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 })
const named = (sizes: readonly number[]) => sizes.map((size, index) => [`第${index}层`, size] as const)
const drawnKeys = (objects: readonly PlacedObject[]) => objects.map((object) => object.key).sort()

function shuffled<T>(items: readonly T[], random: number): T[] {
  return items
    .map((item, index) => ({ item, at: sha256(`${random}|${index}`) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ item }) => item)
}

describe('allocate', () => {
  it('gives exactly the published shares of all 17 strata of annex 2', () => {
    const shares = allocate(
      anhuiAccounts.map(([name, frame]) => ({ name, frame })),
      1658
    )
    expect(shares.map(({ name, frame, drawn }) => [name, frame, drawn])).toEqual(anhuiAccounts)
  })

  it('gives an equal remainder to the larger stratum, then to the earlier one', () => {
    // 3, 5, 5, 3 of 16, draw 8: halves everywhere, two seats left after 1 + 2 + 2 + 1.
    const shares = allocate(
      [3, 5, 5, 3].map((frame, index) => ({ name: String(index), frame })),
      8
    )
    expect(shares.map((share) => share.drawn)).toEqual([1, 3, 3, 1])
    const three = allocate(
      [3, 3, 3, 1].map((frame, index) => ({ name: String(index), frame })),
      5
    )
    // 1.5, 1.5, 1.5, 0.5: two seats for three equal strata go to the first two.
    expect(three.map((share) => share.drawn)).toEqual([2, 2, 1, 0])
    expect(three.map((share) => share.remainderWon)).toEqual([true, true, false, false])
  })

  it('compares remainders exactly where floating point cannot', () => {
    // Remainders of 10 × n / 30: 1/3 each; binary thirds of 1, 4, 7, 18 differ in the last digit.
    const shares = allocate(
      [1, 4, 7, 18].map((frame, index) => ({ name: String(index), frame })),
      10
    )
    expect(shares.map((share) => share.drawn)).toEqual([0, 1, 3, 6])
  })

  it.prop([sizesArb, fc.nat()])(
    'shares out the whole total, no stratum over its frame, none off its quota by one',
    (sizes, seed) => {
      const frame = sizes.reduce((sum, size) => sum + size, 0)
      const total = seed % (frame + 1)
      const shares = allocate(
        sizes.map((size, index) => ({ name: String(index), frame: size })),
        total
      )
      expect(shares.reduce((sum, share) => sum + share.drawn, 0)).toBe(total)
      for (const share of shares) {
        expect(share.drawn).toBeLessThanOrEqual(share.frame)
        expect(Math.abs(share.drawn - (total * share.frame) / frame)).toBeLessThan(1)
      }
    }
  )
})

describe('previewDraw', () => {
  const ten = frameOf([
    ['甲', 7],
    ['乙', 3]
  ])

  it.each([
    ['0.25', 'half-up', 3],
    ['0.25', 'ceil', 3],
    ['0.25', 'floor', 2],
    ['0.24', 'half-up', 2],
    ['0.21', 'ceil', 3],
    ['1', 'half-up', 10],
    ['1.0', 'floor', 10],
    ['.5', 'half-up', 5],
    // 0.29 × 100 is 28.999999999999996 in binary.
    ['0.7', 'floor', 7]
  ] as const)('draws rate %s rounded %s: %i of 10', (rate, total, drawn) => {
    const preview = previewDraw(ten, design({ size: { by: 'rate', rate }, total }))
    expect(preview).toMatchObject({ frame: 10, drawn, fault: null })
  })

  it('reads the rate as a decimal, not as a binary fraction', () => {
    const hundred = frameOf([['甲', 100]])
    expect(previewDraw(hundred, design({ size: { by: 'rate', rate: '0.29' }, total: 'floor' })).drawn).toBe(29)
    expect(previewDraw(hundred, design({ size: { by: 'rate', rate: '0.07' }, total: 'ceil' })).drawn).toBe(7)
  })

  it.each([
    ['a rate of 0', { by: 'rate', rate: '0' }, /不能是 0/],
    ['a rate of 0.00', { by: 'rate', rate: '0.00' }, /不能是 0/],
    ['a rate above 1', { by: 'rate', rate: '1.01' }, /超过 1/],
    ['a rate in percent', { by: 'rate', rate: '50' }, /超过 1；.*0\.5/],
    ['a negative rate', { by: 'rate', rate: '-0.5' }, /不是小数/],
    ['a rate that is no number', { by: 'rate', rate: '一半' }, /“一半”不是小数/],
    ['an empty rate', { by: 'rate', rate: '' }, /不是小数/],
    ['a rate with an exponent', { by: 'rate', rate: '5e-1' }, /不是小数/],
    ['a rate that draws nobody', { by: 'rate', rate: '0.01' }, /抽到 0 个/],
    ['a count of 0', { by: 'count', count: 0 }, /1 到 10/],
    ['a negative count', { by: 'count', count: -1 }, /1 到 10/],
    ['half an object', { by: 'count', count: 1.5 }, /1 到 10/],
    ['a count above the frame', { by: 'count', count: 11 }, /11 超过.*10/]
  ] as const)('refuses %s in one sentence', (_, size, sentence) => {
    const preview = previewDraw(ten, design({ size }))
    expect(preview.fault).toMatch(sentence)
    expect(preview.fault).toMatch(/。$/)
    expect(preview).toMatchObject({ frame: 10, drawn: 0 })
    expect(() => drawBatch(ten, design({ size }), sha256)).toThrow(XunchaError)
  })

  it('refuses an empty frame and an empty seed', () => {
    expect(previewDraw([], design()).fault).toMatch(/没有在运行的新媒体/)
    expect(previewDraw([account(0, '甲', { status: '已关停' })], design()).fault).toMatch(/没有在运行的新媒体/)
    expect(previewDraw(ten, design({ object: 'site' })).fault).toMatch(/没有在运行的网站/)
    expect(previewDraw(ten, design({ seed: '  ' })).fault).toMatch(/种子/)
  })

  it('makes one stratum of everything, or strata of another field', () => {
    expect(previewDraw(ten, design({ strata: 'none' })).strata).toEqual([
      { name: '全部', frame: 10, drawn: 5, remainderWon: false }
    ])
    const objects = [
      account(0, '甲', { unitClass: '市直单位' }),
      account(1, '甲', { unitClass: '县市区' }),
      account(2, '乙', { unitClass: '市直单位', platform: '微博' }),
      account(3, '乙')
    ]
    expect(
      previewDraw(objects, design({ strata: 'unitClass', size: { by: 'all' } })).strata.map(({ name, frame }) => [name, frame])
    ).toEqual([
      ['市直单位', 2],
      ['县市区', 1],
      ['未填写', 1]
    ])
    expect(previewDraw(objects, design({ strata: 'platform' })).strata.map(({ name }) => name)).toEqual(['微信', '微博'])
  })
})

describe('drawBatch', () => {
  it('draws 1,658 of annex 2 with the published shares', () => {
    const frame = frameOf(anhuiAccounts.map(([name, running]) => [name, running] as const))
    expect(frame).toHaveLength(3316)
    const draw = drawBatch(frame, design(), sha256)
    expect(draw.drawn).toHaveLength(1658)
    const perStratum = anhuiAccounts.map(([name, running]) => [
      name,
      running,
      draw.drawn.filter((object) => object.stratum === name).length
    ])
    expect(perStratum).toEqual(anhuiAccounts)
    expect(new Set(drawnKeys(draw.drawn)).size).toBe(1658)
  })

  it('ranks by SHA-256 of seed, algorithm, stratum and key, lowest first', () => {
    const frame = frameOf([['甲', 5]])
    const ranked = frame
      .map((object) => ({ key: object.key, rank: sha256(`抽签7|${samplingAlgorithm}|甲|${object.key}`) }))
      .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    const draw = drawBatch(frame, design({ size: { by: 'count', count: 2 }, seed: '抽签7' }), sha256)
    expect(drawnKeys(draw.drawn)).toEqual(
      ranked
        .slice(0, 2)
        .map(({ key }) => key)
        .sort()
    )
  })

  it('is the same on every machine: a pinned draw', () => {
    // Computed apart with: printf '1|largest-remainder+sha256-rank/1|甲|account:微信:gh_N' | sha256sum
    const draw = drawBatch(frameOf([['甲', 6]]), design({ size: { by: 'count', count: 3 }, seed: '1' }), sha256)
    expect(draw.drawn.map((object) => object.order)).toEqual([1, 2, 3])
  })

  it.prop([sizesArb, fc.integer()])('gives the same batch for the same seed and for shuffled rows', (sizes, seed) => {
    const frame = frameOf(named(sizes))
    const wanted = design({ seed: `s${seed}`, total: 'ceil' })
    const once = drawBatch(frame, wanted, sha256)
    const again = drawBatch(shuffled(frame, seed), wanted, sha256)
    expect(again).toEqual(once)
  })

  it.prop([fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 2, maxLength: 6 }), fc.integer()])(
    'leaves the order inside other strata alone when one stratum changes',
    (sizes, seed) => {
      const frame = frameOf(named(sizes))
      const wanted = design({ seed: `s${seed}`, size: { by: 'all' } })
      const order = (objects: readonly PlacedObject[]) => {
        const { entries } = drawBatch(objects, wanted, sha256)
        return entries.filter((entry) => entry.stratum !== '第0层').map(({ object, rank }) => [object.key, rank])
      }
      const changed = frame.map((object) => (object.stratum === '第0层' ? { ...object, key: `${object.key}x` } : object))
      expect(order(changed.slice(1))).toEqual(order(frame))
    }
  )

  it.prop([sizesArb, fc.integer(), fc.integer({ min: 1, max: 99 })])('drawing more keeps what was drawn', (sizes, seed, rate) => {
    const frame = frameOf([['甲', sizes.reduce((sum, size) => sum + size, 0)]])
    const drawAt = (hundredths: number) =>
      drawBatch(
        frame,
        design({ seed: `${seed}`, total: 'ceil', size: { by: 'rate', rate: `0.${String(hundredths).padStart(2, '0')}` } }),
        sha256
      )
    const fewer = drawnKeys(drawAt(rate).drawn)
    const more = new Set(drawnKeys(drawAt(99).drawn))
    expect(fewer.filter((key) => !more.has(key))).toEqual([])
  })

  it('draws other objects for another seed', () => {
    const frame = frameOf([['甲', 100]])
    const draws = ['1', '2', '3'].map((seed) => drawnKeys(drawBatch(frame, design({ seed }), sha256).drawn).join())
    expect(new Set(draws).size).toBe(3)
  })

  it('draws every object about equally often', () => {
    const frame = frameOf([['甲', 10]])
    const hits = new Map<string, number>()
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const object of drawBatch(frame, design({ seed: `${seed}` }), sha256).drawn)
        hits.set(object.key, (hits.get(object.key) ?? 0) + 1)
    }
    // 2,000 draws at one half: standard deviation 22.4, five of them is 112.
    for (const count of hits.values()) expect(Math.abs(count - 1000)).toBeLessThan(112)
  })

  it('takes only running objects of its kind and says why others are left out', () => {
    const frame = [
      account(0, '甲'),
      account(1, '甲', { status: '已关停' }),
      account(2, '乙', { status: '未备案' }),
      site(3, '甲')
    ]
    const draw = drawBatch(frame, design({ size: { by: 'all' } }), sha256)
    expect(draw.frame).toBe(1)
    expect(draw.drawn.map((object) => object.order)).toEqual([0])
    expect(draw.excluded.map(({ key, reason }) => [key, reason])).toEqual([
      ['account:微信:gh_1', '状态为“已关停”，不在运行，不列入抽样框'],
      ['account:微信:gh_2', '状态为“未备案”，不在运行，不列入抽样框']
    ])
  })

  it('counts 必查 objects inside their stratum', () => {
    const frame = frameOf([
      ['甲', 10],
      ['乙', 10]
    ])
    const plain = drawBatch(frame, design(), sha256)
    const left = frame.filter((object) => object.stratum === '甲' && !plain.drawn.includes(object)).slice(0, 2)
    const mustInclude = left.map((object) => object.key)
    const draw = drawBatch(frame, design({ mustInclude }), sha256)
    expect(draw.strata).toEqual(plain.strata)
    expect(drawnKeys(draw.drawn)).toEqual(expect.arrayContaining(mustInclude))
    expect(
      draw.entries
        .filter((entry) => entry.reason === '必查')
        .map((entry) => entry.object.key)
        .sort()
    ).toEqual([...mustInclude].sort())
    const others = (objects: readonly PlacedObject[]) => drawnKeys(objects.filter((object) => object.stratum === '乙'))
    expect(others(draw.drawn)).toEqual(others(plain.drawn))
  })

  it.each([
    ['is not in the registry', ['account:微信:不存在'], /“微信:不存在”不在名录中/],
    ['is not running', ['account:微信:gh_20'], /“账号20”状态为“已关停”/],
    [
      'are more than the share',
      [0, 1, 2, 3, 4, 5].map((order) => `account:微信:gh_${order}`),
      /“甲”的必查对象有 6 个，超过该层应抽的 5 个/
    ]
  ] as const)('refuses 必查 objects that cannot be drawn: %s', (_, mustInclude, sentence) => {
    const frame = [
      ...frameOf([
        ['甲', 10],
        ['乙', 10]
      ]),
      account(20, '甲', { status: '已关停' })
    ]
    expect(previewDraw(frame, design({ mustInclude: [...mustInclude] })).fault).toMatch(sentence)
  })
})
