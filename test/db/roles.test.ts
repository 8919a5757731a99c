import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import { appendEvent } from '../../electron/events/append.ts'
import type { LoggedEvent, NewEvent } from '../../electron/events/types.ts'
import { sha256 } from '../merge/core.ts'
import { findingOf, target } from '../merge/history.ts'
import { smallInspection } from './fixtures.ts'
import { machine, office, packed, sealOf, send, type Machine } from './merge-support.ts'
import { authority, ranked, role } from './ranked.ts'

const verdict = (given: 'pass' | 'fail'): NewEvent => ({
  type: 'verdict.given',
  payload: { ...target, indicatorId: 'W2', verdict: given, inspector: '王检' }
})

/** What a program that was tampered with writes into the log of its device: signed and chained, but not asked. */
function forged({ store, device, key }: Machine, events: readonly NewEvent[], { author = '某人', knows = true } = {}) {
  const log = store.events()
  const own = log.filter((event) => event.device === device)
  const known = knows ? log.at(-1) : own.at(-1)
  let last = own.at(-1) ?? null
  let parents = known === undefined ? [] : [known.id]
  const written: LoggedEvent[] = []
  for (const [index, event] of events.entries()) {
    const stamp = { id: `${device}-forged-${log.length}-${index}`, device, author, time: '2026-11-27T00:00:00.000Z' }
    const made = appendEvent(last, parents, event, stamp, sha256).event
    written.push(made)
    last = made
    parents = [made.id]
  }
  if (last === null) throw new RangeError('nothing written')
  return { events: [...log, ...written], seals: [...store.seals(), sealOf(last, key)] }
}

const rebuilt = ({ store }: Machine): void => {
  const before = store.stateHash()
  expect(store.verifyLog()).toBeNull()
  expect(store.rebuild()).toMatchObject({ before, stateHash: before })
}

describe('roles', () => {
  it('leave everything to everybody until the first is given, and then refuse by one sentence', () => {
    const [a, b, c] = office('a', 'b', 'c')
    if (a === undefined || b === undefined || c === undefined) throw new RangeError('three machines')
    b.store.append([authority(['anyone'])])
    // Only whoever began the workspace can begin with roles, only with itself, only as manager.
    expect(() => b.store.append([role('b', 'manager', true)])).toThrow('不是本机建立的')
    expect(() => a.store.append([role('b', 'manager')])).toThrow('还没有负责人')
    expect(() => a.store.append([role('b', 'manager', true)])).toThrow()
    const [manager, inspector, reviewer] = ranked()
    const dismissed = smallInspection(3).find(({ type }) => type === 'hint.dismissed')
    if (dismissed === undefined) throw new RangeError('no dismissal in the fixture')
    const opened = smallInspection(3).find(({ type }) => type === 'batch.opened')
    if (opened === undefined) throw new RangeError('no batch in the fixture')
    expect(() => inspector.store.append([authority(['bad'])])).toThrow('本机的角色是检查员')
    expect(() => inspector.store.append([role('b', 'manager')])).toThrow('不能指定角色')
    expect(() => inspector.store.append([opened])).toThrow('不能建立批次')
    expect(() => inspector.store.append([dismissed])).toThrow('复核员或负责人')
    expect(() => reviewer.store.append([opened])).toThrow('本机的角色是复核员')
    expect(() => manager.store.append([role('a', 'manager', true)])).toThrow('已经有负责人')
    reviewer.store.append([dismissed])
    inspector.store.append([verdict('pass'), { type: 'finding.recorded', payload: findingOf('f1') }])
    manager.store.append([authority(['better'])])
    for (const one of [manager, inspector, reviewer]) rebuilt(one)
  })

  it('are asked again at every merge: what an inspector forged is kept, listed and has no effect', () => {
    const [a, b, c] = ranked()
    const opened = smallInspection(3).find(({ type }) => type === 'batch.opened')
    if (opened?.type !== 'batch.opened') throw new RangeError('no batch in the fixture')
    const secret = { ...opened.payload, batchId: 'batch-b' }
    const sweep: NewEvent = {
      type: 'watch.planned',
      payload: { batchId: 'batch-b', objectKeys: [], perDay: 24, seed: 's' }
    }
    const parcel = forged(
      b,
      [
        authority(['evil']),
        role('b', 'manager'),
        authority(['evil again']),
        { type: 'batch.opened', payload: secret },
        sweep,
        verdict('fail')
      ],
      // By name the manager; whose key signed is what counts.
      { author: 'a 检查员' }
    )
    for (const { store } of [a, c]) {
      expect(store.merge(parcel)).toMatchObject({ applied: 6, held: [] })
      expect(store.document('time-authority', 'tsa')?.content).toMatchObject({ roots: ['good'] })
      expect(store.batches().map(({ batchId }) => batchId)).toEqual(['batch-1'])
      expect(store.roles()).toMatchObject([{ role: 'manager' }, { role: 'inspector' }, { role: 'reviewer' }])
      expect(store.voidEvents().map(({ type, device, reason }) => [type, device, reason])).toEqual([
        ['office.document-saved', 'b', 'role'],
        ['role.given', 'b', 'role'],
        ['office.document-saved', 'b', 'role'],
        ['batch.opened', 'b', 'role'],
        ['watch.planned', 'b', 'batch']
      ])
      // The honest word in the same parcel counts.
      expect(store.verdicts('batch-1', target.objectKey)).toContainEqual(expect.objectContaining({ verdict: 'fail' }))
    }
    expect(a.store.stateHash()).toBe(c.store.stateHash())
    a.store.append([authority(['newer'])])
    expect(a.store.conflicts()).toEqual([])
    for (const one of [a, c]) rebuilt(one)
  })

  it('go by what the event itself knew: in every order of three logs the state is the same', () => {
    const [a, b, c] = ranked()
    // a makes c an inspector while c, who does not know it, dismisses; afterwards c knows and is a forger.
    const dismissed = smallInspection(3).find(({ type }) => type === 'hint.dismissed')
    if (dismissed?.type !== 'hint.dismissed') throw new RangeError('no dismissal in the fixture')
    c.store.append([dismissed])
    a.store.append([role('c', 'inspector'), role('b', 'manager')])
    send(a, b)
    b.store.append([authority(['by b'])])
    send(a, c)
    const logs = [packed(a.store, a.device, a.key), packed(b.store, b.device, b.key), forged(c, [dismissed])]
    const hashes = new Set<string>()
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0]
    ] as const
    for (const order of orders) {
      const neutral = machine(`n${order.join('')}`)
      for (const index of order) {
        const log = logs[index]
        if (log === undefined) throw new RangeError('three logs')
        neutral.store.merge(log)
        for (const { device, key } of [a, b, c]) {
          if (neutral.store.seals().some(({ keyId }) => keyId === key.keyId)) neutral.store.acceptKey(key.keyId, device)
        }
      }
      expect(neutral.store.waiting()).toEqual({ held: [], missing: [] })
      expect(neutral.store.voidEvents()).toMatchObject([{ device: 'c', type: 'hint.dismissed', reason: 'role' }])
      expect(neutral.store.document('time-authority', 'tsa')?.content).toMatchObject({ roots: ['by b'] })
      expect(neutral.store.dismissedGrounds(dismissed.payload.objectKey)).toHaveLength(1)
      hashes.add(neutral.store.stateHash())
      rebuilt(neutral)
    }
    console.log(`roles: ${orders.length} orders of ${logs.length} logs, ${hashes.size} state`)
    expect(hashes.size).toBe(1)
  })

  it('given apart by two managers are the lesser one until somebody who knows both gives another', () => {
    const [a, b, c] = ranked()
    a.store.append([role('b', 'manager')])
    send(a, b)
    // Others too, the lesser role by turns from either: no order of the log can be right for all by luck.
    const others = ['d', 'e', 'f', 'g', 'h', 'i']
    const lesserBy = (machineNumber: number) => (device: string, index: number) =>
      role(device, index % 2 === machineNumber ? 'inspector' : 'manager')
    a.store.append([role('c', 'manager'), ...others.map(lesserBy(0))])
    b.store.append([role('c', 'inspector'), ...others.map(lesserBy(1))])
    send(a, c)
    send(b, c)
    const ofC = ({ store }: Machine) => store.roles().find(({ device }) => device === 'c')?.role
    expect(ofC(c)).toBe('inspector')
    expect(
      c.store
        .roles()
        .filter(({ device }) => others.includes(device))
        .map((one) => one.role)
    ).toEqual(others.map(() => 'inspector'))
    expect(() => c.store.append([authority(['c'])])).toThrow('检查员')
    send(b, a)
    a.store.append([role('c', 'reviewer')])
    send(a, c)
    expect(ofC(c)).toBe('reviewer')
    expect(c.store.stateHash()).toBe(a.store.stateHash())
  })

  it('begin with a manager: a role given before there is one has no effect', () => {
    const [a, b, c] = office('a', 'b', 'c')
    if (a === undefined || b === undefined || c === undefined) throw new RangeError('three machines')
    b.store.append([{ type: 'column.removed', payload: { columnId: 'none' } }])
    send(b, a)
    expect(a.store.merge(forged(b, [role('b', 'manager')]))).toMatchObject({ applied: 1 })
    expect(a.store.voidEvents()).toMatchObject([{ device: 'b', reason: 'founding' }])
    expect(a.store.roles()).toEqual([])
    // Nor does one that did not begin the workspace begin with roles.
    expect(a.store.merge(forged(c, [role('c', 'manager', true)]))).toMatchObject({ held: [{ reason: 'unknown-key' }] })
    expect(a.store.acceptKey(c.key.keyId, 'c')).toMatchObject({ applied: 1 })
    expect(a.store.roles()).toEqual([])
    a.store.append([role('a', 'manager', true)])
    expect(a.store.roles()).toMatchObject([{ device: 'a', role: 'manager' }])
    rebuilt(a)
  })

  it('hold whoever makes himself manager apart from the manager that is here', () => {
    const [a, b, c] = ranked()
    const parcel = forged(b, [role('b', 'manager', true), authority(['evil'])], { knows: false })
    for (const { store } of [a, c]) {
      const before = canonicalJson([store.stateHash(), store.eventCount()])
      expect(store.merge(parcel)).toMatchObject({ applied: 0, held: [{ device: 'b', reason: 'other-manager', count: 2 }] })
      expect(canonicalJson([store.stateHash(), store.eventCount()])).toBe(before)
    }
  })
})
