import type { Finding } from '../../electron/domain/inspection.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { smallInspection } from '../db/fixtures.ts'
import type { Core } from './core.ts'
import { createLaptop, ruling, rulingAnew, type Laptop } from './laptop.ts'

export interface Chance {
  /** A whole number from 0 to below `n`. */
  below(n: number): number
  pick<T>(list: readonly T[]): T
}

/** mulberry32: the same seed gives the same history on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number): number => Math.floor(next() * n)
  return {
    below,
    pick(list) {
      const one = list[below(list.length)]
      if (one === undefined && list.length === 0) throw new RangeError('nothing to pick from')
      return one as (typeof list)[number]
    }
  }
}

export function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const left = [...list]
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1)
    const [a, b] = [left[at], left[other]]
    left[at] = b as T
    left[other] = a as T
  }
  return left
}

export const batchId = 'batch-1'
export const objectKeys = ['site:3400000001', 'site:3400000002', 'site:3400000003']
export const target = { batchId, objectKey: 'site:3400000001' }

const opening = smallInspection(3).filter(({ type }) =>
  ['registry.imported', 'registry.objects-changed', 'batch.opened', 'batch.targets-drawn', 'sweep.started'].includes(type)
)
const found = smallInspection(3).find(
  (event): event is Extract<NewEvent, { type: 'hints.found' }> => event.type === 'hints.found'
)

/** Laptops that all know one opened batch with three targets and three hints. */
export function openedBatch(core: Core, amount: number, skewDays: (index: number) => number = () => 0): Laptop[] {
  const laptops = Array.from({ length: amount }, (_, index) => createLaptop(core, `laptop-${index + 1}`, skewDays(index)))
  const [first] = laptops
  if (first === undefined) throw new RangeError('no laptop')
  for (const event of [...opening, ...(found === undefined ? [] : [found])]) first.act(event)
  for (const laptop of laptops.slice(1)) laptop.receive(first)
  return laptops
}

export function findingOf(id: string, more: Partial<Finding> = {}): Finding {
  const place = { location: '首页》政策解读', url: 'http://site1.example/zcjd/' }
  const said = { indicatorId: 'W1', count: 1, description: '首页打不开', inspector: '王检', evidenceIds: [] }
  return { id, ...target, ...said, ...place, observedAt: '2023-09-26T02:20:00.000Z', ...more }
}

/** An act of an inspector, on what this laptop shows. */
function randomAct(chance: Chance, laptop: Laptop, number: number): NewEvent {
  const { tables, device } = laptop
  const place = { batchId, objectKey: chance.pick(objectKeys) }
  const inspector = device
  const findings = tables.rows('findings')
  const conflicts = tables.rows('conflicts')
  const indicatorId = chance.pick(['W1', 'W2', 'D4.1'])
  const kind = chance.below(100)
  if (conflicts.length > 0 && kind < 12) {
    const conflict = chance.pick(conflicts)
    return ruling(laptop, conflict.conflictId, chance.pick(conflict.versions).event)
  }
  const past = kind < 16 ? [...laptop.log.values()].filter(({ type }) => type === 'conflict.ruled') : []
  if (past.length > 0) {
    const earlier = chance.pick(past)
    const versions = earlier.type === 'conflict.ruled' ? earlier.payload.versions : []
    if (versions.length > 0) return rulingAnew(earlier, chance.pick(versions))
  }
  if (kind < 32) {
    return {
      type: 'verdict.given',
      payload: { ...place, indicatorId, verdict: chance.pick(['pass', 'fail', 'pending']), inspector }
    }
  }
  if (kind < 42 || findings.length === 0) {
    // Now and then two laptops give one id: by a copied disk, say.
    const id = chance.below(12) === 0 ? 'finding-shared' : `${device}-finding-${number}`
    return { type: 'finding.recorded', payload: findingOf(id, { ...place, indicatorId, inspector }) }
  }
  const finding = chance.pick(findings)
  if (kind < 58) return { type: 'finding.edited', payload: { ...finding, ...randomEdit(chance, finding, number) } }
  if (kind < 63) return { type: 'finding.withdrawn', payload: { findingId: finding.id, reason: '重复' } }
  if (kind < 70) return restored(chance, laptop, place, indicatorId)
  if (kind < 80) {
    return {
      type: 'target.state-changed',
      payload: { ...place, state: chance.pick(['waiting', 'in-progress', 'inspected']), inspector }
    }
  }
  if (kind < 90) return hintAct(chance, laptop, number)
  if (kind < 92) return adoption(laptop, number)
  if (kind < 96) return columnAct(chance, laptop)
  const document = { kind: 'phrase', id: chance.pick(['p1', 'p2']) } as const
  return chance.below(3) === 0
    ? { type: 'office.document-removed', payload: document }
    : { type: 'office.document-saved', payload: { ...document, title: `用语 ${number}`, content: { text: device } } }
}

function randomEdit(chance: Chance, finding: Finding, number: number): Partial<Finding> {
  const edits: Partial<Finding>[] = [
    { count: finding.count + 1 + chance.below(2) },
    { description: `改为 ${number}` },
    { location: chance.pick(['首页', '首页》新闻', '首页》公开'].filter((text) => text !== finding.location)) },
    { evidenceIds: [...finding.evidenceIds, `e${number}`] },
    { evidenceIds: finding.evidenceIds.slice(1) },
    { indicatorId: chance.pick(['W1', 'W2', 'D4.1']) }
  ]
  return { ...chance.pick(edits), ...chance.pick(edits) }
}

/** An undo: a verdict taken back, or a finding as it was in some earlier event. */
function restored(chance: Chance, { log }: Laptop, place: typeof target, indicatorId: string): NewEvent {
  const earlier = [...log.values()].flatMap((event) => (event.type === 'finding.recorded' ? [event.payload] : []))
  const finding = earlier.length > 0 && chance.below(2) === 0 ? chance.pick(earlier) : null
  return {
    type: 'work.restored',
    payload: {
      ...place,
      direction: 'undo',
      events: [],
      target: null,
      verdicts: finding === null ? [{ indicatorId, given: null }] : [],
      findings: finding === null ? [] : [{ id: finding.id, finding }]
    }
  }
}

function hintAct(chance: Chance, { tables, device }: Laptop, number: number): NewEvent {
  const hint = chance.pick(tables.rows('hints'))
  const { id: hintId, objectKey, check, groundHash, url } = hint
  const ground = { objectKey, check, groundHash, url, path: 'html', text: '页脚' }
  const decided = { inspector: device, decidedAt: `2023-09-27T00:00:${String(number % 60).padStart(2, '0')}.000Z` }
  const open = tables.rows('hints').filter(({ state }) => state === 'open')
  switch (chance.below(4)) {
    case 0:
      return { type: 'hint.taken', payload: { ...ground, hintId, findingId: `${device}-of-${hintId}`, ...decided } }
    case 1:
      return { type: 'hint.dismissed', payload: { ...ground, hintId, reason: '误报', ...decided } }
    case 2:
      return { type: 'hint.reopened', payload: { ...ground, hintId } }
    default: {
      const page = found?.payload.page
      if (page === undefined || open.length === 0) return { type: 'hint.reopened', payload: { ...ground, hintId } }
      const url2 = `http://site1.example/${device}/${number}`
      const gone = [chance.pick(open).id]
      const sweep = { sweepId: 'sweep-1', batchId, objectKey }
      return { type: 'hints.found', payload: { ...sweep, page: { ...page, url: url2 }, hints: [], again: [], gone } }
    }
  }
}

function adoption({ device }: Laptop, number: number): NewEvent {
  const opened = opening.find((event): event is Extract<NewEvent, { type: 'batch.opened' }> => event.type === 'batch.opened')
  if (opened === undefined) throw new RangeError('no opening')
  const { catalogue } = opened.payload
  return {
    type: 'batch.catalogue-adopted',
    payload: {
      adoptionId: `${device}-adoption-${number}`,
      batchId,
      catalogue: { ...catalogue, edition: `${device} ${number % 2}` },
      catalogueHash: `${device}-${number % 2}`,
      previousHash: 'c1',
      reason: '改用新版'
    }
  }
}

function columnAct(chance: Chance, { device }: Laptop): NewEvent {
  const id = chance.pick(['column-1', 'column-2'])
  if (chance.below(3) === 0) return { type: 'column.removed', payload: { columnId: id } }
  const known = smallInspection(3).find((event) => event.type === 'column.recorded')
  if (known?.type !== 'column.recorded') throw new RangeError('no column')
  return { type: 'column.recorded', payload: { ...known.payload, id, note: device } }
}

export interface History {
  laptops: Laptop[]
  /** All events, as one laptop came to know them. */
  events: ReturnType<typeof everything>
  exchanges: number
}

/** 3 to 6 laptops that work, exchange what they have now and then, rule, and in the end have about `length` events. */
export function randomHistory(core: Core, seed: number, length = 200): History {
  const chance = chanceOf(seed)
  const amount = 3 + chance.below(4)
  // Clocks that are wrong by up to 400 days either way.
  const laptops = openedBatch(core, amount, () => chance.below(801) - 400)
  let written = laptops[0]?.log.size ?? 0
  let exchanges = 0
  // An act on what waits for a ruling is refused: tried again with another one, but not for ever.
  for (let tries = 0; written < length && tries < length * 4; tries += 1) {
    const laptop = chance.pick(laptops)
    if (chance.below(18) === 0) {
      const others = laptops.filter((other) => other !== laptop)
      laptop.receive(...(chance.below(3) === 0 ? others : [chance.pick(others)]))
      exchanges += 1
    } else if (laptop.act(randomAct(chance, laptop, tries)) !== null) written += 1
  }
  return { laptops, events: everything(laptops), exchanges }
}

export function everything(laptops: readonly Laptop[]) {
  return [...new Map(laptops.flatMap(({ log }) => [...log]).map(([id, event]) => [id, event])).values()]
}
