/** Who this device is: its key, and how the key is kept. */
import type { StoredRole } from '../../db/store-types.ts'
import type { identityProcedures } from '../contract/identity.ts'
import type { Output } from '../contract/index.ts'
import { workspaceTopics } from '../contract/workspace.ts'
import { XunchaError } from '../domain/errors.ts'
import { replacementText } from '../domain/key-replacement.ts'
import { mayVouch, type Role } from '../domain/roles.ts'
import { mayNotVouch } from '../merge/role-rules.ts'
import type { BackendContext, Feature } from './context.ts'
import { deviceKeys, deviceOf, refuseKeysInside } from './device-keys.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { introduce, unlockSigner } from './packages-feature.ts'

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
    const waiting = store.waiting().held.filter(({ reason }) => reason === 'other-key')
    const voided = store.voidEvents()
    const nameOf = (device: string): string => (device === own ? ctx.author() : (names.get(device)?.name ?? ''))
    const people = [own, ...others].map((device) => ({
      device,
      isOwn: device === own,
      name: nameOf(device),
      keyId: names.get(device)?.keyId ?? null,
      newKeyIds: waiting.filter((group) => group.device === device).flatMap(({ keyIds }) => keyIds),
      role: given.length === 0 ? null : (given.find((one) => one.device === device)?.role ?? 'inspector')
    }))
    const keyActs = store.keyActs().map((act) => ({
      ...act,
      name: nameOf(act.device),
      isVoid: voided.some(({ id }) => id === act.id)
    }))
    return { isInUse: given.length > 0, people, keyActs: keyActs.toReversed(), rivals: store.rivals(), voided }
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
      async 'identity.replaceKey'({ next }) {
        const device = deviceOf(ctx)
        refuseKeysInside(ctx)
        if (!keys.has(device)) throw new XunchaError('bad-input', '本机还没有签名密钥，没有更换；第一次做证据包时会生成。')
        const signer = await keys.replace(device, next).catch((error: unknown) => {
          throw toFaultOfDisk(error, '新的签名密钥没有保存，密钥没有更换')
        })
        introduce(ctx, signer)
        return { keyId: signer.keyId, keptBy: next === null ? 'system' : 'passphrase' }
      },
      async 'identity.vouchForKey'({ keyId, reason, passphrase }) {
        const seal = store.seals().find((one) => one.keyId === keyId)
        const person = roles().people.find(({ newKeyIds }) => newKeyIds.includes(keyId))
        if (seal === undefined || person === undefined) {
          throw new XunchaError('bad-input', `没有等待连署的密钥 ${keyId}；请先合并对方用新密钥做的包。`)
        }
        const { device, publicKey } = seal
        const old = [...store.knownKeys(), ...store.devices()].filter((one) => one.device === device && one.keyId !== keyId)
        const oldKeyIds = [...new Set(old.map((one) => one.keyId))].toSorted().slice(0, 20)
        const own = deviceOf(ctx)
        if (!mayVouch(store.roles(), own, device)) throw mayNotVouch()
        if (!keys.has(own)) throw new XunchaError('bad-input', '本机还没有签名密钥，没有连署；请先做一次证据包。')
        const { signer } = await unlockSigner(keys, own, passphrase, '连署')
        introduce(ctx, signer)
        const signed = { device, keyId, publicKey, oldKeyIds, byKeyId: signer.keyId }
        const bytes = signer.sign(Buffer.from(replacementText(signed, own), 'utf8'))
        const { applied } = store.replaceKey({ ...signed, reason, signature: Buffer.from(bytes).toString('base64') })
        ctx.emit('workspace.changed', { topics: [...workspaceTopics], batchId: null })
        return { device, keyId, oldKeyIds, applied }
      },
      'roles.list': roles,
      'roles.rule'({ device, reason }) {
        const rivals = store.rivals()
        const kept = rivals.find((one) => one.device === device)
        const others = rivals.filter((one) => one.device !== device).map(({ event }) => event)
        if (kept === undefined || others.length === 0) {
          throw new XunchaError(
            'bad-input',
            `设备“${device}”没有等待裁定的负责人，没有裁定；请先合并两边的包，用 role list 查看。`
          )
        }
        store.ruleManager({ kept: kept.event, others, reason, by: ctx.author() })
        ctx.emit('workspace.changed', { topics: [...workspaceTopics], batchId: null })
        return roles()
      },
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
