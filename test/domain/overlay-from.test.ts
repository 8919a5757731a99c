import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import { applyOverlay, merged } from '../../electron/domain/overlay-apply.ts'
import { isEmptyOverlay, overlayFrom } from '../../electron/domain/overlay-from.ts'
import { overlaySchema } from '../../electron/domain/overlay.ts'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'
import { resourcesDir } from '../backend/support.ts'

/** What a test takes for granted. */
const there = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('is not there')
  return value
}
const head = { id: 'local', title: '本地', edition: '2026', region: '某市', source: '某市方案' }
const base = there(loadCatalogues(resourcesDir).find(({ id }) => id === 'national-2019-site'))
const sourced = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '某市方案' })
const as = (edition: Catalogue): Catalogue => ({
  ...edition,
  id: head.id,
  title: head.title,
  edition: head.edition,
  region: head.region,
  base: base.id
})
const sorted = (items: readonly Indicator[]): Indicator[] => items.toSorted((a, b) => (a.id < b.id ? -1 : 1))
const byId = ({ indicators }: Catalogue): Indicator[] => sorted(indicators)

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((one) => !/[{}]/.test(one))
const points = fc.integer({ min: 1, max: 500 }).map((tenths) => (tenths / 10).toFixed(1))
/** One change to an item that leaves it sound whatever else is changed. */
const edit = fc.oneof(
  text.map((title) => (item: Indicator): Indicator => ({ ...item, title })),
  text.map((phrase) => (item: Indicator): Indicator => ({ ...item, phrase })),
  text.map((method) => (item: Indicator): Indicator => ({ ...item, method })),
  fc.constant((item: Indicator): Indicator => ({ ...item, enabled: false })),
  fc
    .record({ amount: fc.integer({ min: 1, max: 30 }), unit: fc.constantFrom('day' as const, 'month' as const) })
    .map((window) => (item: Indicator): Indicator => ({ ...item, window: sourced(window) })),
  fc.constant((item: Indicator): Indicator => {
    const { window: _window, counting: _counting, check: _check, ...rest } = item
    return rest
  }),
  fc.integer({ min: 1, max: 40 }).map(
    (threshold) =>
      (item: Indicator): Indicator =>
        item.kind === 'veto' ? { ...item, threshold: sourced(threshold) } : item
  ),
  points.map((value) => (item: Indicator): Indicator => {
    const { cap: _cap, ...rest } = item
    return item.kind === 'veto' ? item : { ...rest, unitPoints: sourced(value) }
  }),
  fc.constant((item: Indicator): Indicator => ({ ...item, evidence: { captures: 2, onRegisteredHost: true } }))
)
const edits = fc.record({
  changed: fc.array(fc.tuple(fc.nat({ max: base.indicators.length - 1 }), edit), { maxLength: 12 }),
  removed: fc.uniqueArray(fc.nat({ max: base.indicators.length - 1 }), { maxLength: 6 }),
  added: fc.uniqueArray(fc.tuple(fc.nat({ max: 999 }), fc.constantFrom('veto' as const, 'deduction' as const), text), {
    maxLength: 4,
    selector: ([number]) => number
  }),
  frame: fc.record(
    { failBelow: fc.constantFrom('60', '75', '80'), vetoScore: fc.constantFrom('0', '59'), noService: fc.constant(null) },
    { requiredKeys: [] }
  )
})
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never

function edited({ changed, removed, added, frame }: Edits): Catalogue {
  const gone = new Set(removed.map((at) => there(base.indicators[at]).id))
  const items = base.indicators.map((item, at) =>
    changed.filter(([index]) => index === at).reduce((one, [, change]) => change(one), item)
  )
  const kept = items
    .filter(({ id }) => !gone.has(id))
    .map((item) => {
      const { yieldsTo, ...rest } = item
      const left = yieldsTo?.filter((id) => !gone.has(id)) ?? []
      return left.length === 0 ? rest : { ...rest, yieldsTo: left }
    })
  const {
    window: _window,
    threshold: _threshold,
    columns: _columns,
    unitPoints: _points,
    cap: _cap,
    yieldsTo: _yields,
    ...blank
  } = there(base.indicators[0])
  const more = added.map(([number, kind, title]): Indicator => ({
    ...blank,
    id: `ZZ${number}`,
    title,
    kind,
    ...(kind === 'veto' ? {} : { unitPoints: sourced('0.5') })
  }))
  const { failBelow, vetoScore } = frame
  return {
    ...base,
    indicators: [...kept, ...more],
    frame: {
      ...base.frame,
      ...(failBelow === undefined ? {} : { failBelow: sourced(failBelow) }),
      ...(vetoScore === undefined ? {} : { vetoScore: sourced(vetoScore) }),
      ...('noService' in frame ? { noService: null } : {})
    }
  }
}

describe('overlayFrom', () => {
  test.prop([edits], { numRuns: 300 })('makes the plan that turns the base into what was edited', (given) => {
    const wanted = edited(given)
    const overlay = overlayFrom(base, wanted, head)
    expect(overlaySchema.parse(structuredClone(overlay))).toEqual(overlay)
    const made = applyOverlay(base, overlay)
    expect({ ...made, indicators: byId(made) }).toEqual({ ...as(wanted), indicators: byId(wanted) })
  })

  test.prop([edits], { numRuns: 100 })('comes to nothing the second time', (given) => {
    const overlay = overlayFrom(base, edited(given), head)
    expect(isEmptyOverlay(overlayFrom(merged(base, overlay), merged(base, overlay), head))).toBe(true)
    // Added items come back in the order in which the edition files them.
    const again = overlayFrom(base, merged(base, overlay), head)
    expect({ ...again, add: sorted(again.add) }).toEqual({ ...overlay, add: sorted(overlay.add) })
  })

  it('keeps only what differs', () => {
    const wanted = structuredClone(base)
    const w41 = there(wanted.indicators.find(({ id }) => id === 'W4.1'))
    w41.threshold = sourced(3)
    wanted.frame.failBelow = sourced('80')
    wanted.indicators = wanted.indicators.filter(({ id }) => id !== 'W1.6')
    expect(overlayFrom(base, wanted, head)).toEqual({
      ...head,
      base: 'national-2019-site',
      frame: { failBelow: sourced('80') },
      patch: { 'W4.1': { threshold: sourced(3) } },
      remove: ['W1.6'],
      add: []
    })
  })

  it('is empty for the base itself, whatever the order of its items', () => {
    expect(isEmptyOverlay(overlayFrom(base, { ...base, indicators: base.indicators.toReversed() }, head))).toBe(true)
  })
})
