/** Who this device is: its key, and how the key is kept. */
import type { StoredRole } from '../../db/store-types.ts'
import type { identityProcedures } from '../contract/identity.ts'
import type { Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Role } from '../domain/roles.ts'
import type { BackendContext, Feature } from './context.ts'
import { deviceKeys, deviceOf, refuseKeysInside } from './device-keys.ts'
import { toFaultOfDisk } from './disk-fault.ts'

export function identityFeature(ctx: BackendContext): Feature<keyof typeof identityProcedures> {
  const keys = deviceKeys(ctx)
  const { store } = ctx

  function roles(): Output<'roles.list'> {
    const own = deviceOf(ctx)
    const given = store.roles()
    const names = new Map([
      ...store.devices().map(({ device, name, keyId }) => [device, { name, keyId }] as const),
      ...store.knownKeys().map(({ device, name, keyId }) => [device, { name, keyId }] as const)
    ])
    const others = [...new Set([...names.keys(), ...given.map(({ device }) => device)])].filter((device) => device !== own).sort()
    const people = [own, ...others].map((device) => ({
      device,
      isOwn: device === own,
      name: device === own ? ctx.author() : (names.get(device)?.name ?? ''),
      keyId: names.get(device)?.keyId ?? null,
      role: given.length === 0 ? null : (given.find((one) => one.device === device)?.role ?? 'inspector')
    }))
    return { isInUse: given.length > 0, people, voided: store.voidEvents() }
  }

  return {
    handlers: {
      async 'identity.keepKey'({ now, next }) {
        const device = deviceOf(ctx)
        refuseKeysInside(ctx)
        if (!keys.has(device)) throw new XunchaError('bad-input', '本机还没有签名密钥；第一次做证据包时会生成。')
        const { keyId } = await keys.keep(device, now, next).catch((error: unknown) => {
          throw toFaultOfDisk(error, '签名密钥没有换保管方式')
        })
        ctx.emit('workspace.changed', { topics: ['workspace'], batchId: null })
        return { keyId, keptBy: next === null ? 'system' : 'passphrase' }
      },
      'roles.list': roles,
      'roles.give'({ device, role }) {
        const own = deviceOf(ctx)
        if (!roles().people.some((one) => one.device === device)) {
          throw new XunchaError('bad-input', `没有设备“${device}”；请先合并它的包并接受它的密钥。`)
        }
        const isFirst = store.roles().length === 0
        if (isFirst && device === own && role !== 'manager') {
          throw new XunchaError('bad-input', '第一个角色只能是负责人：本机先成为负责人，再给其他设备指定角色。')
        }
        const founding = { type: 'role.given' as const, payload: { device: own, role: 'manager' as const, first: true } }
        const given = { type: 'role.given' as const, payload: { device, role, first: false } }
        refuseLastManager(store.roles(), device, role)
        store.append(isFirst ? (device === own ? [founding] : [founding, given]) : [given])
        ctx.emit('workspace.changed', { topics: ['workspace'], batchId: null })
        return roles()
      }
    }
  }
}

/** Nobody could give a role again. */
function refuseLastManager(roles: readonly StoredRole[], device: string, role: Role): void {
  const managers = roles.filter((one) => one.role === 'manager')
  if (role === 'manager' || managers.length !== 1 || managers[0]?.device !== device) return
  throw new XunchaError('bad-input', '这是唯一的负责人，角色没有更改；请先指定另一位负责人。')
}
