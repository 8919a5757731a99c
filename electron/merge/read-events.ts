import { z } from 'zod'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Sha256 } from '../domain/ports.ts'
import { hashedText } from '../events/append.ts'
import { eventPayloads, type EventType } from '../events/types.ts'
import type { StoredEvent } from '../events/verify.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().min(1).max(200)

const envelopeSchema = z.strictObject({
  id: name,
  device: name,
  author: z.string().max(200),
  parents: z.array(name).max(1000),
  seq: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  time: z.string().max(40),
  type: z.string().max(100),
  payload: z.unknown(),
  prevHash: hash,
  hash
})

/** No payload of ours nests this deep; canonical JSON walks it by calling itself. */
const deepest = 100

/**
 * Events of a package as values. Throws where one was altered (`bad-file`), or where a newer version wrote what this one
 * does not know (`package-newer`): half of an event would be another event.
 */
export function readEvents(values: readonly unknown[], sha256: Sha256): StoredEvent[] {
  return values.map((value, index) => readEvent(value, index + 1, sha256))
}

function readEvent(value: unknown, line: number, sha256: Sha256): StoredEvent {
  const damaged = (why: string): XunchaError =>
    new XunchaError('bad-file', `包中第 ${line} 条记录${why}，没有合并；请让对方重新导出。`)
  if (isDeeper(value, deepest)) throw damaged('嵌套过深')
  const envelope = envelopeSchema.safeParse(value)
  if (!envelope.success) throw damaged('的格式不对')
  const { payload, type, ...link } = envelope.data
  if (!isKnownType(type)) throw newer(line, type)
  const payloadJson = canonicalJson(payload)
  const event = { ...link, type }
  if (sha256(hashedText(event, payloadJson)) !== event.hash) throw damaged('的内容与其校验值不符')
  const parsed = eventPayloads[type].safeParse(payload)
  if (!parsed.success || canonicalJson(parsed.data) !== payloadJson) throw newer(line, type)
  return { ...event, payloadJson }
}

const isKnownType = (type: string): type is EventType => Object.hasOwn(eventPayloads, type)

const newer = (line: number, type: string): XunchaError =>
  new XunchaError(
    'package-newer',
    `包中第 ${line} 条记录（${type}）由更新版本的巡查写成，本版本看不懂；请升级程序后再合并，数据未改动。`
  )

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((member) => isDeeper(member, depth - 1))
}
