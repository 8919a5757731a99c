/** Attacks that one check alone stands against: whoever forgets it lets them pass. */
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { Signer } from '../../electron/evidence/key-store.ts'
import type { PackedEvent } from '../../electron/evidence/package/events.ts'
import type { Attack } from './package-attacks.ts'
import {
  eventsOf,
  linesOf,
  manifestOf,
  packed,
  rechained,
  rehashed,
  resigned,
  sealBy,
  sha256,
  sm3,
  strangeKey,
  type Files
} from './package-forge.ts'
import { repackings } from './package-repack.ts'

export async function narrowAttacks(good: Files, signer: Signer): Promise<Attack[]> {
  const manifest = manifestOf(good)
  const events = eventsOf(good)
  const [sheet = ''] = [...good.keys()].filter((path) => path.endsWith('/capture.json'))
  const [evidence = ''] = [...good.keys()].filter((path) => path.startsWith('evidence/'))
  const key = `keys/${signer.keyId}.pem`
  const head = { device: signer.device, seq: events.length, hash: events.at(-1)?.hash ?? '' }
  const plus = (path: string, bytes: Buffer | string, files = good): Files => new Map(files).set(path, Buffer.from(bytes))
  const textOf = (path: string): string => good.get(path)?.toString('utf8') ?? ''
  const inside = (name: string, culprit: string, files: Files): Attack => ({
    name: `${name}, from inside`,
    culprit,
    bytes: packed(files).bytes
  })

  const impostor: Signer = { ...strangeKey(signer.device), keyId: signer.keyId }
  const introduced = events.map((event) =>
    event.type === 'device.introduced' ? { ...event, payload: { ...event.payload, publicKey: impostor.publicKey } } : event
  )
  const underOldNumber = resigned(plus(key, impostor.publicKey, plus('events.jsonl', linesOf(rechained(introduced)))), impostor)

  const middle = events.map((event, index) => (index === 1 ? rehashed({ ...event, author: '别人' }) : event))
  const closed: PackedEvent[] = []
  for (const event of [...events.slice(0, 3), ...events.slice(4)]) {
    const before = closed.at(-1)
    const parents = before === undefined ? [] : [before.id]
    closed.push(rehashed({ ...event, prevHash: before?.hash ?? event.prevHash, parents }))
  }

  const seal = { ...sealBy(signer, head), signature: Buffer.alloc(64).toString('base64') }
  const earlier = events.slice(0, -1).findLast(({ device }) => device === signer.device)
  const sums = Buffer.from(textOf('SHA256SUMS').replace(sha256(good.get(sheet) ?? ''), '0'.repeat(64)))
  const toldSums = manifest.files.map((file) =>
    file.path === 'SHA256SUMS' ? { ...file, size: sums.length, sha256: sha256(sums), sm3: sm3(sums) } : file
  )
  const otherSm3 = manifest.files.map((file) => (file.path === evidence ? { ...file, sm3: 'f'.repeat(64) } : file))
  const edited = plus(
    sheet,
    textOf(sheet).replace(/\d/, (digit) => (digit === '1' ? '2' : '1'))
  )

  return [
    { name: 'a sheet edited and as long as before', culprit: sheet, bytes: packed(edited).bytes },
    {
      name: 'everything made anew with another key that bears the number of the old one',
      culprit: key,
      bytes: packed(underOldNumber).bytes,
      anchors: { heads: [], keyIds: [signer.keyId] }
    },
    inside(
      'a record edited and hashed again alone',
      'events.jsonl',
      resigned(plus('events.jsonl', linesOf(middle)), signer, {}, false)
    ),
    inside('a record taken out and the gap closed', 'events.jsonl', resigned(plus('events.jsonl', linesOf(closed)), signer)),
    inside(
      'a seal whose signature is nothing',
      'seals.json',
      resigned(plus('seals.json', canonicalJson([seal])), signer, {}, false)
    ),
    inside(
      'an earlier end of the log in the manifest',
      'events.jsonl',
      resigned(good, signer, { heads: [{ device: head.device, seq: earlier?.seq ?? 0, hash: earlier?.hash ?? '' }] }, false)
    ),
    inside('another SM3 in the manifest', evidence, resigned(good, signer, { files: otherSm3 }, false)),
    inside(
      'SHA256SUMS that says something else',
      'SHA256SUMS',
      plus('SHA256SUMS', sums, resigned(good, signer, { files: toldSums }, false))
    ),
    inside('a byte-order mark before a sheet', sheet, resigned(plus(sheet, `\uFEFF${textOf(sheet)}`), signer)),
    ...(await foreignAttacks(good, evidence))
  ]
}

/** On an archive that was packed again, where other headers than ours are no fault. */
async function foreignAttacks(good: Files, evidence: string): Promise<Attack[]> {
  const all = await repackings(good)
  const bytes = all.find(({ name }) => name === 'zip, best, without extra fields')?.bytes ?? Buffer.alloc(0)
  const renamed = Buffer.from(bytes)
  const local = renamed.indexOf(evidence)
  renamed.write('f', local + 10)
  const commented = Buffer.concat([bytes, Buffer.from('hi')])
  commented.writeUInt16LE(2, bytes.length - 2)
  return [
    { name: 'another name before the content, packed again', culprit: evidence, bytes: renamed },
    { name: 'a comment on the archive, packed again', culprit: '压缩包', bytes: commented }
  ]
}
