import { XunchaError } from './errors.ts'
import type { SampleDesign, StrataShare } from './inspection.ts'
import type { Sha256 } from './ports.ts'
import { runningStatus, type PlacedObject } from './registry.ts'

/** Name and version of the method. It stands in every record: change the method, change this. */
export const samplingAlgorithm = 'largest-remainder+sha256-rank/1'

/** What an object without the stratum field falls under. */
export const unnamedStratum = '未填写'
const wholeStratum = '全部'

export type StratumAllocation = StrataShare & {
  /** It got one more than its whole share because of its remainder. */
  remainderWon: boolean
}

export interface DrawPreview {
  frame: number
  drawn: number
  strata: StratumAllocation[]
  /** Why this design cannot be drawn, one Chinese sentence that says what to change; null when it can. */
  fault: string | null
}

export interface DrawEntry {
  object: PlacedObject
  stratum: string
  /** SHA-256 that decides the order inside the stratum, lowest first. */
  rank: string
  reason: '随机抽取' | '必查'
}

export interface Exclusion {
  key: string
  name: string
  stratum: string
  reason: string
}

export interface BatchDraw {
  frame: number
  /** In registry order. */
  drawn: PlacedObject[]
  strata: StrataShare[]
  excluded: Exclusion[]
  /** One per drawn object, in the same order, with what decided it. */
  entries: DrawEntry[]
  /** Every object that could have been drawn, with its stratum, in registry order: what the frame hash is made of. */
  frameEntries: { key: string; stratum: string }[]
}

interface Stratum {
  name: string
  objects: PlacedObject[]
}

/** The name of the stratum an object belongs to under a design. */
export function stratumOf(object: PlacedObject, strata: SampleDesign['strata']): string {
  if (strata === 'none') return wholeStratum
  if (strata === 'stratum') return object.stratum
  return object[strata] ?? unnamedStratum
}

/**
 * Shares the total out by largest remainder: every stratum first gets the whole part of total × its frame ÷ frame, what
 * is left goes one by one to the largest remainders; equal remainders go to the larger stratum, then to the earlier one.
 * `strata` stand in registry order. No floating point: remainders are compared as integers over the same denominator.
 */
export function allocate(strata: readonly { name: string; frame: number }[], total: number): StratumAllocation[] {
  const frame = strata.reduce((sum, stratum) => sum + stratum.frame, 0)
  if (frame === 0) return strata.map(({ name }) => ({ name, frame: 0, drawn: 0, remainderWon: false }))
  const shares = strata.map((stratum, index) => {
    const product = BigInt(total) * BigInt(stratum.frame)
    return { stratum, index, whole: Number(product / BigInt(frame)), remainder: product % BigInt(frame) }
  })
  const left = total - shares.reduce((sum, share) => sum + share.whole, 0)
  const byRemainder = shares.toSorted((a, b) => {
    if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1
    return b.stratum.frame - a.stratum.frame || a.index - b.index
  })
  const winners = new Set(byRemainder.slice(0, left).map((share) => share.index))
  return shares.map(({ stratum, index, whole }) => ({
    name: stratum.name,
    frame: stratum.frame,
    drawn: whole + (winners.has(index) ? 1 : 0),
    remainderWon: winners.has(index)
  }))
}

/** Shares per stratum without drawing; never throws, an impossible design comes back with its `fault`. */
export function previewDraw(registry: readonly PlacedObject[], design: SampleDesign): DrawPreview {
  return plan(registry, strataOf(inOrder(registry, design), design), design)
}

/**
 * Draws a batch. Inside a stratum objects are ranked by SHA-256 of `seed|algorithm|stratum|key`, lowest first, so the
 * draw depends on the seed and the objects of the stratum only: neither on the order of rows nor on other strata.
 * Throws `bad-sample-design` with the sentence of `previewDraw` when the design cannot be drawn.
 */
export function drawBatch(registry: readonly PlacedObject[], design: SampleDesign, sha256: Sha256): BatchDraw {
  const ordered = inOrder(registry, design)
  const strata = strataOf(ordered, design)
  const preview = plan(registry, strata, design)
  if (preview.fault !== null) throw new XunchaError('bad-sample-design', preview.fault)
  const must = new Set(design.mustInclude)
  const chosen = new Map<PlacedObject, DrawEntry>()
  for (const [index, stratum] of strata.entries()) {
    const share = preview.strata[index]?.drawn ?? 0
    for (const entry of drawStratum(stratum, share, design.seed, must, sha256)) chosen.set(entry.object, entry)
  }
  const entries: DrawEntry[] = []
  for (const object of ordered) {
    const entry = chosen.get(object)
    if (entry !== undefined) entries.push(entry)
  }
  return {
    frame: preview.frame,
    drawn: entries.map((entry) => entry.object),
    strata: preview.strata.map(({ name, frame, drawn }) => ({ name, frame, drawn })),
    excluded: exclusionsOf(ordered, design),
    entries,
    frameEntries: ordered
      .filter((object) => object.status === runningStatus)
      .map((object) => ({ key: object.key, stratum: stratumOf(object, design.strata) }))
  }
}

/** Strata of the result stand in the order of `strata`. */
function plan(registry: readonly PlacedObject[], strata: readonly Stratum[], design: SampleDesign): DrawPreview {
  const sizes = strata.map(({ name, objects }) => ({ name, frame: objects.length }))
  const frame = sizes.reduce((sum, stratum) => sum + stratum.frame, 0)
  const size = drawnTotal(frame, design)
  if (typeof size === 'string') {
    return { frame, drawn: 0, strata: sizes.map((each) => ({ ...each, drawn: 0, remainderWon: false })), fault: size }
  }
  const shares = allocate(sizes, size)
  return { frame, drawn: size, strata: shares, fault: mustIncludeFault(registry, design, shares) }
}

function drawStratum(stratum: Stratum, share: number, seed: string, must: ReadonlySet<string>, sha256: Sha256): DrawEntry[] {
  const prefix = `${seed}|${samplingAlgorithm}|${stratum.name}|`
  const ranked = stratum.objects.map((object) => ({ object, isMust: must.has(object.key), rank: sha256(prefix + object.key) }))
  ranked.sort((a, b) => {
    if (a.isMust !== b.isMust) return a.isMust ? -1 : 1
    return a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0
  })
  return ranked
    .slice(0, share)
    .map(({ object, isMust, rank }) => ({ object, stratum: stratum.name, rank, reason: isMust ? '必查' : '随机抽取' }))
}

/** Running objects of the design's kind, by stratum, strata in the order in which the registry first names them. */
function strataOf(ordered: readonly PlacedObject[], design: SampleDesign): Stratum[] {
  const strata = new Map<string, Stratum>()
  for (const object of ordered) {
    if (object.status !== runningStatus) continue
    const name = stratumOf(object, design.strata)
    const stratum = strata.get(name)
    if (stratum === undefined) strata.set(name, { name, objects: [object] })
    else stratum.objects.push(object)
  }
  return [...strata.values()]
}

function exclusionsOf(ordered: readonly PlacedObject[], design: SampleDesign): Exclusion[] {
  return ordered
    .filter((object) => object.status !== runningStatus)
    .map((object) => ({
      key: object.key,
      name: object.name,
      stratum: stratumOf(object, design.strata),
      reason: `状态为“${object.status}”，不在运行，不列入抽样框`
    }))
}

/** Objects of the design's kind in registry order. */
function inOrder(registry: readonly PlacedObject[], design: SampleDesign): PlacedObject[] {
  return registry.filter((object) => object.kind === design.object).sort((a, b) => a.order - b.order)
}

/** The number to draw, or the sentence why there is none. */
function drawnTotal(frame: number, design: SampleDesign): number | string {
  const label = design.object === 'site' ? '网站' : '新媒体'
  if (design.seed.trim() === '') return '没有填写种子；请填写一个种子（例如抽签得到的数字），同一种子总是抽出同一批对象。'
  if (frame === 0) return `名录中没有在运行的${label}，无法抽样；请先导入名录，或检查“状态”一列。`
  const { size } = design
  if (size.by === 'all') return frame
  if (size.by === 'count') return countFault(size.count, frame) ?? size.count
  const rate = parseRate(size.rate)
  if (rate === null) return `抽查比例“${size.rate}”不是小数；请填写大于 0、不超过 1 的小数，例如 0.5。`
  if (rate.numerator === 0n) return '抽查比例不能是 0；请填写大于 0、不超过 1 的小数，例如 0.5。'
  if (rate.numerator > rate.denominator) {
    return `抽查比例 ${size.rate} 超过 1；请填写大于 0、不超过 1 的小数，例如 50% 写作 0.5。`
  }
  const total = roundRatio(rate.numerator * BigInt(frame), rate.denominator, design.total)
  if (total === 0) return `按比例 ${size.rate} 从 ${frame} 个${label}中抽到 0 个；请提高比例，或改为按数量抽取。`
  return total
}

function countFault(count: number, frame: number): string | null {
  if (!Number.isSafeInteger(count) || count < 1) return `抽查数量 ${count} 不对；请填写 1 到 ${frame} 之间的整数。`
  if (count > frame) return `抽查数量 ${count} 超过在运行的对象总数 ${frame}；请填写 1 到 ${frame} 之间的整数。`
  return null
}

/** `"0.5"` as a fraction of whole numbers; null when it is not a plain decimal. */
function parseRate(text: string): { numerator: bigint; denominator: bigint } | null {
  const match = /^\s*(\d{1,9})?(?:\.(\d{1,30}))?\s*$/.exec(text)
  const [, whole = '', fraction = ''] = match ?? []
  if (match === null || whole + fraction === '') return null
  return { numerator: BigInt(whole + fraction), denominator: 10n ** BigInt(fraction.length) }
}

function roundRatio(numerator: bigint, denominator: bigint, mode: SampleDesign['total']): number {
  if (mode === 'floor') return Number(numerator / denominator)
  if (mode === 'ceil') return Number((numerator + denominator - 1n) / denominator)
  return Number((2n * numerator + denominator) / (2n * denominator))
}

function mustIncludeFault(
  registry: readonly PlacedObject[],
  design: SampleDesign,
  shares: readonly StratumAllocation[]
): string | null {
  if (design.mustInclude.length === 0) return null
  const byKey = new Map(registry.filter((object) => object.kind === design.object).map((object) => [object.key, object]))
  const needed = new Map<string, number>()
  for (const key of new Set(design.mustInclude)) {
    const object = byKey.get(key)
    if (object === undefined) return `必查对象“${keyText(key)}”不在名录中；请核对标识码，或先导入名录。`
    if (object.status !== runningStatus) {
      return `必查对象“${object.name}”状态为“${object.status}”，不在抽样框内；请把它移出必查名单，或更正名录中的状态。`
    }
    const name = stratumOf(object, design.strata)
    needed.set(name, (needed.get(name) ?? 0) + 1)
  }
  for (const share of shares) {
    const count = needed.get(share.name) ?? 0
    if (count > share.drawn) {
      return `“${share.name}”的必查对象有 ${count} 个，超过该层应抽的 ${share.drawn} 个；请提高比例或数量，或减少必查对象。`
    }
  }
  return null
}

function keyText(key: string): string {
  return key.replace(/^(?:site|account):/, '')
}
