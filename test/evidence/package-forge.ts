/** What a forger does to a package: unpack, change, pack again in the very form of ours, sign with whatever key is at hand. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { PackageManifest, Seal } from '../../electron/domain/evidence-package.ts'
import { sealedText } from '../../electron/domain/evidence-package.ts'
import type { Signer } from '../../electron/evidence/key-store.ts'
import type { PackedEvent } from '../../electron/evidence/package/events.ts'
import type { ByteSource } from '../../electron/evidence/package/tools.ts'
import { centralHeader, endRecord, localHeader, type StoredEntry } from '../../electron/evidence/package/zip-format.ts'
import { readZip } from '../../electron/export/zip.ts'

export type Files = Map<string, Buffer>

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')
export const sm3 = (bytes: Uint8Array): string => createHash('sm3').update(bytes).digest('hex')

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (offset, length) =>
    offset >= 0 && offset + length <= bytes.length
      ? Promise.resolve(bytes.slice(offset, offset + length))
      : Promise.reject(new RangeError('past the end'))
})

export const unpacked = (file: string): Promise<Files> => readZip(readFileSync(file), { entries: 20_000, bytes: 2 ** 30 })

/** Where each byte of the archive belongs. */
export interface Region {
  from: number
  to: number
  path: string | null
  isDirectory: boolean
}

/** In our own form, in the order given or, without one, in ours. */
export function packed(files: Files, order?: readonly string[]): { bytes: Buffer; regions: Region[] } {
  const rank = (path: string): string => (path === 'manifest.json' ? ' 0' : path === 'manifest.sig' ? ' 1' : path)
  const paths = order ?? [...files.keys()].sort((a, b) => Buffer.compare(Buffer.from(rank(a)), Buffer.from(rank(b))))
  const parts: Uint8Array[] = []
  const directory: [string, Uint8Array][] = []
  const regions: Region[] = []
  let offset = 0
  for (const path of paths) {
    const content = files.get(path) ?? Buffer.alloc(0)
    const entry: StoredEntry = { path, size: content.length, crc32: crc32(content), offset }
    const header = localHeader(entry)
    parts.push(header, content)
    directory.push([path, centralHeader(entry)])
    regions.push({ from: offset, to: offset + header.length + content.length, path, isDirectory: false })
    offset += header.length + content.length
  }
  const start = offset
  for (const [path, header] of directory) {
    parts.push(header)
    regions.push({ from: offset, to: offset + header.length, path, isDirectory: true })
    offset += header.length
  }
  parts.push(endRecord(paths.length, offset - start, start))
  regions.push({ from: offset, to: offset + 22, path: null, isDirectory: true })
  return { bytes: Buffer.concat(parts), regions }
}

export const manifestOf = (files: Files): PackageManifest =>
  JSON.parse(files.get('manifest.json')?.toString('utf8') ?? '') as PackageManifest
export const eventsOf = (files: Files): PackedEvent[] =>
  (files.get('events.jsonl')?.toString('utf8') ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as PackedEvent)
export const linesOf = (events: readonly PackedEvent[]): Buffer =>
  Buffer.from(events.map((event) => `${canonicalJson(event)}\n`).join(''))

/** The events with hashes and links made anew, as one device's whole log. */
export function rechained(events: readonly PackedEvent[]): PackedEvent[] {
  const made: PackedEvent[] = []
  for (const [index, event] of events.entries()) {
    const before = made.at(-1)
    const linked = {
      ...event,
      seq: index + 1,
      prevHash: before?.hash ?? '0'.repeat(64),
      parents: before === undefined ? [] : [before.id]
    }
    made.push(rehashed(linked))
  }
  return made
}

/** The event with the hash of what it says now. */
export function rehashed(event: PackedEvent): PackedEvent {
  const said: Partial<PackedEvent> = { ...event }
  delete said.hash
  return { ...event, hash: sha256(canonicalJson(said)) }
}

export function sealBy(signer: Signer, { seq, hash }: { seq: number; hash: string }): Seal {
  const { device, keyId, publicKey } = signer
  const signature = Buffer.from(signer.sign(Buffer.from(sealedText({ device, seq, hash, keyId })))).toString('base64')
  return { device, seq, hash, keyId, publicKey, signature }
}

export function strangeKey(device: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const der = publicKey.export({ format: 'der', type: 'spki' })
  const pem = `-----BEGIN PUBLIC KEY-----\n${der.toString('base64')}\n-----END PUBLIC KEY-----\n`
  return { device, keyId: sha256(der).slice(0, 16), publicKey: pem, sign: (bytes) => sign(null, bytes, privateKey) }
}

/** Lists, sums and signature made anew: what only the holder of a key can do. `seal`: the head is sealed again too. */
export function resigned(files: Files, signer: Signer, changes: Partial<PackageManifest> = {}, seal = true): Files {
  const next = new Map(files)
  const manifest = manifestOf(files)
  const heads = new Map<string, { device: string; seq: number; hash: string }>()
  for (const { device, seq, hash } of eventsOf(files)) heads.set(device, { device, seq, hash })
  const own = heads.get(signer.device)
  if (seal && own !== undefined) next.set('seals.json', Buffer.from(canonicalJson([sealBy(signer, own)])))
  const byName = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))
  const paths = [...next.keys()].filter((path) => !['manifest.json', 'manifest.sig', 'SHA256SUMS'].includes(path)).sort(byName)
  next.set('SHA256SUMS', Buffer.from(paths.map((path) => `${sha256(next.get(path) ?? '')}  ${path}\n`).join('')))
  const list = [...paths, 'SHA256SUMS'].sort(byName).map((path) => {
    const bytes = next.get(path) ?? Buffer.alloc(0)
    return { path, size: bytes.length, sha256: sha256(bytes), sm3: sm3(bytes) }
  })
  const { keyId, device } = signer
  const value = {
    ...manifest,
    signer: { device, keyId, name: manifest.signer.name },
    heads: [...heads.values()],
    files: list,
    ...changes
  }
  const bytes = Buffer.from(canonicalJson(value))
  next.set('manifest.json', bytes)
  next.set('manifest.sig', Buffer.from(signer.sign(bytes)))
  return next
}
