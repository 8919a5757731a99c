import { XunchaError } from '../electron/domain/errors.ts'
import { isAtLeast, mayVouch, roleNames } from '../electron/domain/roles.ts'
import type { NewEvent } from '../electron/events/types.ts'
import { mayNotVouch, ruleOf } from '../electron/merge/role-rules.ts'
import type { StoredRole } from './store-types.ts'

/**
 * Refuses an act that the device has not the role for. What is written here knows the whole log, so this says the same as
 * `readRoles` will of the event wherever it is merged. Throws `no-role`.
 */
export function checkRole(event: NewEvent, device: string, standing: () => readonly StoredRole[], began: () => boolean): void {
  if (event.type === 'key.replaced' && !mayVouch(standing(), device, event.payload.device)) {
    throw mayNotVouch()
  }
  const rule = ruleOf(event)
  if (rule === null) return
  const roles = standing()
  if (event.type === 'role.given' && event.payload.first) {
    const { device: whose, role } = event.payload
    if (roles.length === 0 && whose === device && role === 'manager' && began()) return
    const why = roles.length > 0 ? '已经有负责人' : '这个工作区不是本机建立的'
    throw new XunchaError('no-role', `${why}，没有指定；请由负责人的电脑指定角色。`)
  }
  if (roles.length === 0) {
    if (event.type !== 'role.given') return
    throw new XunchaError('no-role', '还没有负责人，没有指定角色；请先让本机成为负责人。')
  }
  const role = roles.find((one) => one.device === device)?.role ?? 'inspector'
  if (isAtLeast(role, rule.needs)) return
  const needed = rule.needs === 'manager' ? '负责人' : '复核员或负责人'
  throw new XunchaError(
    'no-role',
    `本机的角色是${roleNames[role]}，不能${rule.act}；请由${needed}的电脑来做，或请负责人更改角色。`
  )
}
