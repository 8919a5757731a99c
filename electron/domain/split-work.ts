/** Splits targets among inspectors. */

export interface Splittable {
  objectKey: string
  stratum: string
  /** Place in the registry. */
  order: number
}

/**
 * `shares` parts that differ by one target at most, over all and in every stratum: strata in the order of their first target,
 * dealt out like cards, the next stratum going on where the last one stopped. Every target is in one part; the same targets
 * give the same parts on every machine, in whatever order they come.
 */
export function splitEvenly<T extends Splittable>(targets: readonly T[], shares: number): T[][] {
  if (!Number.isInteger(shares) || shares < 1) throw new RangeError(`cannot split into ${shares} shares`)
  const inOrder = targets.toSorted((a, b) => a.order - b.order || (a.objectKey < b.objectKey ? -1 : 1))
  const strata = new Map<string, T[]>()
  for (const target of inOrder) {
    const known = strata.get(target.stratum)
    if (known === undefined) strata.set(target.stratum, [target])
    else known.push(target)
  }
  const parts = Array.from({ length: shares }, (): T[] => [])
  for (const [index, target] of [...strata.values()].flat().entries()) parts[index % shares]?.push(target)
  return parts
}

/** `2/3` as a person writes it: the second of three; null for what is no such share. */
export function readShare(written: string): { index: number; of: number } | null {
  const [, index = '', of = ''] = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/.exec(written.trim()) ?? []
  const share = { index: Number(index), of: Number(of) }
  return index !== '' && share.index <= share.of ? share : null
}
