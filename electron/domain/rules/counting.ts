import type { Indicator } from '../catalogue.ts'
import { formatDecimal, parseDecimal } from '../decimal.ts'
import type { Finding } from '../inspection.ts'
import { placeOf } from './faults.ts'

/**
 * How many each finding adds to its item's count, in the order given: its 数量, or where the item counts places, only what
 * goes beyond the earlier findings on the same place. A finding without 位置 and 网址 is a place of its own.
 */
export function countWeights(
  counting: Indicator['counting'],
  findings: readonly Pick<Finding, 'count' | 'location' | 'url'>[]
): number[] {
  if (counting !== 'places') return findings.map((finding) => finding.count)
  const counted = new Map<string, number>()
  return findings.map((finding) => {
    const place = placeOf(finding)
    if (place === null) return finding.count
    const before = counted.get(place) ?? 0
    counted.set(place, Math.max(before, finding.count))
    return Math.max(0, finding.count - before)
  })
}

export function countOf(
  counting: Indicator['counting'],
  findings: readonly Pick<Finding, 'count' | 'location' | 'url'>[]
): number {
  return countWeights(counting, findings).reduce((sum, weight) => sum + weight, 0)
}

/**
 * An item's points shared out over its findings by their weights, first come first, so that the shares add up to what was
 * really taken off even where the item's cap was hit. The first of the `whole` ones takes all that is left: it says that
 * the whole item is absent.
 */
export function sharePoints(
  points: string,
  unitPoints: string,
  weights: readonly number[],
  whole: readonly boolean[] = []
): string[] {
  let left = parseDecimal(points)
  const unit = parseDecimal(unitPoints)
  return weights.map((weight, index) => {
    const share = whole[index] === true ? left : Math.min(left, unit * weight)
    left -= share
    return formatDecimal(share)
  })
}
