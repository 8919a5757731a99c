import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Store } from '../../db/store-types.ts'
import type { LoggedEvent } from '../../electron/events/types.ts'
import { sealedText, type Seal } from '../../electron/domain/evidence-package.ts'

export interface DeviceKey {
  keyId: string
  publicKey: string
  privateKey: KeyObject
}

export function newDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ type: 'spki', format: 'der' })
  const keyId = createHash('sha256').update(der).digest('hex').slice(0, 16)
  return { keyId, publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })), privateKey }
}

export function sealOf(event: Pick<LoggedEvent, 'device' | 'seq' | 'hash'>, key: DeviceKey): Seal {
  const { device, seq, hash } = event
  const signed = { device, seq, hash, keyId: key.keyId }
  const signature = sign(null, Buffer.from(sealedText(signed)), key.privateKey).toString('base64')
  return { ...signed, publicKey: key.publicKey, signature }
}

/** Everything a store has, as a package of its device: sealed at its own last event, others' seals passed on. */
export function packed(store: Store, device: string, key: DeviceKey): { events: LoggedEvent[]; seals: Seal[] } {
  const events = store.events()
  const last = events.findLast((event) => event.device === device)
  return { events, seals: [...store.seals(), ...(last === undefined ? [] : [sealOf(last, key)])] }
}
