/**
 * Who may do what, over the real readers of roles or copies with a planted fault: `node role-check.ts FOLDER…`, one line of
 * JSON for each with the names of what was not as it should be.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EventPayload, EventType, LoggedEvent } from '../../electron/events/types.ts'
import { causality } from '../../electron/merge/causality.ts'
import type { readRoles } from '../../electron/merge/roles.ts'
import { sha256 } from './core.ts'

type Outcome = { roles: Record<string, string>; voided: Record<string, string> }
type Read = typeof readRoles

/** A log in which every event says whom its writer knew: names of events before it. */
function history(read: Read, began: readonly string[] = ['a']) {
  const events: LoggedEvent[] = []
  const say = <T extends EventType>(
    id: string,
    device: string,
    knows: readonly string[],
    type: T,
    payload: EventPayload<T>
  ): string => {
    const own = events.filter((event) => event.device === device)
    const parents = [...knows, ...own.slice(-1).map((event) => event.id)]
    const link = { id, device, seq: own.length + 1, parents, author: device, time: '', prevHash: '', hash: sha256(id) }
    events.push({ ...link, type, payload } as unknown as LoggedEvent)
    return id
  }
  return {
    say,
    role: (
      id: string,
      device: string,
      knows: readonly string[],
      whose: string,
      role: EventPayload<'role.given'>['role'],
      first = false
    ) => say(id, device, knows, 'role.given', { device: whose, role, first }),
    outcome(): Outcome {
      const causal = causality(events)
      const inOrder = events.toSorted((one, other) => causal.placeOf(one.id) - causal.placeOf(other.id))
      const { changes } = read(inOrder, causal, (device) => began.includes(device))
      const roles: Outcome['roles'] = {}
      const voided: Outcome['voided'] = {}
      for (const change of changes) {
        if (change.op !== 'upsert') continue
        if (change.table === 'roles') roles[change.row.device] = change.row.role
        if (change.table === 'void_events') voided[change.row.id] = change.row.reason
      }
      return { roles, voided }
    }
  }
}

const document = (kind: EventPayload<'office.document-saved'>['kind']): EventPayload<'office.document-saved'> =>
  ({ kind, id: 'x', title: 'x', content: {} }) as EventPayload<'office.document-saved'>
const ruling: EventPayload<'conflict.ruled'> = {
  conflictId: 'c',
  item: 'i',
  versions: ['1', '2'],
  chosen: '1',
  reason: 'r',
  by: 'x'
}
const replaced = (device: string) => ({ device }) as EventPayload<'key.replaced'>
const opened = { batchId: 'b1' } as EventPayload<'batch.opened'>
const planned = { batchId: 'b1', objectKeys: [], perDay: 24, seed: 's' }

/** Each with what must come of it, from the rules in electron/README.md. */
const cases: Readonly<Record<string, (read: Read) => [Outcome, Outcome]>> = {
  'a role given before its giver was manager has no effect, and none of what it allowed'(read) {
    const { say, role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    role('early', 'b', ['m'], 'c', 'reviewer')
    role('b-manager', 'a', [], 'b', 'manager')
    say('ruled', 'c', ['early', 'b-manager'], 'conflict.ruled', ruling)
    role('late', 'b', ['b-manager'], 'd', 'reviewer')
    say('ruled-d', 'd', ['late'], 'conflict.ruled', ruling)
    const roles = { a: 'manager', b: 'manager', d: 'reviewer' }
    return [outcome(), { roles, voided: { early: 'role', ruled: 'role' } }]
  },
  'a role given before there is a manager at all has no effect'(read) {
    const { role, outcome } = history(read)
    role('early', 'b', [], 'b', 'manager')
    role('m', 'a', ['early'], 'a', 'manager', true)
    return [outcome(), { roles: { a: 'manager' }, voided: { early: 'founding' } }]
  },
  'only a device that began its workspace begins with roles, with itself, as manager, once'(read) {
    const { role, outcome } = history(read)
    role('joined', 'b', [], 'b', 'manager', true)
    role('other', 'a', [], 'c', 'manager', true)
    role('less', 'a', [], 'a', 'reviewer', true)
    role('m', 'a', [], 'a', 'manager', true)
    role('again', 'a', [], 'a', 'manager', true)
    const voided = { joined: 'founding', other: 'founding', less: 'founding', again: 'founding' }
    return [outcome(), { roles: { a: 'manager' }, voided }]
  },
  'nobody begins with roles for another, even one who began a workspace too'(read) {
    const { role, outcome } = history(read, ['a', 'c'])
    role('other', 'a', [], 'c', 'manager', true)
    return [outcome(), { roles: {}, voided: { other: 'founding' } }]
  },
  'roles given by two managers who did not know of each other are the lesser one, whichever comes first'(read) {
    const { role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    role('b-manager', 'a', [], 'b', 'manager')
    const devices = ['c', 'd', 'e', 'f', 'g', 'h']
    for (const [at, device] of devices.entries()) {
      role(`a-${device}`, 'a', [], device, at % 2 === 0 ? 'inspector' : 'reviewer')
      role(`b-${device}`, 'b', ['b-manager'], device, at % 2 === 0 ? 'manager' : 'inspector')
    }
    const roles = Object.fromEntries(devices.map((device) => [device, 'inspector']))
    return [outcome(), { roles: { a: 'manager', b: 'manager', ...roles }, voided: {} }]
  },
  'whoever knows both gives another; whoever knows one does not'(read) {
    const { role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    role('b-manager', 'a', [], 'b', 'manager')
    for (const device of ['c', 'd']) {
      role(`a-${device}`, 'a', [], device, 'reviewer')
      role(`b-${device}`, 'b', ['b-manager'], device, 'inspector')
    }
    role('both', 'a', ['b-d'], 'c', 'manager')
    const roles = { a: 'manager', b: 'manager', c: 'manager', d: 'inspector' }
    return [outcome(), { roles, voided: {} }]
  },
  'an act is judged by what it knew: a demotion that it did not know leaves it'(read) {
    const { say, role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    role('up', 'a', [], 'c', 'reviewer')
    say('knows', 'c', ['up'], 'conflict.ruled', ruling)
    role('down', 'a', [], 'c', 'inspector')
    for (let at = 0; at < 6; at += 1) say(`apart-${at}`, 'c', [], 'conflict.ruled', ruling)
    say('after', 'c', ['down'], 'conflict.ruled', ruling)
    return [outcome(), { roles: { a: 'manager', c: 'inspector' }, voided: { after: 'role' } }]
  },
  'where no roles are known everybody may do everything; where they are, whoever was given none inspects'(read) {
    const { say, role, outcome } = history(read)
    say('free', 'b', [], 'office.document-saved', document('overlay'))
    role('m', 'a', ['free'], 'a', 'manager', true)
    say('bound', 'b', ['m'], 'office.document-saved', document('overlay'))
    say('own', 'b', [], 'office.document-saved', document('phrase'))
    return [outcome(), { roles: { a: 'manager' }, voided: { bound: 'role' } }]
  },
  'what hangs on a batch that has no effect has none; opened by a manager too, it has'(read) {
    const { say, role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    say('inspector', 'b', ['m'], 'batch.opened', opened)
    say('hangs', 'b', [], 'watch.planned', planned)
    say('manager', 'a', ['hangs'], 'batch.opened', opened)
    say('inspector-again', 'b', ['manager'], 'batch.opened', opened)
    say('stands', 'b', [], 'watch.planned', planned)
    const voided = { inspector: 'role', hangs: 'batch', 'inspector-again': 'role' }
    return [outcome(), { roles: { a: 'manager' }, voided }]
  },
  'for a lost key vouches whoever has the highest role besides, never the device itself'(read) {
    const { say, role, outcome } = history(read)
    role('m', 'a', [], 'a', 'manager', true)
    role('c-reviewer', 'a', [], 'c', 'reviewer')
    say('of-manager', 'c', ['c-reviewer'], 'key.replaced', replaced('a'))
    say('of-inspector', 'a', [], 'key.replaced', replaced('b'))
    say('too-low', 'c', [], 'key.replaced', replaced('b'))
    say('lower', 'b', ['c-reviewer'], 'key.replaced', replaced('a'))
    say('own', 'a', [], 'key.replaced', replaced('a'))
    const voided = { 'too-low': 'role', lower: 'role', own: 'role' }
    return [outcome(), { roles: { a: 'manager', c: 'reviewer' }, voided }]
  }
}

const sorted = ({ roles, voided }: Outcome): string =>
  JSON.stringify([Object.entries(roles).toSorted(), Object.entries(voided).toSorted()])

for (const folder of process.argv.slice(2)) {
  const { readRoles: read } = (await import(pathToFileURL(join(folder, 'electron/merge/roles.ts')).href)) as { readRoles: Read }
  const wrong = Object.entries(cases).flatMap(([name, tell]) => {
    const [came, expected] = tell(read)
    return sorted(came) === sorted(expected) ? [] : [name]
  })
  process.stdout.write(`${JSON.stringify({ cases: Object.keys(cases).length, wrong })}\n`)
}
