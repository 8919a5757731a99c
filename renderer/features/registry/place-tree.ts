import type { PlacedObject } from '../../../electron/domain/registry.ts'

/** What the tree at the left narrows the list to. */
export interface Place {
  stratum: string | null
  unit: string | null
}
export const everywhere: Place = { stratum: null, unit: null }

export interface PlaceNode {
  key: string
  title: string
  count: number
  place: Place
  children: PlaceNode[]
}

/** 地区 → 单位 with counts, in the registry's own order. */
export function placeTree(objects: readonly PlacedObject[]): PlaceNode[] {
  const strata = new Map<string, Map<string, number>>()
  for (const object of objects) {
    const units = strata.get(object.stratum) ?? new Map<string, number>()
    strata.set(object.stratum, units)
    units.set(object.unit, (units.get(object.unit) ?? 0) + 1)
  }
  return [...strata].map(([stratum, units]) => ({
    key: JSON.stringify([stratum]),
    title: stratum,
    count: [...units.values()].reduce((sum, count) => sum + count, 0),
    place: { stratum, unit: null },
    children: [...units].map(([unit, count]) => ({
      key: JSON.stringify([stratum, unit]),
      title: unit,
      count,
      place: { stratum, unit },
      children: []
    }))
  }))
}

export function isInPlace(object: PlacedObject, place: Place): boolean {
  return (place.stratum === null || object.stratum === place.stratum) && (place.unit === null || object.unit === place.unit)
}
