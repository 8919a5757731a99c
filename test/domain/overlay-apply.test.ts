import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import { diffCatalogues } from '../../electron/domain/catalogue-diff.ts'
import { readOverlay } from '../../electron/domain/catalogue-load.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { applyOverlay, tryOverlay } from '../../electron/domain/overlay-apply.ts'
import { resolveOverlays } from '../../electron/domain/overlay-resolve.ts'
import { overlaySchema, type Overlay } from '../../electron/domain/overlay.ts'
import { catalogue, indicator } from './domain-fixtures.ts'

const sure = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '本地方案' })
const guess = <T>(value: T) => ({ value, status: 'unconfirmed' as const, source: '待核对' })

const plan = (changes: Record<string, unknown> = {}): Overlay =>
  overlaySchema.parse({
    id: 'local-2024',
    title: '本地指标',
    edition: '2024',
    region: '某省某市',
    base: 'test-site',
    source: '本地方案',
    ...changes
  })
const item = (id: string, changes: Partial<Indicator> = {}): Indicator =>
  indicator(id, 'deduction', { unitPoints: sure('1'), ...changes })
const ids = ({ indicators }: Catalogue): string[] => indicators.map(({ id }) => id)

interface Changes {
  points: Record<string, number>
  off: string[]
  gone: string[]
  line: number | null
}

describe('applyOverlay', () => {
  it('leaves everything but the names where the plan changes nothing', () => {
    const base = catalogue()
    const made = applyOverlay(base, plan())
    expect(made).toEqual({ ...base, id: 'local-2024', title: '本地指标', edition: '2024', region: '某省某市', base: 'test-site' })
    expect(diffCatalogues(base, made)).toEqual([])
  })

  it('sets what the plan names: frame, items, fields given as null, items gone and new', () => {
    const made = applyOverlay(
      catalogue([...catalogue().indicators, item('Y', { yieldsTo: ['A', 'X'], cap: sure('8') })]),
      plan({
        frame: { failBelow: sure('80'), noService: null, vetoScore: sure('59') },
        patch: { A: { unitPoints: sure('2') }, Y: { cap: null, title: '改名' } },
        remove: ['X'],
        add: [item('L1', { group: '新组' }), indicator('L2', 'veto')]
      })
    )
    expect(made.frame.failBelow?.value).toBe('80')
    expect(made.frame.base?.value).toBe('100')
    expect(made.frame.noService).toBeNull()
    expect(made.frame.vetoScore?.value).toBe('59')
    const of = (id: string) => made.indicators.find((one) => one.id === id)
    expect(of('A')?.unitPoints?.value).toBe('2')
    expect(of('A')?.cap?.value).toBe('10')
    expect(of('Y')).toMatchObject({ title: '改名', unitPoints: { value: '1' } })
    expect(of('Y')).not.toHaveProperty('cap')
    // What made way for a removed item makes way for the rest.
    expect(of('Y')?.yieldsTo).toEqual(['A'])
    // New items stand behind their group, else behind their kind.
    expect(ids(made)).toEqual(['V', 'V1', 'L2', 'A', 'S', 'B', 'C', 'Y', 'L1'])
  })

  it('does not touch the base', () => {
    const base = catalogue()
    const before = structuredClone(base)
    applyOverlay(base, plan({ patch: { A: { unitPoints: sure('2') } }, remove: ['X'], add: [item('L1')] }))
    expect(base).toEqual(before)
  })

  it('goes on top of another local plan', () => {
    const county = plan({ id: 'county', base: 'local-2024', patch: { L1: { unitPoints: sure('3') } } })
    const city = applyOverlay(catalogue(), plan({ add: [item('L1')] }))
    const made = applyOverlay(city, county)
    expect(made.base).toBe('local-2024')
    expect(made.indicators.find(({ id }) => id === 'L1')?.unitPoints?.value).toBe('3')
  })

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'a patch of no item',
      { patch: { 'D1.99': { title: '某' } } },
      /^细则 local-2024：指标 D1\.99 不在基础目录 test-site 中，请改正编号$/
    ],
    ['the removal of no item', { remove: ['D1.99'] }, /指标 D1\.99 不在基础目录 test-site 中，请改正编号/],
    ['a removal twice', { remove: ['X', 'X'] }, /指标 X 删去了两次/],
    ['an item changed and removed', { patch: { X: { title: '某' } }, remove: ['X'] }, /指标 X 既修改又删去/],
    ['an item added twice', { add: [item('L1'), item('L1')] }, /指标 L1 增加了两次/],
    ['an added item that is there', { add: [item('X')] }, /指标 X 已在基础目录 test-site 中/],
    ['a field no item can be without', { patch: { X: { title: null } } }, /指标 X 的名称（title）不能取消/],
    ['a method taken away', { patch: { X: { method: null } } }, /指标 X 的检查方法（method）未填写/],
    ['an unknown item to go first', { patch: { X: { yieldsTo: ['D9'] } } }, /指标 X 的让位于（yieldsTo）中 D9 不在本目录中/],
    [
      'a removed item to go first',
      { patch: { X: { yieldsTo: ['A'] } }, remove: ['A'] },
      /指标 X 的让位于（yieldsTo）中 A 不在本目录中/
    ],
    ['a ring of items', { patch: { A: { yieldsTo: ['X'] }, X: { yieldsTo: ['A'] } } }, /指标 A → X → A 互相让位/],
    ['a guess that scores', { patch: { X: { unitPoints: guess('2') } } }, /指标 X 的单位分值（unitPoints）数值待核对，不能启用/],
    [
      'points taken from an item in force',
      { patch: { X: { unitPoints: null } } },
      /指标 X 的单位分值（unitPoints）未填写，不能启用/
    ],
    ['a cap below the unit', { patch: { A: { cap: sure('0.5') } } }, /指标 A 的上限（cap）是 0\.5，小于单位分值 1/],
    ['a threshold on a deduction', { patch: { X: { threshold: sure(5) } } }, /指标 X 的阈值（threshold）只能用于单项否决/],
    ['a guessed line', { frame: { failBelow: guess('70') } }, /计分框架的合格线（frame\.failBelow）数值待核对/],
    ['a pass line above full marks', { frame: { failBelow: sure('120') } }, /合格线（frame\.failBelow）是 120，高于满分 100/],
    ['full marks taken away alone', { frame: { base: null } }, /frame\.base 为空时/],
    ['more shared out than there is', { frame: { noService: sure({ spread: '100' }) } }, /分摊 100 分，应小于满分 100/],
    ['another base', { base: 'national-2019-site' }, /基础目录写的是 national-2019-site，不能用在 test-site 上/],
    ['the id of its base', { id: 'test-site' }, /编号与基础目录 test-site 相同/]
  ])('refuses %s and says whose fault it is', (_, changes, sentence) => {
    const { catalogue: made, faults } = tryOverlay(catalogue(), plan(changes))
    expect(made).toBeNull()
    expect(faults[0]).toMatch(sentence)
    const error = (() => {
      try {
        applyOverlay(catalogue(), plan(changes))
        return null
      } catch (thrown) {
        return thrown
      }
    })()
    expect(error).toBeInstanceOf(XunchaError)
    expect(error).toMatchObject({ code: 'bad-catalogue', faults: faults.map((reason) => ({ reason })) })
  })

  it('names every fault, not the first only', () => {
    expect(tryOverlay(catalogue(), plan({ patch: { P: {} }, remove: ['Q'], add: [item('X')] })).faults).toHaveLength(3)
  })

  const changes = fc.record({
    points: fc.dictionary(fc.constantFrom('A', 'S', 'X'), fc.integer({ min: 1, max: 90 }), { maxKeys: 3 }),
    off: fc.subarray(['A', 'S', 'X', 'B']),
    gone: fc.subarray(['V1', 'C']),
    line: fc.option(fc.integer({ min: 1, max: 80 }))
  })
  const planOf = ({ points, off, gone, line }: Changes) =>
    plan({
      patch: Object.fromEntries(
        ['A', 'S', 'X', 'B'].flatMap((id) => {
          const unit = points[id]
          const patch = {
            ...(unit === undefined ? {} : { unitPoints: sure(String(unit / 10)), cap: sure('10') }),
            ...(off.includes(id) ? { enabled: false } : {})
          }
          return Object.keys(patch).length === 0 ? [] : [[id, patch]]
        })
      ),
      remove: gone,
      frame: line === null ? {} : { failBelow: sure(String(line)) }
    })

  test.prop([changes])('applied again on what it made, a plan changes nothing more', (given) => {
    const once = applyOverlay(catalogue(), planOf(given))
    // What is gone cannot go twice.
    const again = applyOverlay(once, { ...planOf(given), id: 'again', base: once.id, remove: [] })
    expect(diffCatalogues(once, again)).toEqual([])
  })

  test.prop([changes])('what differs from the base is what the plan names', (given) => {
    const overlay = planOf(given)
    const differences = diffCatalogues(catalogue(), applyOverlay(catalogue(), overlay))
    const named = new Set([...Object.keys(overlay.patch), ...overlay.remove, ...Object.keys(overlay.frame)])
    for (const { id } of differences) expect(named).toContain(id)
    const removed = differences.filter(({ kind, field }) => kind === 'removed' && field === 'indicator').map(({ id }) => id)
    expect(removed.sort()).toEqual([...overlay.remove].sort())
  })
})

describe('readOverlay', () => {
  it.each<[string, unknown, RegExp]>([
    ['a list', [], /文件内容不符合格式/],
    ['no base', { ...plan(), base: undefined }, /基础目录（base）不符合格式：缺少/],
    ['no source', { ...plan(), source: '' }, /来源（source）不符合格式：不能为空/],
    ['an unknown part', { ...plan(), changes: {} }, /changes 是不认识的字段/],
    ['a misspelt field of a patch', { ...plan(), patch: { X: { unitPoint: sure('1') } } }, /指标 X 的 unitPoint 是不认识的字段/],
    [
      'a misspelt field of a new item',
      { ...plan(), add: [{ ...item('L1'), unitPoint: 1 }] },
      /指标 L1 的 unitPoint 是不认识的字段/
    ],
    [
      'points as a number',
      { ...plan(), patch: { X: { unitPoints: { ...sure('1'), value: 1 } } } },
      /指标 X 的单位分值（unitPoints\.value）不符合格式/
    ],
    [
      'a number without source',
      { ...plan(), patch: { X: { cap: { value: '1', status: 'confirmed' } } } },
      /指标 X 的上限（cap\.source）不符合格式：缺少/
    ],
    [
      'an unknown status',
      { ...plan(), frame: { failBelow: { ...sure('1'), status: 'sure' } } },
      /计分框架的合格线（frame\.failBelow\.status）不符合格式：只能是 confirmed、applied、unconfirmed/
    ],
    ['a new item without id', { ...plan(), add: [{}] }, /第 1 个指标的编号（id）不符合格式/]
  ])('refuses %s', (_, json, sentence) => {
    const { value, faults } = readOverlay(json)
    expect(value).toBeNull()
    expect(faults.join('；')).toMatch(sentence)
  })
})

describe('resolveOverlays', () => {
  const base = catalogue()
  const city = plan({ id: 'city', add: [item('L1')] })
  const county = plan({ id: 'county', base: 'city', patch: { L1: { title: '县里的' } } })

  it('makes plans on plans whatever their order', () => {
    for (const order of [
      [city, county],
      [county, city]
    ]) {
      const { made, faulty } = resolveOverlays([base], order)
      expect(faulty).toEqual([])
      expect(made.map(({ catalogue: { id } }) => id)).toEqual(order.map(({ id }) => id))
    }
  })

  it('names the faulty one and what stands on it, and makes the others', () => {
    const { made, faulty } = resolveOverlays([base], [county, plan({ id: 'city', remove: ['Q'] }), plan({ id: 'good' })])
    expect(made.map(({ overlay }) => overlay.id)).toEqual(['good'])
    expect(faulty.map(({ overlay, faults }) => [overlay.id, faults])).toEqual([
      ['county', ['细则 county：它的基础目录 city 有误，请先改正 city']],
      ['city', ['细则 city：指标 Q 不在基础目录 test-site 中，请改正编号']]
    ])
  })

  it('refuses rings, bases that are not there and ids of editions', () => {
    const sentences = (...overlays: Overlay[]) => resolveOverlays([base], overlays).faulty.flatMap(({ faults }) => faults)
    expect(sentences(plan({ id: 'a', base: 'a' }))).toEqual(['细则 a：基础目录绕成一圈（a → a），请改正其中一个的基础目录'])
    const ring = sentences(plan({ id: 'a', base: 'b' }), plan({ id: 'b', base: 'c' }), plan({ id: 'c', base: 'a' }))
    expect(ring).toHaveLength(3)
    expect(ring).toContain('细则 c：基础目录绕成一圈（a → b → c → a），请改正其中一个的基础目录')
    expect(sentences(plan({ base: 'nowhere' }))).toEqual(['细则 local-2024：没有编号为 nowhere 的基础目录，请改正编号'])
    expect(sentences(plan({ id: 'test-site' }))).toEqual(['细则 test-site：编号与已有的目录相同，请另起编号'])
  })
})
