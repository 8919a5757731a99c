import { describe, expect, it } from 'vitest'
import type { LoggedEvent } from '../../electron/events/types.ts'
import { realCore as core, sha256 } from './core.ts'
import { batchId, chanceOf, randomHistory, shuffled, target } from './history.ts'
import { asStored } from './laptop.ts'
import { stateOf } from './tables.ts'
import { verdictConflicts } from './oracle.ts'
import { receivedIn } from './receive.ts'
import { scenarios } from './scenarios.ts'

const full = process.env['XUNCHA_MERGE_FULL'] === '1'
const share = (all: number, usual: number): number => (full ? all : usual)
const told = (what: string): void => void process.stdout.write(`${what}${full ? '' : '（XUNCHA_MERGE_FULL=1 runs all）'}\n`)

describe('scenarios', () => {
  it.each(Object.entries(scenarios))('%s', (_, scenario) => {
    expect(scenario(core)).toEqual([])
  })
})

describe('generated histories', () => {
  it('give one state whatever the order in which they are received', () => {
    const histories = share(1000, 20)
    const orders = 20
    let events = 0
    let conflicts = 0
    let exchanges = 0
    let rulings = 0
    for (let seed = 1; seed <= histories; seed += 1) {
      const history = randomHistory(core, seed)
      const chance = chanceOf(seed * 7919)
      const right = stateOf(core, history.events)
      const hash = right.hash()
      for (let order = 0; order < orders; order += 1) {
        const log = receivedIn(core, shuffled(chance, history.events), chance)
        expect(log.length, `seed ${seed}`).toBe(history.events.length)
        expect(stateOf(core, log).hash(), `seed ${seed}, order ${order}`).toBe(hash)
      }
      expect(
        right
          .rows('conflicts')
          .filter(({ kind }) => kind === 'verdict')
          .map(({ item }) => item)
          .sort()
      ).toEqual(verdictConflicts(history.events))
      for (const laptop of history.laptops) {
        expect(laptop.tables.hash(), `seed ${seed}, ${laptop.device}: rows kept while writing`).toBe(
          stateOf(core, laptop.log.values()).hash()
        )
      }
      events += history.events.length
      conflicts += right.rows('conflicts').length
      rulings += right.rows('rulings').length
      exchanges += history.exchanges
    }
    told(
      `merge: ${histories} histories × ${orders} orders, ${events} events, ${exchanges} exchanges, ${conflicts} open conflicts, ${rulings} rulings`
    )
    expect(conflicts).toBeGreaterThan(histories)
    expect(rulings).toBeGreaterThan(0)
  })

  it('give one state in each of the 5,040 orders of seven events', () => {
    const logs = share(200, 3)
    let tried = 0
    for (let seed = 1; seed <= logs; seed += 1) {
      const history = randomHistory(core, 50_000 + seed, 13)
      const opening = history.events.slice(0, history.events.length - 7)
      const seven = history.events.slice(-7)
      expect(seven).toHaveLength(7)
      const hash = stateOf(core, history.events).hash()
      for (const order of permutations(seven)) {
        if (stateOf(core, [...opening, ...order]).hash() !== hash)
          expect.fail(`seed ${seed}: ${order.map(({ id }) => id).join(' ')}`)
        tried += 1
      }
    }
    expect(tried).toBe(logs * 5040)
    told(`merge: ${tried} orders of ${logs} logs of 7 events`)
  })

  it('lose no version of a conflict', () => {
    const histories = 500
    let versions = 0
    for (let seed = 1; seed <= histories; seed += 1) versions += conflictHistory(seed)
    told(`merge: ${histories} conflict histories, ${versions} versions kept`)
    expect(versions).toBeGreaterThan(histories * 2)
  })
})

/** Several laptops judge one thing, each knowing nothing of the others. @returns how many versions were kept */
function conflictHistory(seed: number): number {
  const chance = chanceOf(seed * 31)
  const { laptops } = randomHistory(core, 90_000 + seed, 0)
  const verdicts = ['pass', 'fail', 'pending', 'not-applicable'] as const
  const last = laptops.map((laptop, index) => {
    const given = verdicts[index % 4] ?? 'pass'
    const words = [chance.pick(verdicts), given]
    return words.map((verdict) =>
      laptop.act({ type: 'verdict.given', payload: { ...target, indicatorId: 'W1', verdict, inspector: laptop.device } })
    )[1]?.id
  })
  const events = laptops.flatMap(({ log }) => [...log.values()])
  const state = stateOf(core, shuffled(chance, events))
  const [conflict] = state.rows('conflicts')
  expect(conflict, `seed ${seed}`).toMatchObject({ kind: 'verdict', batchId, objectKey: target.objectKey, indicatorId: 'W1' })
  expect(conflict?.versions.map(({ event }) => event)).toEqual(last.toSorted())
  expect(state.row('verdicts', batchId, target.objectKey, 'W1')).toBeNull()
  return conflict?.versions.length ?? 0
}

function* permutations(list: readonly LoggedEvent[]): Generator<LoggedEvent[]> {
  if (list.length === 0) yield []
  for (const [index, first] of list.entries()) {
    for (const rest of permutations(list.toSpliced(index, 1))) yield [first, ...rest]
  }
}

describe('admit', () => {
  it('names what is received twice, and takes a chain in only as far as it is sealed', () => {
    const { events } = randomHistory(core, 4, 40)
    const [first] = events
    const device = first?.device ?? ''
    const own = events.filter((event) => event.device === device).map(asStored)
    const half = own[3]
    const seals = [{ device, seq: half?.seq ?? 0, hash: half?.hash ?? '', keyId: 'k' }]
    const nothing = { head: () => null, hashAt: () => null, hasEvent: () => false }
    const { applied, held: rest } = core.admit([...own, ...own], seals, nothing, () => 'k')
    expect(applied.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(rest.map(({ reason }) => reason)).toEqual(own.slice(4).map(() => 'unsealed'))
    expect(core.admit(own, seals, nothing, () => null).held[0]?.reason).toBe('unknown-key')
    expect(core.admit(own, seals, nothing, () => 'other').held[0]?.reason).toBe('other-key')
    // One that its device's key has not signed for holds nothing up.
    const twin = { ...own[1], hash: sha256('twin') } as (typeof own)[number]
    const beside = core.admit([...own, twin], seals, nothing, () => 'k')
    expect(beside.applied.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
    expect(beside.held.filter(({ reason }) => reason === 'fork').map(({ event }) => event.hash)).toEqual([twin.hash])
    // Of two that it has signed for nothing tells which is right.
    const both = [...seals, { device, seq: 2, hash: twin.hash, keyId: 'k' }]
    const forked = core.admit([...own, twin], both, nothing, () => 'k')
    expect(forked.applied).toHaveLength(0)
    const held = forked.held.filter(({ reason }) => reason === 'fork').map(({ event }) => event.seq)
    expect(held).toEqual([2, ...own.slice(1).map(({ seq }) => seq)])
  })
})
