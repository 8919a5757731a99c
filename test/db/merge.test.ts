import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../electron/events/types.ts'
import { findingOf, target } from '../merge/history.ts'
import { smallInspection } from './fixtures.ts'
import { machine, newDeviceKey, office, packed, sealOf, send, type Machine } from './merge-support.ts'

const verdict = (given: 'pass' | 'fail', indicatorId = 'W2'): NewEvent => ({
  type: 'verdict.given',
  payload: { ...target, indicatorId, verdict: given, inspector: '王检' }
})

function three(): [Machine, Machine, Machine] {
  const [a, b, c] = office('a', 'b', 'c')
  if (a === undefined || b === undefined || c === undefined) throw new RangeError('three machines')
  return [a, b, c]
}

describe('store.merge', () => {
  it('gives two laptops one state, whoever receives first, and rows that a rebuild leaves as they are', () => {
    const [a, b] = three()
    expect(b.store.stateHash()).toBe(a.store.stateHash())
    a.store.append([{ type: 'finding.recorded', payload: findingOf('f1') }, verdict('pass')])
    b.store.append([{ type: 'finding.recorded', payload: findingOf('f2') }, verdict('fail', 'D4.1')])
    expect(send(a, b)).toMatchObject({ applied: 2, held: [], missing: [] })
    expect(send(b, a)).toMatchObject({ applied: 2 })
    expect(a.store.stateHash()).toBe(b.store.stateHash())
    expect(a.store.findings('batch-1').map(({ id }) => id)).toEqual(['f1', 'f2'])
    for (const { store } of [a, b]) {
      expect(store.verifyLog()).toBeNull()
      store.append([{ type: 'finding.edited', payload: findingOf('f1', { count: 3 }) }])
      const before = store.stateHash()
      expect(store.rebuild()).toMatchObject({ before, stateHash: before })
    }
  })

  it('takes nothing in twice', () => {
    const [a, b] = three()
    a.store.append([verdict('pass')])
    send(a, b)
    const before = b.store.stateHash()
    const amount = b.store.eventCount()
    const again = b.store.merge(packed(a.store, a.device, a.key))
    expect(again).toMatchObject({ applied: 0, alreadyHad: amount })
    expect(b.store.stateHash()).toBe(before)
  })

  it('keeps two verdicts apart until a person rules, on every laptop', () => {
    const [a, b, c] = three()
    a.store.append([verdict('pass')])
    b.store.append([verdict('fail')])
    send(b, a)
    const [conflict] = a.store.conflicts('batch-1')
    expect(conflict?.versions.map(({ value }) => (value as { verdict: string }).verdict).sort()).toEqual(['fail', 'pass'])
    expect(() => a.store.append([verdict('pass')])).toThrow(/待裁定/)
    const versions = conflict?.versions.map(({ event }) => event) ?? []
    const chosen = conflict?.versions.find(({ value }) => (value as { verdict: string }).verdict === 'fail')?.event ?? ''
    const payload = {
      conflictId: conflict?.conflictId ?? '',
      item: conflict?.item ?? '',
      versions,
      chosen,
      reason: '复看',
      by: '李复核'
    }
    expect(() => a.store.append([{ type: 'conflict.ruled', payload: { ...payload, chosen: 'none' } }])).toThrow(/没有裁定/)
    a.store.append([{ type: 'conflict.ruled', payload }])
    expect(a.store.conflicts()).toEqual([])
    expect(a.store.verdicts('batch-1').find(({ indicatorId }) => indicatorId === 'W2')).toMatchObject({ verdict: 'fail' })
    const ruled = a.store.stateHash()
    expect(a.store.rebuild().stateHash).toBe(ruled)
    send(a, b)
    send(a, c)
    // What b wrote came to c by way of a, with b's seal; its key is not known there yet.
    const late = c.store.waiting()
    expect(late.held.map(({ device, reason }) => [device, reason])).toContainEqual(['b', 'unknown-key'])
    c.store.acceptKey(b.key.keyId, 'b')
    expect(c.store.waiting()).toEqual({ held: [], missing: [] })
    expect([b, c].map(({ store }) => store.stateHash())).toEqual([ruled, ruled])
  })

  it('holds what knew events that are not here, counts those, and takes it in when they come', () => {
    const [a, b] = three()
    a.store.append([verdict('pass', 'W1'), verdict('pass', 'W2'), verdict('pass', 'D4.1'), verdict('fail', 'W1')])
    const whole = packed(a.store, a.device, a.key)
    const late = whole.events.splice(-4, 3)
    expect(b.store.merge(whole)).toMatchObject({
      applied: 0,
      held: [{ device: 'a', reason: 'missing', count: 1 }],
      missing: [{ device: 'a', missing: 3 }]
    })
    expect(b.store.merge({ events: late, seals: [] })).toMatchObject({ applied: 4, held: [], missing: [] })
    expect(b.store.stateHash()).toBe(a.store.stateHash())
  })

  it('refuses an altered event, a false seal and a newer version whole, and changes nothing', () => {
    const [a, b] = three()
    a.store.append([verdict('pass'), verdict('fail', 'W1')])
    const { events, seals } = packed(a.store, a.device, a.key)
    const before = [b.store.stateHash(), b.store.eventCount()]
    const last = events.at(-1)
    const altered = [...events.slice(0, -1), { ...last, author: '别人' }]
    expect(() => b.store.merge({ events: altered, seals })).toThrow(/校验值不符/)
    const other = sealOf({ device: 'a', seq: last?.seq ?? 0, hash: '0'.repeat(64) }, a.key)
    expect(() => b.store.merge({ events, seals: [{ ...other, hash: last?.hash }] })).toThrow(/验证不通过/)
    const future = [...events.slice(0, -1), { ...last, type: 'verdict.weighed' }]
    expect(() => b.store.merge({ events: future, seals })).toThrow(/更新版本/)
    expect([b.store.stateHash(), b.store.eventCount()]).toEqual(before)
    expect(b.store.waiting()).toEqual({ held: [], missing: [] })
  })

  it('quarantines the second of two events at one place of a chain, and goes on', () => {
    const [a, b] = three()
    const twin = machine('a')
    // A copied disk: the same chain so far, then another event at the same place.
    twin.store.append(smallInspection(3).slice(0, 10))
    expect(twin.store.events()).toEqual(a.store.events())
    a.store.append([verdict('pass')])
    twin.store.append([verdict('fail'), verdict('pass', 'W1')])
    send(a, b)
    const before = b.store.stateHash()
    expect(b.store.merge(packed(twin.store, 'a', a.key))).toMatchObject({
      applied: 0,
      alreadyHad: 10,
      held: [{ device: 'a', reason: 'fork', count: 2 }]
    })
    expect(b.store.stateHash()).toBe(before)
    expect(b.store.verifyLog()).toBeNull()
    // What was here first goes on.
    a.store.append([verdict('pass', 'W4.1')])
    expect(send(a, b)).toMatchObject({ applied: 1, held: [{ device: 'a', reason: 'fork', count: 2 }] })
    expect(b.store.stateHash()).toBe(a.store.stateHash())
  })

  it('lets nobody stop a device by records made up in its name', () => {
    const [a, b] = three()
    const known = a.store.eventCount()
    const forger = newDeviceKey()
    /** The device's log as somebody without its key would have it: from its start, or at its end. */
    const madeUp = [
      (() => {
        const other = machine('a')
        other.store.append([
          { type: 'column.removed', payload: { columnId: 'none' } },
          ...smallInspection(3).slice(0, 10),
          verdict('fail'),
          verdict('fail', 'W1'),
          verdict('fail', 'W4.1')
        ])
        return packed(other.store, 'a', forger)
      })(),
      (() => {
        const other = machine('a')
        other.store.append(smallInspection(3).slice(0, 10))
        other.store.append([verdict('fail'), verdict('fail', 'W1')])
        return packed(other.store, 'a', forger)
      })()
    ]
    for (const parcel of madeUp) b.store.merge(parcel)
    expect(b.store.eventCount()).toBe(known)
    a.store.append([verdict('pass'), verdict('pass', 'W1'), verdict('pass', 'W4.1')])
    expect(send(a, b)).toMatchObject({ applied: 3 })
    expect(b.store.stateHash()).toBe(a.store.stateHash())
    // Whoever does not know the device yet is asked for its key, and loses nothing by having met the forgery first.
    const stranger = machine('z')
    for (const parcel of madeUp) stranger.store.merge(parcel)
    const met = stranger.store.merge(packed(a.store, 'a', a.key))
    expect(met.held.map(({ reason }) => reason)).toEqual(['unknown-key'])
    expect(met.held[0]?.keyIds.toSorted()).toEqual([a.key.keyId, forger.keyId].toSorted())
    expect(stranger.store.acceptKey(a.key.keyId, '甲')).toMatchObject({ applied: known + 3, missing: [] })
    expect(stranger.store.stateHash()).toBe(a.store.stateHash())
    expect(stranger.store.waiting().held.map(({ reason }) => reason)).toEqual(['fork'])
  })

  it('leaves nothing of a merge that fails among its rows', () => {
    const [a, b] = three()
    a.store.append([verdict('pass')])
    const before = [b.store.stateHash(), b.store.eventCount()]
    const broken = new Database(b.file)
    broken.exec("CREATE TRIGGER fail BEFORE INSERT ON verdicts BEGIN SELECT RAISE(ABORT, 'no'); END")
    broken.close()
    expect(() => b.store.merge(packed(a.store, a.device, a.key))).toThrow(/no/)
    expect([b.store.stateHash(), b.store.eventCount()]).toEqual(before)
    expect(b.store.waiting()).toEqual({ held: [], missing: [] })
  })
})
