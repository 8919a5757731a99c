import { describe, expect, it } from 'vitest'
import { excerptOf } from '../../electron/backend/work-excerpt.ts'
import type { EventPayload } from '../../electron/events/types.ts'
import type { Seal } from '../../electron/domain/evidence-package.ts'
import { chanceOf, findingOf, shuffled, type Chance } from '../merge/history.ts'
import { smallInspection } from './fixtures.ts'
import { machine, newDeviceKey, packed, sealOf, type Machine } from './merge-support.ts'
import { renewed, vouched } from './renewed-key.ts'

const batchId = 'batch-1'
const histories = Number(process.env['XUNCHA_WORK_HISTORIES'] ?? 12)

interface Sent {
  to: string
  payload: EventPayload<'work.received'>
  seal: Seal
}

/** A manager who drew six targets, and three desks without anything. */
function officeOf(): { manager: Machine; desks: Machine[] } {
  const manager = machine('manager')
  manager.store.append(smallInspection(6).slice(0, 7))
  return { manager, desks: ['li', 'wang', 'zhao'].map(machine) }
}

const handed = ({ store }: Machine, to: string): string[] =>
  store.assignments(batchId).flatMap(({ inspector, objectKey }) => (inspector === to ? [objectKey] : []))

/** What `work.send` puts into a package: the assignment, an excerpt of the rows as they stand, how far the log went. */
function packageFor(manager: Machine, to: string, more: readonly string[]): Sent | null {
  const { store, device, key } = manager
  const objectKeys = [...new Set([...handed(manager, to), ...more])].toSorted()
  const batch = store.batch(batchId)
  if (objectKeys.length === 0 || batch === null) return null
  const workId = `work-${store.eventCount()}`
  const { catalogueHash } = batch
  const [event] = store.append([
    { type: 'work.assigned', payload: { workId, batchId, to, device: null, objectKeys, catalogueHash } }
  ])
  if (event === undefined) throw new RangeError('nothing was written')
  const seal = sealOf(event, key)
  store.keepSeal(seal)
  const heads = store.heads().map(({ device: of, seq, hash }) => ({ device: of, seq, hash }))
  const { id, seq, hash } = event
  const from = { device, keyId: key.keyId, publicKey: key.publicKey, name: 'manager' }
  const excerpt = excerptOf(store, batch, new Set(objectKeys))
  return { to, seal, payload: { workId, to, from, base: { id, device, seq, hash, heads }, excerpt } }
}

/** As `work.open` does, its refusals included. */
function opened({ store, device }: Machine, { payload, seal }: Sent): boolean {
  const { base, excerpt } = payload
  const isLate = store.workReceipts(batchId).some((one) => one.device === device && one.sentSeq >= base.seq)
  const keys = excerpt.targets.map(({ object }) => object.key)
  if (isLate || (!store.hasEvent(base.id) && store.hasForeignWorkOn(keys))) return false
  store.receiveWork({ payload, seal, acceptAs: 'manager' })
  return true
}

const counts = { acts: 0, opened: 0, merges: 0, withdrawn: 0 }

function oneHistory(chance: Chance): { manager: Machine; desks: Machine[] } {
  const { manager, desks } = officeOf()
  const drawn = manager.store.targets(batchId).map(({ objectKey }) => objectKey)
  const onTheWay: Sent[] = []
  for (let step = 0; step < 40; step += 1) {
    const desk = chance.pick(desks)
    const kind = chance.below(10)
    if (kind < 3) {
      const sent = packageFor(
        manager,
        desk.device,
        drawn.filter(() => chance.below(3) === 0)
      )
      if (sent !== null) onTheWay.push(sent)
    } else if (kind === 3) {
      const objectKeys = handed(manager, desk.device).filter(() => chance.below(2) === 0)
      if (objectKeys.length === 0) continue
      const payload = { batchId, to: desk.device, objectKeys, reason: '另行安排' }
      manager.store.append([{ type: 'work.withdrawn', payload }])
      counts.withdrawn += objectKeys.length
    } else if (kind < 6) {
      const own = onTheWay.filter(({ to }) => to === desk.device)
      if (own.length > 0 && opened(desk, chance.pick(own))) counts.opened += 1
    } else if (kind < 9) {
      judge(chance, desk)
    } else {
      const to = chance.pick([manager, ...desks].filter((one) => one !== desk))
      send(desk, to)
      counts.merges += 1
    }
  }
  return { manager, desks }
}

function judge(chance: Chance, { store, device }: Machine): void {
  const targets = store.targets(batchId)
  if (targets.length === 0) return
  const { objectKey } = chance.pick(targets)
  // What waits for a ruling takes no other verdict.
  if (store.conflicts(batchId).some((conflict) => conflict.objectKey === objectKey)) return
  const about = { batchId, objectKey, inspector: device }
  const id = `${device}-${store.eventCount()}`
  store.append(
    chance.below(2) === 0
      ? [{ type: 'verdict.given', payload: { ...about, indicatorId: 'W1', verdict: chance.pick(['pass', 'fail'] as const) } }]
      : [{ type: 'finding.recorded', payload: { ...findingOf(id), ...about, evidenceIds: [] } }]
  )
  counts.acts += 1
}

/** Takes the log in, whoever's work it passes on, each key accepted. */
function send(from: Machine, to: Machine) {
  let result = to.store.merge(packed(from.store, from.device, from.key))
  for (const { device, reason, keyIds } of result.held) {
    const [keyId] = keyIds
    if (reason === 'unknown-key' && keyId !== undefined) result = to.store.acceptKey(keyId, device)
  }
  return result
}

/** Everybody's log to everybody, in an order of chance, until nobody learns anything. */
function exchangeAll(chance: Chance, everybody: readonly Machine[]): void {
  const known = () => everybody.map(({ store }) => store.eventCount()).join(' ')
  for (let before = ''; before !== known();) {
    before = known()
    for (const from of shuffled(chance, everybody)) {
      for (const to of shuffled(chance, everybody)) if (from !== to) send(from, to)
    }
  }
}

describe('desks with parts of a batch', () => {
  it('come to one state with the manager, keep whatever anybody worked on, and rows that a rebuild leaves as they are', () => {
    for (let seed = 1; seed <= histories; seed += 1) {
      const chance = chanceOf(seed)
      const { manager, desks } = oneHistory(chance)
      for (const { store } of desks) {
        const before = store.stateHash()
        expect(store.rebuild(), `seed ${seed}`).toMatchObject({ before, stateHash: before })
      }
      // Among themselves first: none of them has the manager's log, only what it handed out.
      for (const to of desks) for (const from of desks) if (from !== to) send(from, to)
      for (const { store } of desks) {
        const there = new Set(store.targets(batchId).map(({ objectKey }) => objectKey))
        const touched = store.events().flatMap(({ payload, type }) => {
          const isWork = type === 'verdict.given' || type === 'finding.recorded'
          return isWork && 'objectKey' in payload ? [payload.objectKey] : []
        })
        const last = new Map(store.workReceipts(batchId).map(({ device, workId }) => [device, workId]))
        const held = store.events().flatMap((event) => {
          if (event.type !== 'work.received' || last.get(event.device) !== event.payload.workId) return []
          return event.payload.excerpt.targets.map(({ object }) => object.key)
        })
        expect(
          [...touched, ...held].filter((objectKey) => !there.has(objectKey)),
          `seed ${seed}`
        ).toEqual([])
      }
      exchangeAll(chance, [manager, ...desks])
      const states = new Set([manager, ...desks].map(({ store }) => store.stateHash()))
      expect(states.size, `seed ${seed}`).toBe(1)
      expect(manager.store.targets(batchId)).toHaveLength(6)
      const before = manager.store.stateHash()
      expect(manager.store.rebuild(), `seed ${seed}`).toMatchObject({ before, stateHash: before })
      for (const { store } of [manager, ...desks]) store.close()
    }
    const { acts, opened: taken, merges, withdrawn } = counts
    console.log(
      `work desks: ${histories} histories, ${taken} packages opened, ${acts} acts, ${withdrawn} targets taken back, ${merges} merges on the way`
    )
    expect(Math.min(acts, taken, merges, withdrawn)).toBeGreaterThan(histories)
  })

  it('open no package under a key that was replaced, or under another one than the sender is known by', () => {
    const { manager, desks } = officeOf()
    const [li, wang] = desks as [Machine, Machine]
    const targets = manager.store.targets(batchId).map(({ objectKey }) => objectKey)
    const early = packageFor(manager, 'li', targets.slice(0, 2))
    const late = packageFor(manager, 'li', targets.slice(0, 3))
    const foreign = packageFor({ ...manager, key: newDeviceKey() }, 'li', targets.slice(0, 4))
    if (early === null || late === null || foreign === null) throw new RangeError('three packages')
    expect(opened(li, early)).toBe(true)
    const state = li.store.stateHash()
    expect(() => opened(li, foreign)).toThrow('另一把密钥')
    expect(li.store.stateHash()).toBe(state)
    send(li, wang)
    const again = renewed(manager)
    wang.store.merge(packed(again.store, 'manager', again.key))
    wang.store.replaceKey(vouched(wang, again, [manager.key]))
    li.store.merge(packed(wang.store, 'wang', wang.key))
    li.store.acceptKey(wang.key.keyId, 'wang')
    const known = li.store.knownKeys().find(({ device }) => device === 'manager')
    expect(known?.keyId).toBe(again.key.keyId)
    const replaced = li.store.stateHash()
    expect(() => opened(li, late)).toThrow('另一把密钥')
    expect(li.store.stateHash()).toBe(replaced)
    // Who never knew the sender is told that the key itself counts no more.
    const zhao = desks[2] as Machine
    zhao.store.merge(packed(wang.store, 'wang', wang.key))
    zhao.store.acceptKey(wang.key.keyId, 'wang')
    expect(() => opened(zhao, late)).toThrow('已经作废')
    const good = packageFor(again, 'li', targets.slice(0, 3))
    expect(good !== null && opened(li, good)).toBe(true)
  })
})
