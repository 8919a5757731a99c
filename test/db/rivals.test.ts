import { describe, expect, it } from 'vitest'
import type { EventPayload, NewEvent } from '../../electron/events/types.ts'
import { machine, packed, send, type Machine } from './merge-support.ts'
import { authority, ranked, role } from './ranked.ts'

const rootsOf = ({ store }: Machine): unknown =>
  (store.document('time-authority', 'tsa')?.content as { roots?: unknown } | undefined)?.roots
const roleOf = ({ store }: Machine, device: string) => store.roles().find((one) => one.device === device)?.role
const beginningOf = ({ store, device }: Machine): string =>
  store.events().find((event) => event.type === 'role.given' && event.payload.first && event.device === device)?.id ?? ''

const ruled = (kept: Machine, other: Machine): EventPayload<'manager.ruled'> => ({
  kept: beginningOf(kept),
  others: [beginningOf(other)],
  reason: '科里定由甲负责',
  by: '甲'
})

/** a with its office b and c, and r, who began a workspace with roles of its own; each has the other's package. */
function rivals(): { a: Machine; b: Machine; c: Machine; r: Machine; exchange: () => void } {
  const [a, b, c] = ranked()
  const r = machine('r')
  r.store.append([
    { type: 'column.removed', payload: { columnId: 'none' } },
    role('r', 'manager', true),
    role('s', 'reviewer'),
    { ...authority(['by r']), payload: { ...authority([]).payload, id: 'tsa-r' } } as NewEvent
  ])
  const exchange = (): void => {
    for (const [from, to] of [
      [r, a],
      [a, r],
      [r, b],
      [a, b],
      [a, r],
      [r, a]
    ] as const) {
      to.store.merge(packed(from.store, from.device, from.key))
      for (const { key, device } of [a, b, c, r]) {
        const isKnown = to.store.knownKeys().some(({ keyId }) => keyId === key.keyId)
        if (device !== to.device && !isKnown && to.store.seals().some(({ keyId }) => keyId === key.keyId))
          to.store.acceptKey(key.keyId, device)
      }
    }
  }
  exchange()
  return { a, b, c, r, exchange }
}

const waits = ({ store }: Machine, device: string): string[] =>
  store
    .waiting()
    .held.filter((group) => group.device === device)
    .map(({ reason }) => reason)

describe('two who began with roles apart', () => {
  it('stand against each other until both sides rule for the same one: then all have one state', () => {
    const { a, b, c, r, exchange } = rivals()
    expect([waits(a, 'r'), waits(b, 'r'), waits(r, 'a')]).toEqual([['other-manager'], ['other-manager'], ['other-manager']])
    const beforeA = a.store.stateHash()
    // Nobody below rules, and r’s word alone changes nothing at a.
    expect(() => b.store.ruleManager(ruled(a, r))).toThrow('不能裁定谁是负责人')
    a.store.ruleManager(ruled(a, r))
    expect(waits(a, 'r')).toEqual([])
    expect([roleOf(a, 'a'), roleOf(a, 'r'), roleOf(a, 's')]).toEqual(['manager', undefined, undefined])
    expect(a.store.stateHash()).not.toBe(beforeA)
    // What r did before it knew of any other office counts; the role that it gave does not.
    expect(a.store.document('time-authority', 'tsa-r')).not.toBeNull()
    expect(a.store.voidEvents().map(({ device, reason }) => [device, reason])).toEqual([
      ['r', 'founding'],
      ['r', 'founding']
    ])
    exchange()
    // b follows its manager; r does not before it has ruled itself.
    expect(waits(b, 'r')).toEqual([])
    expect(b.store.stateHash()).toBe(a.store.stateHash())
    expect([waits(r, 'a'), roleOf(r, 'r')]).toEqual([['other-manager'], 'manager'])
    r.store.ruleManager(ruled(a, r))
    exchange()
    send(a, c)
    c.store.acceptKey(r.key.keyId, 'r')
    expect(roleOf(r, 'a')).toBe('manager')
    expect(roleOf(r, 'r')).toBeUndefined()
    const hashes = [a, b, c, r].map(({ store }) => store.stateHash())
    expect(new Set(hashes).size).toBe(1)
    for (const { store } of [a, b, c, r]) expect(store.rebuild()).toMatchObject({ stateHash: hashes[0] })
    // From here r acts by a’s leave.
    expect(() => r.store.append([authority(['by r again'])])).toThrow('检查员')
    a.store.append([role('r', 'reviewer')])
    exchange()
    expect(roleOf(r, 'r')).toBe('reviewer')
    expect(rootsOf(r)).toEqual(['good'])
  })

  it('who rule each for himself stay apart, with nothing lost, until one rules anew', () => {
    const { a, b, r, exchange } = rivals()
    a.store.ruleManager(ruled(a, r))
    r.store.ruleManager(ruled(r, a))
    exchange()
    expect([roleOf(a, 'a'), roleOf(a, 'r'), roleOf(r, 'r'), roleOf(r, 'a')]).toEqual(['manager', undefined, 'manager', undefined])
    expect([waits(a, 'r'), waits(b, 'r'), waits(r, 'a')]).toEqual([['other-manager'], ['other-manager'], ['other-manager']])
    r.store.ruleManager(ruled(a, r))
    exchange()
    exchange()
    expect([waits(a, 'r'), waits(b, 'r'), waits(r, 'a')]).toEqual([[], [], []])
    expect(new Set([a, b, r].map(({ store }) => store.stateHash())).size).toBe(1)
    expect(roleOf(r, 'a')).toBe('manager')
  })

  it('give way also where the manager here rules for the other one', () => {
    const { a, b, r, exchange } = rivals()
    a.store.ruleManager(ruled(r, a))
    r.store.ruleManager(ruled(r, a))
    exchange()
    exchange()
    for (const one of [a, b, r]) {
      expect([waits(one, 'r'), waits(one, 'a')]).toEqual([[], []])
      expect([roleOf(one, 'r'), roleOf(one, 'a')]).toEqual(['manager', undefined])
    }
    expect(new Set([a, b, r].map(({ store }) => store.stateHash())).size).toBe(1)
    expect(() => a.store.append([authority(['by a'])])).toThrow('检查员')
  })
})
