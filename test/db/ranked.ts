import type { Role } from '../../electron/domain/roles.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { office, send, type Machine } from './merge-support.ts'

export const role = (device: string, given: Role, first = false): NewEvent => ({
  type: 'role.given',
  payload: { device, role: given, first }
})
export const authority = (roots: string[]): NewEvent => ({
  type: 'office.document-saved',
  payload: {
    kind: 'time-authority',
    id: 'tsa',
    title: '国家授时',
    content: { name: '国家授时', url: 'https://tsa', roots, policy: null }
  }
})

/** a: 负责人, b: 检查员, c: 复核员; all know it, and each has accepted the others' keys. */
export function ranked(): [Machine, Machine, Machine] {
  const [a, b, c] = office('a', 'b', 'c')
  if (a === undefined || b === undefined || c === undefined) throw new RangeError('three machines')
  for (const { store } of [b, c]) store.append([{ type: 'column.removed', payload: { columnId: 'none' } }])
  a.store.append([role('a', 'manager', true), role('b', 'inspector'), role('c', 'reviewer'), authority(['good'])])
  for (const [from, to] of [
    [a, b],
    [a, c],
    [b, a],
    [c, a],
    [b, c],
    [c, b]
  ] as const)
    send(from, to)
  return [a, b, c]
}
