import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { XunchaError } from './errors.ts'
import { sampleDesignSchema, strataShareSchema, type SampleDesign } from './inspection.ts'
import type { Sha256 } from './ports.ts'
import type { PlacedObject } from './registry.ts'
import { drawBatch, samplingAlgorithm, type BatchDraw } from './sampling.ts'

const hashSchema = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/**
 * 抽样记录. It holds nothing that differs between machines (no time, no id), so the same registry, design and title
 * give the same record and the same `recordHash` everywhere; who drew and when stands in the event log.
 */
export const sampleRecordSchema = z.object({
  format: z.literal('xuncha-sample-record'),
  version: z.literal(1),
  title: z.string(),
  period: z.string(),
  catalogue: z.string(),
  algorithm: z.string(),
  design: sampleDesignSchema,
  /** SHA-256 over the canonical JSON of `[key, stratum]` pairs sorted by key. */
  frame: z.object({ count: z.number().int(), hash: hashSchema }),
  drawn: z.number().int(),
  strata: z.array(strataShareSchema),
  draws: z.array(
    z.object({
      order: z.number().int(),
      stratum: z.string(),
      key: z.string(),
      name: z.string(),
      unit: z.string(),
      rank: z.string(),
      reason: z.string()
    })
  ),
  exclusions: z.array(z.object({ key: z.string(), name: z.string(), stratum: z.string(), reason: z.string() })),
  /** SHA-256 over the canonical JSON of all other members. */
  recordHash: hashSchema
})
export type SampleRecord = z.infer<typeof sampleRecordSchema>

export interface RecordInput {
  draw: BatchDraw
  design: SampleDesign
  title: string
  period: string
  catalogueId: string
}

/** `sha256:` + hash over the frame: the same for the same objects in the same strata, whatever their order. */
export function frameHash(frame: readonly { key: string; stratum: string }[], sha256: Sha256): string {
  const pairs = frame.map(({ key, stratum }) => [key, stratum] as const)
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `sha256:${sha256(canonicalJson(pairs))}`
}

export function buildRecord(input: RecordInput, sha256: Sha256): SampleRecord {
  const { draw, design } = input
  const body: Omit<SampleRecord, 'recordHash'> = {
    format: 'xuncha-sample-record',
    version: 1,
    title: input.title,
    period: input.period,
    catalogue: input.catalogueId,
    algorithm: samplingAlgorithm,
    design,
    frame: { count: draw.frame, hash: frameHash(draw.frameEntries, sha256) },
    drawn: draw.drawn.length,
    strata: draw.strata,
    draws: draw.entries.map(({ object, stratum, rank, reason }, index) => ({
      order: index + 1,
      stratum,
      key: object.key,
      name: object.name,
      unit: object.unit,
      rank,
      reason
    })),
    exclusions: draw.excluded
  }
  return { ...body, recordHash: recordHashOf(body, sha256) }
}

/**
 * Draws again from a record and a registry and names each difference in one Chinese sentence; empty = the same. An
 * edited record differs twice: its hash no longer fits, and the edited place is named.
 * Throws `bad-file` when the JSON is no sampling record at all.
 */
export function replayRecord(record: unknown, objects: readonly PlacedObject[], sha256: Sha256): string[] {
  const parsed = sampleRecordSchema.safeParse(record)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? ''
    const where = place === '' ? '' : `（${place} 处不符合格式）`
    throw new XunchaError('bad-file', `这不是完整的抽样记录文件${where}；请选择开批时生成的抽样记录（JSON）。`)
  }
  const { recordHash, ...body } = parsed.data
  const differences: string[] = []
  // Hashed as it stands in the file: members that the schema does not know would otherwise go unseen.
  if (recordHashOf(withoutHash(record), sha256) !== recordHash) {
    differences.push('抽样记录的校验值与内容不符：记录在生成之后被改动过。')
  }
  if (body.algorithm !== samplingAlgorithm) {
    differences.push(`记录使用的抽样方法是“${body.algorithm}”，本程序的方法是“${samplingAlgorithm}”，不能重抽比对。`)
    return differences
  }
  const again = redraw(body, objects, sha256)
  if (typeof again === 'string') return [...differences, `按记录的方案重抽失败：${again}`]
  return [...differences, ...frameDifferences(body, again), ...strataDifferences(body, again), ...drawDifferences(body, again)]
}

type RecordBody = Omit<SampleRecord, 'recordHash'>

function redraw(body: RecordBody, objects: readonly PlacedObject[], sha256: Sha256): SampleRecord | string {
  try {
    const draw = drawBatch(objects, body.design, sha256)
    return buildRecord({ draw, design: body.design, title: body.title, period: body.period, catalogueId: body.catalogue }, sha256)
  } catch (error) {
    // A design that cannot be drawn from this registry is an answer here, not a failure.
    if (error instanceof XunchaError && error.code === 'bad-sample-design') return error.message
    throw error
  }
}

function recordHashOf(body: unknown, sha256: Sha256): string {
  return `sha256:${sha256(canonicalJson(body))}`
}

function withoutHash(record: unknown): unknown {
  if (typeof record !== 'object' || record === null) return record
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== 'recordHash'))
}

function frameDifferences(body: RecordBody, again: SampleRecord): string[] {
  const differences: string[] = []
  if (body.frame.count !== again.frame.count) {
    differences.push(`抽样框总数：记录为 ${body.frame.count}，按名录为 ${again.frame.count}。`)
  }
  if (body.frame.hash !== again.frame.hash) {
    differences.push('抽样框与名录不同：对象的标识、所属层或运行状态有变化。')
  }
  if (body.drawn !== again.drawn) differences.push(`抽取总数：记录为 ${body.drawn}，重抽为 ${again.drawn}。`)
  return differences
}

function strataDifferences(body: RecordBody, again: SampleRecord): string[] {
  const recorded = new Map(body.strata.map((share) => [share.name, share]))
  const drawn = new Map(again.strata.map((share) => [share.name, share]))
  const differences: string[] = []
  for (const name of new Set([...recorded.keys(), ...drawn.keys()])) {
    const before = recorded.get(name)
    const after = drawn.get(name)
    if (before === undefined) differences.push(`层“${name}”：名录中有，记录中没有。`)
    else if (after === undefined) differences.push(`层“${name}”：记录中有，名录中没有。`)
    else if (before.frame !== after.frame || before.drawn !== after.drawn) {
      differences.push(
        `层“${name}”：记录为总数 ${before.frame}、抽取 ${before.drawn}，重抽为总数 ${after.frame}、抽取 ${after.drawn}。`
      )
    }
  }
  return differences
}

const comparedFields = ['name', 'unit', 'stratum', 'rank', 'reason'] as const

function drawDifferences(body: RecordBody, again: SampleRecord): string[] {
  const recorded = new Map(body.draws.map((draw) => [draw.key, draw]))
  const drawn = new Map(again.draws.map((draw) => [draw.key, draw]))
  const differences: string[] = []
  if (recorded.size !== body.draws.length) differences.push('记录中有对象被列了两次。')
  for (const draw of body.draws) {
    const other = drawn.get(draw.key)
    if (other === undefined) differences.push(`“${draw.name}”（${draw.key}）：记录中抽到，重抽没有抽到。`)
    else if (comparedFields.some((field) => draw[field] !== other[field])) {
      differences.push(`“${draw.name}”（${draw.key}）：记录的名称、单位、所属层、排序值或抽取原因与重抽不同。`)
    }
  }
  for (const draw of again.draws) {
    if (!recorded.has(draw.key)) differences.push(`“${draw.name}”（${draw.key}）：重抽抽到，记录中没有。`)
  }
  return [...differences, ...exclusionDifferences(body, again)]
}

function exclusionDifferences(body: RecordBody, again: SampleRecord): string[] {
  const recorded = new Map(body.exclusions.map((exclusion) => [exclusion.key, exclusion]))
  const excluded = new Map(again.exclusions.map((exclusion) => [exclusion.key, exclusion]))
  const differences: string[] = []
  for (const exclusion of body.exclusions) {
    const other = excluded.get(exclusion.key)
    if (other === undefined) differences.push(`“${exclusion.name}”（${exclusion.key}）：记录中不列入抽样框，按名录不是。`)
    else if (other.reason !== exclusion.reason) {
      differences.push(`“${exclusion.name}”（${exclusion.key}）：不列入抽样框的原因与名录不同。`)
    }
  }
  for (const exclusion of again.exclusions) {
    if (!recorded.has(exclusion.key)) {
      differences.push(`“${exclusion.name}”（${exclusion.key}）：按名录不列入抽样框，记录中没有说明。`)
    }
  }
  return differences
}
