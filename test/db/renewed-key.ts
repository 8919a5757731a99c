import { sign } from 'node:crypto'
import { replacementText, type KeyReplacement } from '../../electron/domain/key-replacement.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { newDeviceKey, type DeviceKey, type Machine } from './merge-support.ts'

const introduced = (device: string, { keyId, publicKey }: DeviceKey): NewEvent => ({
  type: 'device.introduced',
  payload: { device, keyId, publicKey, name: device }
})

/** The machine after its key was lost: the same log, another key. */
export function renewed(one: Machine): Machine {
  const key = newDeviceKey()
  one.store.append([introduced(one.device, key)])
  return { ...one, key }
}

/** What `by` says of the other's new key, signed. */
export function vouched(by: Machine, { device, key }: Machine, old: readonly DeviceKey[]): KeyReplacement {
  const { keyId, publicKey } = key
  const signed = { device, keyId, publicKey, oldKeyIds: old.map((one) => one.keyId), byKeyId: by.key.keyId }
  const signature = sign(null, Buffer.from(replacementText(signed, by.device)), by.key.privateKey).toString('base64')
  return { ...signed, reason: '忘记口令', signature }
}
