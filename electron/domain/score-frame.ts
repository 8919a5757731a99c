import type { Catalogue } from './catalogue.ts'
import { formatDecimal, multiplyRatio, parseDecimal, type Hundredths } from './decimal.ts'
import type { RegistryObject } from './registry.ts'

type Frame = Catalogue['frame']
type Line = Frame['failBelow']
type NumberStatus = NonNullable<Line>['status']

/** Result of the deduction part as an exact fraction of hundredths, and rounded half-up for showing. */
export interface Part {
  numerator: number
  denominator: number
  rounded: Hundredths
  /** The no-service rule was applied. */
  converted: boolean
}

/**
 * Whether the edition gives the object a score: not accounts nationally, nor sites that no deduction item is for. Full
 * marks on items that nobody has confirmed would be no score either.
 */
export function isScored(catalogue: Catalogue, object: Pick<RegistryObject, 'isPortal'>): boolean {
  return isMeant(catalogue, object, true)
}

/**
 * Points a vetoed object still gets, or null; a plan gives them also while its own items wait for their numbers. Where the
 * plan gives them to certain 单位类别, an object of another one or of none has no such points.
 */
export function vetoScoreOf(catalogue: Catalogue, object: Pick<RegistryObject, 'isPortal' | 'unitClass'>): string | null {
  const { vetoScore, vetoScoreFor } = catalogue.frame
  if (!isMeant(catalogue, object, false)) return null
  const isFor = vetoScoreFor?.value.includes(object.unitClass ?? '') ?? true
  return isFor && vetoScoreFor?.status !== 'unconfirmed' ? (sure(vetoScore) ?? null) : null
}

function isMeant({ frame, indicators }: Catalogue, object: Pick<RegistryObject, 'isPortal'>, onlyEnabled: boolean): boolean {
  if (frame.base === null) return false
  if (object.isPortal) return true
  return indicators.some(({ kind, enabled, applies }) => kind === 'deduction' && !applies.portalOnly && (enabled || !onlyEnabled))
}

/** A number of the frame, unless nobody has confirmed it. */
function sure<T>(number: { value: T; status: NumberStatus } | null | undefined): T | undefined {
  return number?.status === 'unconfirmed' ? undefined : number?.value
}

/** What is left of the full marks, converted where the object has no outward service; null without full marks. */
export function deductionPart({ base, noService }: Frame, hasService: boolean, deducted: Hundredths): Part | null {
  if (base === null) return null
  const ratio = hasService ? null : noServiceRatio({ base, noService })
  if (ratio === null) {
    const left = Math.max(0, parseDecimal(base.value) - deducted)
    return { numerator: left, denominator: 1, rounded: left, converted: false }
  }
  const { max, numerator, denominator } = ratio
  const left = Math.max(0, parseDecimal(max) - deducted)
  return { numerator: left * numerator, denominator, rounded: multiplyRatio(left, numerator, denominator), converted: true }
}

/**
 * The no-service rule as full marks and a factor. Sharing the points of 办事服务 out over the other items is the same as
 * scaling what is left by base ÷ (base − points).
 */
export function noServiceRatio({
  base,
  noService
}: Pick<Frame, 'base' | 'noService'>): { max: string; numerator: number; denominator: number } | null {
  if (base === null || noService === null) return null
  const rule = noService.value
  if ('max' in rule) return rule
  const full = parseDecimal(base.value)
  const max = full - parseDecimal(rule.spread)
  const divisor = greatestCommonDivisor(full, max)
  return { max: formatDecimal(max), numerator: full / divisor, denominator: max / divisor }
}

/** Compared as fractions: 59.999… must not become 60 by rounding. */
export function isBelow(part: Part, line: Line): boolean {
  return line !== null && part.numerator < parseDecimal(line.value) * part.denominator
}

/** Higher than the line: 80 exactly is not above 80. */
export function isAbove(part: Part, line: Line): boolean {
  return line !== null && part.numerator > parseDecimal(line.value) * part.denominator
}

/** Name of the highest grade the final score (deduction part and bonus) reaches, or null. Lines that nobody confirmed name none. */
export function gradeOf({ grades }: Frame, part: Part, bonus: Hundredths): string | null {
  const total = part.numerator + bonus * part.denominator
  const reached = sure(grades)?.filter(({ atLeast }) => total >= parseDecimal(atLeast) * part.denominator) ?? []
  let best: { title: string; atLeast: string } | null = null
  for (const grade of reached) {
    if (best === null || parseDecimal(grade.atLeast) > parseDecimal(best.atLeast)) best = grade
  }
  return best?.title ?? null
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
