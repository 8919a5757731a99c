import { canonicalJson } from './canonical-json.ts'
import type { Catalogue, Indicator } from './catalogue.ts'
import { withoutGone } from './overlay-apply.ts'
import type { Overlay } from './overlay.ts'

/** What a local plan says of itself. */
export type OverlayHead = Pick<Overlay, 'id' | 'title' | 'edition' | 'region' | 'source'>

/**
 * The difference of an edited edition to its base, as the overlay that makes the one from the other. Absent and null are
 * the same, and so is the order of items: an overlay cannot say it. Nothing is checked here: `edited` may be half typed.
 */
export function overlayFrom(base: Catalogue, edited: Catalogue, head: OverlayHead): Overlay {
  const before = new Map(base.indicators.map((indicator) => [indicator.id, indicator]))
  const kept = new Set(edited.indicators.map((indicator) => indicator.id))
  const remove = base.indicators.filter((indicator) => !kept.has(indicator.id)).map((indicator) => indicator.id)
  const gone = new Set(remove)
  const seen = new Set<string>()
  const patch: Overlay['patch'] = {}
  const add: Indicator[] = []
  for (const indicator of edited.indicators) {
    const former = before.get(indicator.id)
    // A second item under one id stays visible as an addition, so that the check can name it.
    if (former === undefined || seen.has(indicator.id)) add.push(indicator)
    else {
      // Way made for an item that goes is not a change of its own.
      const changes = changedFields(withoutGone(former, gone), indicator)
      if (Object.keys(changes).length > 0) patch[indicator.id] = changes
    }
    seen.add(indicator.id)
  }
  const { id, title, edition, region, source } = head
  return {
    id,
    title,
    edition,
    region,
    base: base.id,
    source,
    frame: changedFields(base.frame, edited.frame),
    patch,
    remove,
    add
  }
}

/** Whether the overlay leaves its base as it is. */
export function isEmptyOverlay({ frame, patch, remove, add }: Overlay): boolean {
  return Object.keys(frame).length + Object.keys(patch).length + remove.length + add.length === 0
}

function changedFields<T extends object>(before: T, after: T): Record<string, never> {
  const old = new Map<string, unknown>(Object.entries(before))
  const now = new Map<string, unknown>(Object.entries(after))
  const changes: Record<string, unknown> = {}
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (name !== 'id' && !isSame(old.get(name), now.get(name))) changes[name] = now.get(name) ?? null
  }
  return changes as Record<string, never>
}

/** Absent and null are the same. */
export function isSame(before: unknown, after: unknown): boolean {
  return canonicalJson(before ?? null) === canonicalJson(after ?? null)
}
