/** Stamps of trusted time over captured files: one a day, asked for when the inspector says so, waiting until then. */
import { dayStampSchema, stampAuthoritySchema, stampedLeaves, type DayStamp, type StampAuthority } from '../domain/time-stamp.ts'
import { chinaDay } from '../domain/rules/days.ts'
import { XunchaError } from '../domain/errors.ts'
import { askAuthority } from '../evidence/time-stamp-ask.ts'
import { pemBlocks } from '../evidence/pem.ts'
import { nodeStampTools } from '../evidence/time-stamp-node-tools.ts'
import type { TreeProof } from '../evidence/time-stamp-path.ts'
import { stampRequest } from '../evidence/time-stamp-request.ts'
import { hashTree } from '../evidence/time-stamp-tree.ts'
import { clockGap, verifyStamp } from '../evidence/time-stamp-verify.ts'
import type { BackendContext } from './context.ts'

type Stamping = Pick<BackendContext, 'store' | 'clock' | 'ids'>

export interface WaitingDay {
  day: string
  /** Files captured on that day that no stamp covers yet. */
  waiting: number
}

export interface CheckedStamp {
  /** Of the office's document that keeps it. */
  id: string
  stamp: DayStamp
  /** The authority's time as signed; where the stamp does not count, what was written down then. */
  time: string
  /** How far the laptop's clock was from the authority's when the stamp came. */
  gap: ReturnType<typeof clockGap>
  /** Why it does not count (any more), a Chinese sentence. */
  fault: string | null
}

export interface StampedFile extends CheckedStamp {
  /** From the file to what was stamped. */
  proof: TreeProof
}

/**
 * Days with captured files that this authority has not stamped, oldest first. The queue is nothing of its own: it is what
 * the log holds less what is stamped, so that no kill can lose an entry.
 */
export function waitingDays({ store }: Pick<Stamping, 'store'>, authorityId: string): WaitingDay[] {
  const own = checkedStamps({ store }).filter(({ stamp }) => stamp.authority.id === authorityId)
  return daysLess({ store }, own).flatMap(({ day, waiting }) => (waiting > 0 ? [{ day, waiting }] : []))
}

/** Every day with captured files, oldest first, with the number of those that none of these stamps covers. */
export function daysLess(
  { store }: Pick<Stamping, 'store'>,
  stamps: readonly CheckedStamp[]
): (WaitingDay & { files: number })[] {
  const stamped = new Set(stamps.flatMap(({ stamp, fault }) => (fault === null ? stamp.leaves : [])))
  const days = [...filesByDay(store)].map(([day, files]) => ({
    day,
    files: files.length,
    waiting: files.filter((file) => !stamped.has(file)).length
  }))
  return days.sort((one, other) => (one.day < other.day ? -1 : 1))
}

/**
 * Asks the authority for one stamp over all files of the day, checks it and keeps it. Throws `bad-input` with the sentence to
 * show where there is no answer or none that counts; the day then waits on.
 */
export async function stampDay(
  { store, clock, ids }: Stamping,
  { day, authorityId, signal }: { day: string; authorityId: string; signal: AbortSignal }
): Promise<DayStamp> {
  const authority = authorityOf(store, authorityId)
  const leaves = filesByDay(store).get(day) ?? []
  if (leaves.length === 0) throw new XunchaError('bad-input', `${day} 没有取证文件，不用加盖时间戳。`)
  const [last] = store.events(store.eventCount() - 1, 1)
  const head = last === undefined ? {} : { head: { device: last.device, seq: last.seq, hash: last.hash } }
  const { root } = hashTree(stampedLeaves({ leaves, ...head }))
  const { bytes, nonce } = stampRequest(root, authority.policy)
  const asked = await askAuthority(authority.url, bytes, signal)
  if (!asked.ok) {
    throw new XunchaError('bad-input', `时间戳机构“${authority.name}”${asked.reason}，${day} 的取证仍在等候加盖；请联网后重试。`)
  }
  const checked = verifyStamp(asked.answer, expectationOf(authority, { root, nonce }), nodeStampTools)
  if (!checked.ok) throw new XunchaError('bad-input', `时间戳机构“${authority.name}”给 ${day} 的${checked.message}`)
  const stamp: DayStamp = {
    day,
    leaves,
    ...head,
    root,
    authority: { id: authorityId, name: authority.name },
    nonce,
    answer: Buffer.from(asked.answer).toString('base64'),
    time: checked.stamp.time,
    laptopTime: clock.now()
  }
  const payload = { kind: 'time-stamp' as const, id: ids.next(), title: `${day} 时间戳`, content: stamp }
  store.append([{ type: 'office.document-saved', payload }])
  return stamp
}

/** The stamps that cover a file and count. */
export function stampsOf({ store }: Pick<Stamping, 'store'>, sha256: string): StampedFile[] {
  return checkedStamps({ store }).flatMap((one): StampedFile[] => {
    const proof =
      one.fault === null && one.stamp.leaves.includes(sha256) ? hashTree(stampedLeaves(one.stamp)).proofOf(sha256) : null
    return proof === null ? [] : [{ ...one, proof }]
  })
}

/** All kept stamps in the order they came, each checked again with the roots that the office trusts now. */
export function checkedStamps({ store }: Pick<Stamping, 'store'>): CheckedStamp[] {
  return stampsIn(store).map(({ id, stamp }) => {
    const kept = (time: string, fault: string | null) => ({ id, stamp, time, gap: clockGap(time, stamp.laptopTime), fault })
    const authority = stampAuthoritySchema.safeParse(store.document('time-authority', stamp.authority.id)?.content)
    if (!authority.success) return kept(stamp.time, '时间戳无效：本单位没有这家时间戳机构的设置；请先导入它的设置。')
    if (hashTree(stampedLeaves(stamp)).root !== stamp.root)
      return kept(stamp.time, '时间戳无效：文件清单与盖的不是同一份；请重新申请。')
    const checked = verifyStamp(Buffer.from(stamp.answer, 'base64'), expectationOf(authority.data, stamp), nodeStampTools)
    return checked.ok ? kept(checked.stamp.time, null) : kept(stamp.time, checked.message)
  })
}

const expectationOf = (
  { policy, roots, revocations = [] }: StampAuthority,
  { root, nonce }: Pick<DayStamp, 'root' | 'nonce'>
) => ({
  imprint: root,
  nonce,
  policies: policy === null ? null : [policy],
  roots: roots.map((pem) => Buffer.from(pem)),
  revocations: revocations.flatMap((pem) => pemBlocks(pem, 'X509 CRL'))
})

function authorityOf(store: Stamping['store'], id: string): StampAuthority {
  const parsed = stampAuthoritySchema.safeParse(store.document('time-authority', id)?.content)
  if (parsed.success) return parsed.data
  throw new XunchaError('bad-input', `没有编号为“${id}”的时间戳机构，或它的设置不完整；请先用 xuncha stamp authority 导入。`)
}

function stampsIn(store: Stamping['store']): { id: string; stamp: DayStamp }[] {
  return store.documents('time-stamp').flatMap(({ id, content }) => {
    const parsed = dayStampSchema.safeParse(content)
    return parsed.success ? [{ id, stamp: parsed.data }] : []
  })
}

/** SHA-256 of the originals by the day of their capture in China, each list sorted and without doubles. */
function filesByDay(store: Stamping['store']): Map<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const { batchId } of store.batches()) {
    for (const { capturedAt, files } of store.evidence(batchId)) {
      const day = chinaDay(capturedAt)
      const hashes = found.get(day) ?? new Set<string>()
      found.set(day, hashes)
      for (const { role, sha256 } of files) if (role !== 'thumbnail') hashes.add(sha256)
    }
  }
  return new Map([...found].map(([day, hashes]) => [day, [...hashes].sort()]))
}
