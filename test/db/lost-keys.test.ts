import { describe, expect, it } from 'vitest'
import type { KeyReplacement } from '../../electron/domain/key-replacement.ts'
import { appendEvent } from '../../electron/events/append.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { sha256 } from '../merge/core.ts'
import { target } from '../merge/history.ts'
import { machine, newDeviceKey, packed, sealOf, send, type DeviceKey, type Machine } from './merge-support.ts'
import { ranked, role } from './ranked.ts'
import { renewed, vouched } from './renewed-key.ts'

const verdict = (given: 'pass' | 'fail' | 'not-applicable', indicatorId = 'W2'): NewEvent => ({
  type: 'verdict.given',
  payload: { ...target, indicatorId, verdict: given, inspector: '王检' }
})

const keyOf = ({ store }: Machine, { device }: Machine) => store.knownKeys().find((one) => one.device === device)?.keyId
const verdictOf = ({ store }: Machine): string | undefined =>
  store.verdicts('batch-1', target.objectKey).find(({ indicatorId }) => indicatorId === 'W2')?.verdict

/** What whoever found the old key writes on at a log that he has: his own, or that of the day the key was lost. */
function withOldKey(log: ReturnType<typeof packed>, device: string, old: DeviceKey) {
  const last = log.events.findLast((event) => event.device === device)
  if (last === undefined) throw new RangeError('nothing of the device')
  const stamp = { id: `${device}-thief-${last.seq}`, device, author: '某人', time: '2026-11-27T00:00:00.000Z' }
  const { event } = appendEvent(last, [last.id], verdict('fail'), stamp, sha256)
  return { events: [...log.events, event], seals: [sealOf(event, old)] }
}

describe('a lost key', () => {
  it('is replaced by one that the manager vouches for; the old one counts no more wherever that is merged, in any order', () => {
    const [a, b, c] = ranked()
    const d = machine('d')
    send(a, d)
    for (const one of [b, c]) d.store.acceptKey(one.key.keyId, one.device)
    const old = b.key
    b.store.append([verdict('pass')])
    const before = packed(b.store, b.device, old)
    const again = renewed(b)
    b.store.append([verdict('not-applicable')])
    const after = packed(b.store, b.device, again.key)

    expect(a.store.merge(after)).toMatchObject({
      applied: 0,
      held: [{ device: 'b', reason: 'other-key', count: 3, keyIds: [again.key.keyId] }]
    })
    expect(() => a.store.acceptKey(again.key.keyId, 'b')).toThrow('连署')
    expect(a.store.replaceKey(vouched(a, again, [old]))).toMatchObject({ applied: 3, held: [] })
    expect(verdictOf(a)).toBe('not-applicable')
    const told = packed(a.store, a.device, a.key)

    // The event that vouches knew what waits for the new key; one package is enough all the same.
    expect(c.store.merge(told)).toMatchObject({ held: [], missing: [] })
    expect(d.store.merge(after)).toMatchObject({ applied: 0 })
    expect(d.store.merge(told)).toMatchObject({ held: [], missing: [] })
    for (const one of [c, d]) {
      expect(keyOf(one, b)).toBe(again.key.keyId)
      expect(one.store.stateHash()).toBe(a.store.stateHash())
      expect(one.store.keyActs()).toMatchObject([{ act: 'replaced', device: 'b', keyId: again.key.keyId, byDevice: 'a' }])
    }
    // By the old key nothing comes in: neither at the end of the log nor on a copy from before.
    const parcels = [withOldKey(packed(a.store, 'b', old), 'b', old), withOldKey(before, 'b', old)]
    for (const parcel of parcels) {
      for (const one of [a, c, d]) {
        const state = one.store.stateHash()
        expect(one.store.merge(parcel)).toMatchObject({ applied: 0 })
        expect(one.store.stateHash()).toBe(state)
      }
    }
    expect(a.store.waiting().held).toMatchObject([
      { device: 'b', reason: 'fork', count: 1, keyIds: expect.not.arrayContaining([old.keyId]) },
      { device: 'b', reason: 'other-key', count: 1, keyIds: [] }
    ])
    // Whoever never knew the device is offered its new key, and told why not the old one.
    const e = machine('e')
    e.store.merge(told)
    e.store.acceptKey(a.key.keyId, 'a')
    e.store.merge(before)
    expect(() => e.store.acceptKey(old.keyId, 'b')).toThrow('已经作废')
    expect(e.store.waiting().held.flatMap(({ keyIds }) => keyIds)).not.toContain(old.keyId)
    e.store.acceptKey(again.key.keyId, 'b')
    expect(e.store.acceptKey(c.key.keyId, 'c')).toMatchObject({ missing: [] })
    expect(e.store.stateHash()).toBe(a.store.stateHash())
    // b itself learns of it too, and goes on.
    expect(b.store.merge(told)).toMatchObject({ held: [] })
    expect(b.store.stateHash()).toBe(a.store.stateHash())
    for (const one of [a, b, c, d, e]) expect(one.store.rebuild()).toMatchObject({ stateHash: a.store.stateHash() })
  })

  it('that was used before it was known to be stolen: what it signed stays where it was taken in, the owner’s waits, none is lost', () => {
    const [a, b, c] = ranked()
    const old = b.key
    a.store.merge(withOldKey(packed(b.store, 'b', old), 'b', old))
    b.store.append([verdict('pass')])
    const again = renewed(b)
    const own = packed(b.store, 'b', again.key)
    expect(a.store.merge(own)).toMatchObject({ applied: 0, held: [{ device: 'b', reason: 'fork', count: 2 }] })
    expect(a.store.replaceKey(vouched(a, again, [old]))).toMatchObject({ held: [{ device: 'b', reason: 'fork', count: 2 }] })
    expect([verdictOf(a), keyOf(a, b)]).toEqual(['fail', again.key.keyId])
    // Where it was vouched for first, it is the other way round; what was written in knowledge of the stolen record waits too.
    const told = c.store.merge(packed(a.store, 'a', a.key))
    expect([keyOf(c, b), told.applied]).toEqual([again.key.keyId, 0])
    c.store.merge(own)
    expect(verdictOf(c)).toBe('pass')
    expect(new Set(c.store.waiting().held.map(({ device, reason }) => `${device} ${reason}`))).toEqual(
      new Set(['a missing', 'b fork'])
    )
    for (const one of [a, c]) expect(one.store.rebuild()).toMatchObject({ stateHash: one.store.stateHash() })
  })

  it('may be lost twice, and vouched for by one whose own key was renewed meanwhile', () => {
    const [a, b, c] = ranked()
    const [first, second] = [renewed(b), renewed(b)]
    const lost = [b.key, first.key]
    a.store.merge(packed(b.store, 'b', second.key))
    const manager = renewed(a)
    // The only manager's own key: the reviewer has the highest role besides.
    c.store.merge(packed(a.store, 'a', manager.key))
    c.store.replaceKey(vouched(c, manager, [a.key]))
    a.store.merge(packed(c.store, 'c', c.key))
    a.store.replaceKey(vouched(manager, second, lost))
    const third = renewed(second)
    a.store.merge(packed(b.store, 'b', third.key))
    a.store.replaceKey(vouched(manager, third, [...lost, second.key]))
    const d = machine('d')
    d.store.merge(packed(c.store, 'c', c.key))
    d.store.acceptKey(c.key.keyId, 'c')
    expect(d.store.acceptKey(manager.key.keyId, 'a')).toMatchObject({ applied: expect.any(Number) })
    expect(c.store.merge(packed(a.store, 'a', manager.key))).toMatchObject({ held: [], missing: [] })
    expect([keyOf(c, a), keyOf(c, b)]).toEqual([manager.key.keyId, third.key.keyId])
    expect(c.store.stateHash()).toBe(a.store.stateHash())
    expect(c.store.waiting()).toEqual({ held: [], missing: [] })
  })

  it('is not replaced on anybody else’s word', () => {
    const [a, b, c] = ranked()
    const old = b.key
    const again = renewed(b)
    b.store.append([verdict('not-applicable')])
    a.store.merge(packed(b.store, 'b', again.key))
    const good = vouched(a, again, [old])
    const stranger = { ...a, key: newDeviceKey() }
    expect(() => c.store.replaceKey(vouched(c, again, [old]))).toThrow('角色最高')
    expect(() => b.store.replaceKey(vouched(b, again, [old]))).toThrow('角色最高')
    const other = newDeviceKey()
    const wrong: [string, Machine, KeyReplacement][] = [
      ['by the reviewer, where there is a manager', c, vouched(c, again, [old])],
      ['by the device itself', again, vouched(again, again, [old])],
      ['signed by a key that is not the manager’s', a, { ...good, signature: vouched(stranger, again, [old]).signature }],
      ['a key number of somebody unknown', a, vouched(stranger, again, [old])],
      ['for another key than was signed for', a, { ...good, keyId: other.keyId, publicKey: other.publicKey }],
      [
        'for a key that is not what its number says',
        a,
        vouched(a, { ...again, key: { ...again.key, publicKey: other.publicKey } }, [old])
      ],
      ['no key at all', a, vouched(a, { ...again, key: { ...again.key, publicKey: 'PEM' } }, [old])],
      ['no signature', a, { ...good, signature: '' }],
      ['gives up the very key', a, vouched(a, again, [old, again.key])]
    ]
    const log = packed(c.store, 'c', c.key)
    for (const [name, by, payload] of wrong) {
      const neutral = machine('n')
      send(a, neutral)
      for (const one of [b, c]) neutral.store.acceptKey(one.key.keyId, one.device)
      const last = (by === a ? a.store : c.store).events().findLast(({ device }) => device === by.device)
      if (last === undefined) throw new RangeError('no event of the device')
      const stamp = { id: `${by.device}-said`, device: by.device, author: '某人', time: '2026-11-27T00:00:00.000Z' }
      const { event } = appendEvent(last, [last.id], { type: 'key.replaced', payload }, stamp, sha256)
      neutral.store.merge({ events: [...log.events, event], seals: [...log.seals, sealOf(event, by.key)] })
      neutral.store.merge(packed(b.store, 'b', again.key))
      expect([name, keyOf(neutral, b)]).toEqual([name, old.keyId])
      expect([name, verdictOf(neutral)]).not.toEqual([name, 'not-applicable'])
      neutral.store.rebuild()
    }
    console.log(`lost keys: ${wrong.length} wrong words, none taken`)
    // The right one, said the same way, is.
    a.store.replaceKey(good)
    const neutral = machine('n')
    send(a, neutral)
    for (const one of [c, again]) neutral.store.acceptKey(one.key.keyId, one.device)
    expect(verdictOf(neutral)).toBe('not-applicable')
  })

  it('is replaced on any other device’s word where roles are not in use, and a role that is missing shows in the list', () => {
    const [a, b, c] = ranked()
    const again = renewed(b)
    // c writes it as a program that does not ask would.
    const last = c.store.events().findLast(({ device }) => device === 'c')
    const payload = vouched(c, again, [b.key])
    const stamp = { id: 'c-said', device: 'c', author: '某人', time: '2026-11-27T00:00:00.000Z' }
    const { event } = appendEvent(
      last ?? null,
      c.store
        .events()
        .slice(-1)
        .map(({ id }) => id),
      { type: 'key.replaced', payload },
      stamp,
      sha256
    )
    a.store.merge({ events: [...c.store.events(), event], seals: [sealOf(event, c.key)] })
    expect(a.store.voidEvents()).toMatchObject([{ device: 'c', type: 'key.replaced', reason: 'role' }])
    expect(keyOf(a, b)).toBe(b.key.keyId)
    a.store.append([role('c', 'manager')])
    expect(a.store.voidEvents()).toHaveLength(1)

    const [first, second] = [machine('f'), machine('g')]
    first.store.append([{ type: 'column.removed', payload: { columnId: 'none' } }])
    second.store.append([{ type: 'column.removed', payload: { columnId: 'none' } }])
    send(second, first)
    const renewedSecond = renewed(second)
    first.store.merge(packed(second.store, 'g', renewedSecond.key))
    expect(first.store.replaceKey(vouched(first, renewedSecond, [second.key]))).toMatchObject({ applied: 1, held: [] })
  })
})
