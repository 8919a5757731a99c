import type Database from 'better-sqlite3'
import type { Held, HeldReason } from '../electron/merge/admit.ts'
import type { Seal } from '../electron/domain/evidence-package.ts'
import type { KeyReplacement } from '../electron/domain/key-replacement.ts'
import type { StoredEvent } from '../electron/events/verify.ts'

/** A device whose events are taken in, and the key they are sealed with. */
export interface KnownKey {
  keyId: string
  device: string
  name: string
  publicKey: string
  acceptedAt: string
}

/** Beside the log: what other devices sent that cannot go in yet, their seals, and the keys that were accepted. */
export interface HeldTables {
  events(): Held[]
  /** Call inside a transaction, as the next four. */
  replaceEvents(held: readonly Held[]): void
  addSeals(seals: readonly Seal[]): void
  addKey(key: KnownKey): void
  /** The old keys count no more; a device known here by one of them is known by the new one. @returns whether that was news */
  replaceKey(replacement: Pick<KeyReplacement, 'device' | 'keyId' | 'publicKey' | 'oldKeyIds'>, now: string): boolean
  /** Whether the device's key was replaced by another one. */
  isRevoked(device: string, keyId: string): boolean
  seals(): Seal[]
  keys(): KnownKey[]
  keyOf(device: string): string | null
}

export function createHeldTables(db: Database.Database): HeldTables {
  const all = db.prepare<[], { reason: HeldReason; event: string }>(
    'SELECT reason, event FROM held_events ORDER BY device, seq, hash'
  )
  const clear = db.prepare('DELETE FROM held_events')
  const hold = db.prepare('INSERT INTO held_events (hash, device, seq, reason, event) VALUES (?, ?, ?, ?, ?)')
  const seal = db.prepare(
    'INSERT OR IGNORE INTO device_seals (device, seq, hash, key_id, public_key, signature) VALUES (?, ?, ?, ?, ?, ?)'
  )
  const seals = db.prepare<[], Seal>(
    'SELECT device, seq, hash, key_id AS keyId, public_key AS publicKey, signature FROM device_seals ORDER BY device, seq, key_id'
  )
  const key = db.prepare('INSERT INTO known_keys (key_id, device, name, public_key, accepted_at) VALUES (?, ?, ?, ?, ?)')
  const keys = db.prepare<[], KnownKey>(
    'SELECT key_id AS keyId, device, name, public_key AS publicKey, accepted_at AS acceptedAt FROM known_keys ORDER BY device'
  )
  const keyOf = db.prepare<[string], string>('SELECT key_id FROM known_keys WHERE device = ?').pluck()
  const revoke = db.prepare('INSERT OR IGNORE INTO revoked_keys (device, key_id) VALUES (?, ?)')
  const revoked = db.prepare<[string, string], number>('SELECT 1 FROM revoked_keys WHERE device = ? AND key_id = ?').pluck()
  const renew = db.prepare(
    'UPDATE OR IGNORE known_keys SET key_id = ?, public_key = ?, accepted_at = ? WHERE device = ? AND key_id = ?'
  )
  const isRevoked = (device: string, keyId: string): boolean => revoked.get(device, keyId) !== undefined
  return {
    events: () => all.all().map(({ reason, event }) => ({ reason, event: JSON.parse(event) as StoredEvent })),
    replaceEvents(held) {
      clear.run()
      for (const { event, reason } of held) hold.run(event.hash, event.device, event.seq, reason, JSON.stringify(event))
    },
    addSeals(list) {
      for (const { device, seq, hash, keyId, publicKey, signature } of list) {
        seal.run(device, seq, hash, keyId, publicKey, signature)
      }
    },
    addKey: ({ keyId, device, name, publicKey, acceptedAt }) => void key.run(keyId, device, name, publicKey, acceptedAt),
    replaceKey({ device, keyId, publicKey, oldKeyIds }, now) {
      if (isRevoked(device, keyId)) return false
      const known = keyOf.get(device)
      const gone = oldKeyIds.filter((old) => revoke.run(device, old).changes > 0)
      const isOld = known !== undefined && oldKeyIds.includes(known)
      const isRenewed = isOld && renew.run(keyId, publicKey, now, device, known).changes > 0
      return gone.length > 0 || isRenewed
    },
    isRevoked,
    seals: () => seals.all(),
    keys: () => keys.all(),
    keyOf: (device) => keyOf.get(device) ?? null
  }
}
