import { z } from 'zod'
import type { Anchors, PackageManifest, PackageProblem, PackageStamp } from '../../domain/evidence-package.ts'
import { dayStampSchema, type DayStamp } from '../../domain/time-stamp.ts'
import { pemBlocks } from '../pem.ts'
import { bytesOfBase64 } from '../public-key.ts'
import { provenRoot } from '../time-stamp-path.ts'
import { clockGap, verifyStamp } from '../time-stamp-verify.ts'
import { prettyValue } from './canonical.ts'
import { capturedIn } from './custody.ts'
import type { PackedEvent } from './events.ts'
import { pendingPath, readWaiting, stampRecordSchema, stampStem, type StampRecord } from './stamp-record.ts'
import type { PackageTools } from './tools.ts'

export interface CheckedStamps {
  problems: PackageProblem[]
  stamps: PackageStamp[]
  /** Files of captures that no stamp covers. */
  unstamped: number
}

interface Given {
  manifest: PackageManifest
  events: readonly PackedEvent[]
  /** Files whose hashes fit the manifest. */
  contents: ReadonlyMap<string, Uint8Array>
  texts: ReadonlyMap<string, string>
  anchors: Anchors
}

const saved = z.object({ kind: z.literal('time-stamp'), id: z.string(), content: dayStampSchema })
const removed = z.object({ kind: z.literal('time-stamp'), id: z.string() })

/**
 * Stamps against the log that recorded them, the files they cover and the roots that are trusted: those of the person checking
 * where there are any, else those in the package, which are a claim of whoever made it.
 */
export function checkStamps(given: Given, tools: PackageTools): CheckedStamps {
  const problems: PackageProblem[] = []
  const stamps: PackageStamp[] = []
  const logged = loggedStamps(given.events)
  const files = stampedFiles(given)
  const covered = new Set<string>()
  const carried = new Set<string>()
  const listed = given.manifest.files.flatMap(({ path }) => (path.startsWith('timestamps/') ? [path] : []))
  for (const path of listed) {
    if (path === pendingPath) continue
    const stem = path.replace(/\.[a-z]+$/, '')
    const missing = ['.tsr', '.json', '.pem'].find((ending) => !listed.includes(stem + ending))
    if (!/\.(?:tsr|json|pem)$/.test(path) || (missing !== undefined && path.endsWith('.json'))) {
      problems.push(fault(path, missing === undefined ? '不是时间戳该有的文件名' : `旁边缺少“${stem}${missing}”`))
    } else if (missing !== undefined && !listed.includes(`${stem}.json`)) {
      problems.push(fault(path, '旁边没有说明它盖的是什么的 .json'))
    }
    if (!path.endsWith('.json') || missing !== undefined) continue
    const text = given.texts.get(path)
    // Changed files are named already, by their hash.
    if (text === undefined || !given.contents.has(`${stem}.tsr`) || !given.contents.has(`${stem}.pem`)) continue
    const read = stampRecordSchema.safeParse(prettyValue(text))
    if (!read.success) {
      problems.push({ file: path, kind: 'format', message: `“${path}”不是规定的写法（例如有重复的项）。` })
      continue
    }
    const record = read.data
    carried.add(record.document)
    const faults = checkRecord(record, { stem, path, files, logged: logged.get(record.document) ?? null }, given, tools)
    problems.push(...faults)
    if (record.fault === null && faults.length === 0) for (const { sha256 } of record.files) covered.add(sha256)
    const token = checkToken(record, stem, given, tools)
    if (token.problem !== null) problems.push(token.problem)
    if (token.stamp !== null) stamps.push({ ...token.stamp, ...lagOf(record, token.stamp.time, files) })
  }
  for (const [document, { day, leaves, answer }] of logged) {
    if (carried.has(document) || !leaves.some((leaf) => files.has(leaf))) continue
    const path = `${stampStem(day, tools.sha256(bytesOfBase64(answer) ?? new Uint8Array()))}.tsr`
    problems.push(fault(path, '不在包里：日志里有它，被去掉了'))
  }
  const waiting = [...files.keys()].filter((sha256) => !covered.has(sha256))
  problems.push(...checkPending(given, waiting, problems.length > 0 || carried.size > 0))
  return { problems, stamps, unstamped: waiting.length }
}

const fault = (file: string, what: string): PackageProblem => ({
  file,
  kind: 'stamp',
  message: `时间戳“${file}”${what}。`
})

/** What the log says was stamped, by the id of the record. */
function loggedStamps(events: readonly PackedEvent[]): Map<string, DayStamp> {
  const stamps = new Map<string, DayStamp>()
  for (const { type, payload } of events) {
    if (type === 'office.document-saved') {
      const read = saved.safeParse(payload)
      if (read.success) stamps.set(read.data.id, read.data.content)
    } else if (type === 'office.document-removed') {
      const read = removed.safeParse(payload)
      if (read.success) stamps.delete(read.data.id)
    }
  }
  return stamps
}

const rolesSchema = z.object({ files: z.array(z.object({ role: z.string(), sha256: z.string() })) })

/** The files of the package's captures that are stamped, by hash, with the time of the record that brought them in. */
function stampedFiles({ manifest, events }: Given): Map<string, string> {
  const scope = { batchId: manifest.batch.id, targets: manifest.batch.targets }
  const files = new Map<string, string>()
  for (const event of events) {
    if (capturedIn(event, scope) === null) continue
    const read = rolesSchema.safeParse(event.payload)
    for (const { role, sha256 } of read.data?.files ?? []) {
      if (role !== 'thumbnail' && !files.has(sha256)) files.set(sha256, event.time)
    }
  }
  return files
}

interface Place {
  stem: string
  path: string
  files: ReadonlyMap<string, string>
  logged: DayStamp | null
}

function checkRecord(
  record: StampRecord,
  { stem, path, files, logged }: Place,
  given: Given,
  tools: PackageTools
): PackageProblem[] {
  const answer = given.contents.get(`${stem}.tsr`) ?? new Uint8Array()
  if (logged === null) return [fault(path, '不属于这个证据包：日志里没有它')]
  const loggedAnswer = bytesOfBase64(logged.answer) ?? new Uint8Array()
  if (tools.sha256(loggedAnswer) !== tools.sha256(answer)) return [fault(`${stem}.tsr`, '与日志里记的不同：被调换或改动过')]
  if (record.root !== logged.root || record.nonce !== logged.nonce || record.laptopTime !== logged.laptopTime) {
    return [fault(path, '的说明与日志里记的不同：被改动过')]
  }
  for (const { sha256, path: way } of record.files) {
    if (!files.has(sha256)) return [fault(path, `说的文件 ${sha256.slice(0, 12)}… 不在这个证据包里：是另一个证据包的`)]
    if (provenRoot({ leaf: sha256, path: way }, tools.sha256) !== record.root) {
      return [fault(path, `里从文件 ${sha256.slice(0, 12)}… 到所盖内容的路径不对：路径被改动过，或盖的不是这个文件`)]
    }
  }
  const told = new Set(record.files.map(({ sha256 }) => sha256))
  if (logged.leaves.some((leaf) => files.has(leaf) && !told.has(leaf))) return [fault(path, '的说明少了文件：被改动过')]
  return checkHead(record, path, given, tools)
}

/** A log that was cut or written anew after the stamp does not have the record that was stamped with it. */
function checkHead({ head, root }: StampRecord, path: string, { events }: Given, tools: PackageTools): PackageProblem[] {
  if (head === null) return []
  if (provenRoot({ leaf: head.hash, path: head.path }, tools.sha256) !== root) {
    return [fault(path, '里从日志到所盖内容的路径不对：路径被改动过')]
  }
  const event = events.find(({ device, seq }) => device === head.device && seq === head.seq)
  if (event?.hash === head.hash) return []
  const what = `日志里没有加盖时间戳时的那条记录（设备 ${head.device} 的第 ${head.seq} 条）：日志被截去或改写过。`
  return [{ file: 'events.jsonl', kind: 'stamp', message: what }]
}

/** The token itself, by the roots of whoever checks; without any by those that lie beside it. */
function checkToken(
  { root, nonce, policy, fault: notCounted, laptopTime, files, authority }: StampRecord,
  stem: string,
  { contents, texts, anchors }: Given,
  tools: PackageTools
): { problem: PackageProblem | null; stamp: Omit<PackageStamp, 'lagSeconds' | 'lag'> | null } {
  if (notCounted !== null) return { problem: null, stamp: null }
  const file = `${stem}.tsr`
  const pinned = anchors.tsaRoots ?? []
  const beside = texts.get(`${stem}.pem`) ?? ''
  const roots = (pinned.length > 0 ? pinned : [beside]).flatMap((pem) => pemBlocks(pem, 'CERTIFICATE'))
  const revocations = [...pinned, beside].flatMap((pem) => pemBlocks(pem, 'X509 CRL'))
  const policies = policy === null ? null : [policy]
  const checked = verifyStamp(
    contents.get(file) ?? new Uint8Array(),
    { imprint: root, nonce, policies, roots, revocations },
    tools.stamps
  )
  if (!checked.ok) {
    const hint = pinned.length > 0 && checked.kind === 'unknown-root' ? `（所给的根证书里没有“${authority}”的）` : ''
    const why = checked.message.replace(/^时间戳无效：/, '').replace(/；请向时间戳机构重新申请。$/, '')
    return { problem: fault(file, `无效：${why}${hint}`), stamp: null }
  }
  const gap = clockGap(checked.stamp.time, laptopTime)
  const { time, authority: signer } = checked.stamp
  const of = { file, authority: signer, time, files: files.length, gapSeconds: gap.seconds, gap: gap.mark }
  return { problem: null, stamp: { ...of, isTrusted: pinned.length > 0 } }
}

/** From the earliest of its captures, by the laptop's clock, to the stamp. */
function lagOf(
  { files }: StampRecord,
  time: string,
  times: ReadonlyMap<string, string>
): Pick<PackageStamp, 'lagSeconds' | 'lag'> {
  const first = files.map(({ sha256 }) => times.get(sha256) ?? time).sort()[0] ?? time
  const { seconds, mark } = clockGap(time, first)
  return { lagSeconds: seconds, lag: mark }
}

function checkPending({ texts, manifest }: Given, waiting: readonly string[], isNew: boolean): PackageProblem[] {
  const isListed = manifest.files.some(({ path }) => path === pendingPath)
  const text = texts.get(pendingPath)
  if (!isListed) {
    return waiting.length === 0 ? [] : [fault(pendingPath, `缺失：有 ${waiting.length} 个文件没有时间戳，应当写明`)]
  }
  if (text === undefined) return []
  const read = readWaiting(prettyValue(text))
  if (read === null) return [{ file: pendingPath, kind: 'format', message: `“${pendingPath}”不是规定的写法。` }]
  if (read.waiting === undefined) return isNew ? [fault(pendingPath, '没有写明哪些文件在等候')] : []
  const told = read.waiting.map(({ sha256 }) => sha256).sort()
  return JSON.stringify(told) === JSON.stringify([...waiting].sort()) ? [] : [fault(pendingPath, '写的等候文件与实际不符')]
}
