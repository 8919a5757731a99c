/** What can be done to the stamps of a package, from outside and by the holder of its key. */
import { readFileSync } from 'node:fs'
import type { Signer } from '../../electron/evidence/key-store.ts'
import type { PackedEvent } from '../../electron/evidence/package/events.ts'
import type { StampRecord } from '../../electron/evidence/package/stamp-record.ts'
import { stampRequest } from '../../electron/evidence/time-stamp-request.ts'
import type { Attack } from './package-attacks.ts'
import { eventsOf, linesOf, packed, rechained, resigned, type Files } from './package-forge.ts'
import { rootExtensions, stampExtensions, type Issued, type Office } from './stamp-authority.ts'

export interface StampedPackage {
  files: Files
  signer: Signer
  office: Office
  root: Issued
  tsa: Issued
}

const pretty = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
const pending = 'timestamps/pending.json'

export function stampAttacks({ files: good, signer, office, root, tsa }: StampedPackage, other: StampedPackage): Attack[] {
  const stemOf = (files: Files): string =>
    [...files.keys()].find((path) => path.startsWith('timestamps/') && path.endsWith('.tsr'))?.replace('.tsr', '') ?? ''
  const stem = stemOf(good)
  const [tsr, json, pem] = [`${stem}.tsr`, `${stem}.json`, `${stem}.pem`]
  const record = JSON.parse(good.get(json)?.toString('utf8') ?? '') as StampRecord
  const events = eventsOf(good)
  const pemOf = (issued: Issued): string => readFileSync(issued.cert, 'utf8')
  const without = (...paths: string[]): Files => new Map([...good].filter(([path]) => !paths.includes(path)))
  const plus = (path: string, bytes: Buffer | string): Files => new Map(good).set(path, Buffer.from(bytes))
  const told = (change: Partial<StampRecord>): Files => plus(json, pretty({ ...record, ...change }))
  const attack = (name: string, culprit: string, files: Files, tsaRoots: string[] = []): Attack => ({
    name,
    culprit,
    bytes: packed(files).bytes,
    ...(tsaRoots.length === 0 ? {} : { anchors: { heads: [], keyIds: [], tsaRoots } })
  })
  const inside = (name: string, culprit: string, files: Files, tsaRoots?: string[]): Attack =>
    attack(`${name}, from inside`, culprit, resigned(files, signer), tsaRoots)
  /** Another token, with the log made anew so that it says the same. */
  const restamped = (answer: Buffer, nonce = record.nonce, beside = good.get(pem)?.toString('utf8') ?? ''): Files => {
    const edited = events.map((event): PackedEvent => {
      if (event.payload['kind'] !== 'time-stamp') return event
      const content = { ...(event.payload['content'] as object), answer: answer.toString('base64'), nonce }
      return { ...event, payload: { ...event.payload, content } }
    })
    return new Map(good)
      .set(tsr, answer)
      .set(json, pretty({ ...record, nonce }))
      .set(pem, Buffer.from(beside))
      .set('events.jsonl', linesOf(rechained(edited)))
  }
  const answered = (by: Issued, options: Parameters<Office['reply']>[2] = {}, over = record.root, beside?: string): Files => {
    const { bytes, nonce } = stampRequest(over)
    return restamped(office.reply(bytes, by, options), nonce, beside)
  }
  const flipped = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes)
    copy[at] = (copy[at] ?? 0) ^ 1
    return copy
  }
  const token = good.get(tsr) ?? Buffer.alloc(0)
  const expired = office.issue(`expired-${record.root.slice(0, 8)}`, {
    extensions: stampExtensions,
    issuer: root,
    from: '20200101000000Z',
    to: '20210101000000Z'
  })
  const strange = office.issue(`strange-${record.root.slice(0, 8)}`, { extensions: rootExtensions })
  const list = (reason: string): string =>
    `-----BEGIN X509 CRL-----\n${office.revocations(root, tsa, { at: '230101000000Z', reason }).toString('base64')}\n-----END X509 CRL-----\n`
  const otherStem = stemOf(other.files)
  const firstWay = record.files[0]?.path[0]
  const bentWay = record.files.map((file, index) =>
    index === 0 && firstWay !== undefined
      ? { ...file, path: [{ ...firstWay, hash: `0${firstWay.hash.slice(1, -1)}0` }, ...file.path.slice(1)] }
      : file
  )
  const rewritten = rechained(
    events.map((event) =>
      event.type === 'finding.recorded' ? { ...event, payload: { ...event.payload, description: '没有问题' } } : event
    )
  )
  return [
    attack('a token dropped', tsr, without(tsr)),
    attack('the way of a file edited', json, told({ files: bentWay })),
    attack('roots put in the place of those beside the token', pem, plus(pem, pemOf(strange))),
    inside('a stamp removed', tsr, without(tsr, json, pem)),
    inside('a token removed, its record kept', json, without(tsr)),
    inside('a record removed, its token kept', tsr, without(json)),
    inside('the roots beside a token removed', json, without(pem)),
    inside(
      'the stamp of another package added',
      `${otherStem}.json`,
      new Map([...good, ...[...other.files].filter(([path]) => path.startsWith(otherStem))])
    ),
    inside(
      'the stamp of another package in its place',
      tsr,
      new Map([...without(tsr, json, pem), ...[...other.files].filter(([path]) => path.startsWith(otherStem))])
    ),
    inside('a token changed', tsr, plus(tsr, flipped(token, token.length - 20))),
    inside('a token changed, in the log too', tsr, restamped(flipped(token, token.length - 20))),
    inside('a token cut short, in the log too', tsr, restamped(token.subarray(0, -1))),
    inside('the way of a file edited', json, told({ files: bentWay })),
    inside('a file left out of a record', json, told({ files: record.files.slice(1) })),
    inside('another root in a record', json, told({ root: 'a'.repeat(64) })),
    inside('another laptop time in a record', json, told({ laptopTime: '2020-01-01T00:00:00.000Z' })),
    inside(
      'a record with a key twice',
      json,
      plus(json, pretty(record).toString().replace('"day"', '"day": "2020-01-01",\n  "day"'))
    ),
    inside('a stamp of something else, in the log too', tsr, answered(tsa, {}, 'b'.repeat(64))),
    inside('a stamp signed with SHA-1, in the log too', tsr, answered(tsa, { digest: 'sha1' })),
    inside('a stamp by an expired certificate, in the log too', tsr, answered(expired)),
    inside('a stamp whose certificate the list beside it revokes', tsr, plus(pem, pemOf(root) + list('keyCompromise'))),
    inside('a stamp of a root that is not the one beside it', tsr, plus(pem, pemOf(strange))),
    inside('a name that is no stamp', 'timestamps/run.bin', plus('timestamps/run.bin', 'MZ')),
    inside('the list of what waits removed', pending, without(pending)),
    inside(
      'the list of what waits emptied',
      pending,
      plus(pending, pretty({ format: 'xuncha-timestamps/1', value: null, reason: '', waiting: [] }))
    ),
    inside('the log made anew, the stamp kept', 'events.jsonl', new Map(good).set('events.jsonl', linesOf(rewritten))),
    attack('a stamp of a root that the person does not trust', tsr, good, [pemOf(strange)]),
    attack('a stamp whose certificate the list of the person revokes', tsr, good, [pemOf(root) + list('keyCompromise')])
  ]
}
