import type { Output } from '../../../electron/contract/index.ts'
import type { PlaceInRegistry } from '../../../electron/contract/registry.ts'
import type { PlacedObject } from '../../../electron/domain/registry.ts'

export const everywhere: PlaceInRegistry = { stratum: null, unit: null }

export interface PlaceNode {
  key: string
  title: string
  count: number
  place: PlaceInRegistry
  /** null: not looked into yet. */
  children: PlaceNode[] | null
}

export const placeKey = ({ stratum, unit }: PlaceInRegistry): string =>
  JSON.stringify(unit === null ? [stratum] : [stratum, unit])

/** 地区 → 单位 with counts, in the registry's own order. */
export function placeTree({ strata }: Output<'registry.places'>): PlaceNode[] {
  const node = (title: string, count: number, place: PlaceInRegistry, children: PlaceNode[] | null): PlaceNode => ({
    key: placeKey(place),
    title,
    count,
    place,
    children
  })
  return strata.map(({ stratum, count, units }) =>
    node(
      stratum,
      count,
      { stratum, unit: null },
      units?.map((each) => node(each.unit, each.count, { stratum, unit: each.unit }, [])) ?? null
    )
  )
}

export function isInPlace(object: PlacedObject, place: PlaceInRegistry): boolean {
  return (place.stratum === null || object.stratum === place.stratum) && (place.unit === null || object.unit === place.unit)
}
