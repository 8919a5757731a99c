import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openStore } from '../../db/open.ts'
import type { Store } from '../../db/store-types.ts'
import type { LoggedEvent } from '../../electron/events/types.ts'
import { smallInspection } from './fixtures.ts'
import { countingIds, steppingClock, temporaryFolder } from './support.ts'
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

export interface Machine {
  store: Store
  file: string
  device: string
  key: DeviceKey
}

export function machine(device: string): Machine {
  const file = join(temporaryFolder(), 'workspace.db')
  const ids = countingIds(device)
  const store = openStore(file, { clock: steppingClock(), ids, author: () => `${device} 检查员`, device })
  onTestFinished(() => store.close())
  return { store, file, device, key: newDeviceKey() }
}

/** Laptops that have accepted each other's keys and know one opened batch. */
export function office(...devices: string[]): Machine[] {
  const machines = devices.map(machine)
  const [first] = machines
  first?.store.append(smallInspection(3).slice(0, 10))
  for (const one of machines.slice(1)) {
    if (first === undefined) continue
    one.store.merge(packed(first.store, first.device, first.key))
    one.store.acceptKey(first.key.keyId, first.device)
  }
  return machines
}

/** @returns what came of it, the key accepted where it was not known */
export function send(from: Machine, to: Machine) {
  const result = to.store.merge(packed(from.store, from.device, from.key))
  return result.held.some(({ reason }) => reason === 'unknown-key') ? to.store.acceptKey(from.key.keyId, from.device) : result
}
