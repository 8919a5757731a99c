import { XunchaError } from '../domain/errors.ts'
import { roleNames } from '../domain/roles.ts'
import type { BackendContext } from './context.ts'
import { deviceOf } from './device-keys.ts'

/** For acts that are this device's own trust and no event: the log cannot refuse them. */
export function refuseUnlessManager(ctx: Pick<BackendContext, 'store'>, act: string): void {
  const roles = ctx.store.roles()
  const role = roles.find(({ device }) => device === deviceOf(ctx))?.role ?? 'inspector'
  if (roles.length === 0 || role === 'manager') return
  throw new XunchaError('no-role', `本机的角色是${roleNames[role]}，不能${act}；请由负责人的电脑来做，或请负责人更改角色。`)
}
