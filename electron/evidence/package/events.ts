import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { Anchors, Head, PackageProblem } from '../../domain/evidence-package.ts'
import { canonicalValue } from './canonical.ts'
import type { PackageTools } from './tools.ts'

const file = 'events.jsonl'
const id = z.string().regex(/^[0-9A-Za-z-]{1,64}$/)
const sha = z.string().regex(/^[0-9a-f]{64}$/)

/** An event as it lies in a package; what its payload must hold is asked by who reads it. */
export const packedEventSchema = z.strictObject({
  author: z.string().max(500),
  device: id,
  hash: sha,
  id,
  parents: z.array(id).max(1_000),
  payload: z.record(z.string(), z.unknown()),
  prevHash: sha,
  seq: z.number().int().min(1),
  time: z.string().max(40),
  type: z.string().max(100)
})
export type PackedEvent = z.infer<typeof packedEventSchema>

const genesis = '0'.repeat(64)

export interface CheckedEvents {
  events: PackedEvent[]
  heads: Head[]
  problems: PackageProblem[]
}

/** Reads the log of a package and walks every device's chain. After a line that cannot be read nothing more is looked at. */
export function checkEvents(text: string, tools: Pick<PackageTools, 'sha256'>): CheckedEvents {
  const problems: PackageProblem[] = []
  const events: PackedEvent[] = []
  const heads = new Map<string, Head>()
  const known = new Set<string>()
  const fault = (message: string): void => void problems.push({ file, kind: 'chain', message })
  const lines = text.split('\n')
  if (lines.pop() !== '') fault('日志的最后一行不完整：日志被截断或改动过。')
  const encoder = new TextEncoder()
  for (const [index, line] of lines.entries()) {
    const where = `日志第 ${index + 1} 行`
    const read = packedEventSchema.safeParse(canonicalValue(line))
    if (!read.success) {
      fault(`${where}不是规定的写法：内容被改动过。`)
      break
    }
    const event = read.data
    const { hash, ...hashed } = event
    const { device, seq } = event
    const before = heads.get(device)
    if (tools.sha256(encoder.encode(canonicalJson(hashed))) !== hash) fault(`${where}的内容与其校验值不符：内容被改动过。`)
    if (known.has(event.id)) fault(`${where}与前面的一条编号相同。`)
    if (seq !== (before?.seq ?? 0) + 1) {
      fault(
        before !== undefined && seq <= before.seq
          ? `${where}：设备 ${device} 的第 ${seq} 条出现两次或次序颠倒，日志有分叉。`
          : `${where}：设备 ${device} 的第 ${(before?.seq ?? 0) + 1} 条缺失。`
      )
    } else if (event.prevHash !== (before?.hash ?? genesis)) fault(`${where}与同一设备的前一条不衔接。`)
    for (const parent of event.parents) if (!known.has(parent)) fault(`${where}所依据的记录 ${parent} 不在它之前。`)
    known.add(event.id)
    heads.set(device, { device, seq, hash })
    events.push(event)
    if (problems.length > 50) break
  }
  return { events, heads: sortedHeads(heads.values()), problems }
}

export const sortedHeads = (heads: Iterable<Head>): Head[] => [...heads].sort((a, b) => (a.device < b.device ? -1 : 1))

/** What a cut tail or a log written anew cannot hide from: a head that is known from elsewhere. */
export function checkAnchors(events: readonly PackedEvent[], anchors: Anchors['heads']): PackageProblem[] {
  return anchors.flatMap(({ device, seq, hash }): PackageProblem[] => {
    const event = events.find((one) => one.device === device && one.seq === seq)
    if (event?.hash.startsWith(hash) === true) return []
    const message =
      event === undefined
        ? `日志里没有设备 ${device} 的第 ${seq} 条：末尾被截去，或者是更早的证据包。`
        : `设备 ${device} 的第 ${seq} 条与给出的校验值不符：日志被整个改写过。`
    return [{ file, kind: 'anchor', message }]
  })
}
