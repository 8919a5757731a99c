import { tryOverlay } from './overlay-apply.ts'
import type { Catalogue } from './catalogue.ts'
import type { Overlay } from './overlay.ts'

export interface ResolvedOverlays {
  /** In the order given. */
  made: { overlay: Overlay; catalogue: Catalogue }[]
  faulty: { overlay: Overlay; faults: string[] }[]
}

/**
 * Applies every plan to its base, which may be another plan. One whose base is not there, goes round in a ring or is
 * faulty itself is named; the others are made.
 */
export function resolveOverlays(editions: readonly Catalogue[], overlays: readonly Overlay[]): ResolvedOverlays {
  const known = new Map(editions.map((catalogue) => [catalogue.id, catalogue]))
  const waiting = new Map(overlays.map((overlay) => [overlay.id, overlay]))
  const made = new Map<string, Catalogue>()
  const faulty = new Map<string, string[]>()

  const make = (overlay: Overlay, path: readonly string[]): Catalogue | null => {
    const ready = made.get(overlay.id)
    if (ready !== undefined || faulty.has(overlay.id)) return ready ?? null
    const faults = tryMake(overlay, path)
    if (faults.length === 0) return made.get(overlay.id) ?? null
    faulty.set(overlay.id, faults)
    return null
  }

  const tryMake = (overlay: Overlay, path: readonly string[]): string[] => {
    const { id, base } = overlay
    if (known.has(id)) return [`细则 ${id}：编号与已有的目录相同，请另起编号`]
    const ring = [...path, id]
    if (ring.includes(base)) {
      const round = [...ring.slice(ring.indexOf(base)), base].join(' → ')
      return [`细则 ${id}：基础目录绕成一圈（${round}），请改正其中一个的基础目录`]
    }
    const edition = known.get(base)
    const below = waiting.get(base)
    if (edition === undefined && below === undefined) return [`细则 ${id}：没有编号为 ${base} 的基础目录，请改正编号`]
    const foundation = edition ?? (below === undefined ? null : make(below, ring))
    if (foundation === null) return [`细则 ${id}：它的基础目录 ${base} 有误，请先改正 ${base}`]
    const { catalogue, faults } = tryOverlay(foundation, overlay)
    if (catalogue !== null) made.set(id, catalogue)
    return faults
  }

  for (const overlay of overlays) make(overlay, [])
  return {
    made: overlays.flatMap((overlay) => {
      const catalogue = made.get(overlay.id)
      return catalogue === undefined ? [] : [{ overlay, catalogue }]
    }),
    faulty: overlays.flatMap((overlay) => {
      const faults = faulty.get(overlay.id)
      return faults === undefined ? [] : [{ overlay, faults }]
    })
  }
}
