import type { Indicator } from '../catalogue.ts'
import type { Finding } from '../inspection.ts'
import { placeOf } from './faults.ts'

/**
 * How many each finding adds to its item's count, in the order given: its 数量, or where the item counts places, one for
 * the first finding on a place and none for the others. A finding without 位置 and 网址 is a place of its own.
 */
export function countWeights(
  counting: Indicator['counting'],
  findings: readonly Pick<Finding, 'count' | 'location' | 'url'>[]
): number[] {
  if (counting !== 'places') return findings.map((finding) => finding.count)
  const seen = new Set<string>()
  return findings.map((finding) => {
    const place = placeOf(finding)
    if (place === null) return 1
    if (seen.has(place)) return 0
    seen.add(place)
    return 1
  })
}

export function countOf(
  counting: Indicator['counting'],
  findings: readonly Pick<Finding, 'count' | 'location' | 'url'>[]
): number {
  return countWeights(counting, findings).reduce((sum, weight) => sum + weight, 0)
}
