/** timestamps/ of a 证据包: what stands of the stamps over its files, or what waits for one. */
import type { Store } from '../../db/store-types.ts'
import type { Evidence } from '../domain/inspection.ts'
import { stampAuthoritySchema, stampedLeaves } from '../domain/time-stamp.ts'
import { prettyJson } from '../evidence/package/canonical.ts'
import { pendingPath, stampStem, type StampRecord, type Waiting } from '../evidence/package/stamp-record.ts'
import { hashTree } from '../evidence/time-stamp-tree.ts'
import { sha256 } from './sha256.ts'
import { checkedStamps } from './time-stamps.ts'

/** Path and content of each file. */
export function packageStamps(store: Store, captures: readonly Evidence[]): [string, Buffer][] {
  const kept = captures.flatMap(({ files }) => files.filter(({ role }) => role !== 'thumbnail'))
  const names = new Map(kept.map(({ sha256: hash, name }) => [hash, name]))
  const covered = new Set<string>()
  const out: [string, Buffer][] = []
  for (const { id, stamp, fault } of checkedStamps({ store })) {
    const files = stamp.leaves.filter((leaf) => names.has(leaf))
    if (files.length === 0) continue
    const tree = hashTree(stampedLeaves(stamp))
    const pathOf = (hash: string) => tree.proofOf(hash)?.path ?? []
    const known = stampAuthoritySchema.safeParse(store.document('time-authority', stamp.authority.id)?.content)
    const record: StampRecord = {
      format: 'xuncha-timestamp/1',
      document: id,
      day: stamp.day,
      authority: stamp.authority.name,
      policy: known.data?.policy ?? null,
      nonce: stamp.nonce,
      root: stamp.root,
      laptopTime: stamp.laptopTime,
      fault,
      head: stamp.head === undefined ? null : { ...stamp.head, path: pathOf(stamp.head.hash) },
      files: files.map((hash) => ({ sha256: hash, path: pathOf(hash) }))
    }
    const answer = Buffer.from(stamp.answer, 'base64')
    const stem = stampStem(stamp.day, sha256(answer))
    const claimed = [...(known.data?.roots ?? []), ...(known.data?.revocations ?? [])].map((pem) => pem.trim())
    out.push(
      [`${stem}.tsr`, answer],
      [`${stem}.json`, Buffer.from(prettyJson(record), 'utf8')],
      [`${stem}.pem`, Buffer.from(`${claimed.join('\n')}\n`, 'utf8')]
    )
    if (fault === null) for (const hash of files) covered.add(hash)
  }
  const waiting = [...names].flatMap(([hash, name]) => (covered.has(hash) ? [] : [{ name, sha256: hash }]))
  if (waiting.length > 0 || out.length === 0) {
    const reason = out.length === 0 ? '未取得：还没有向时间戳机构申请' : '未取得：这些文件还没有有效的时间戳'
    const pending: Waiting = { format: 'xuncha-timestamps/1', value: null, reason, waiting }
    out.push([pendingPath, Buffer.from(prettyJson(pending), 'utf8')])
  }
  return out
}
