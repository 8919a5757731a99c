import { readOverlay } from '../domain/catalogue-load.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import { resolveOverlays } from '../domain/overlay-resolve.ts'
import type { Overlay } from '../domain/overlay.ts'
import { loadShipped, type ShippedCatalogue } from '../intake/load-catalogues.ts'
import type { BackendContext } from './context.ts'

export interface KnownCatalogue extends ShippedCatalogue {
  origin: 'shipped' | 'office'
}

/** An office's own plan that does not hold together: it is kept and can be mended, but makes no edition. */
export interface FaultyOverlay {
  id: string
  title: string
  /** null when not even its format is right. */
  overlay: Overlay | null
  faults: string[]
}

export interface KnownCatalogues {
  catalogues: KnownCatalogue[]
  faulty: FaultyOverlay[]
}

/** What is shipped does not change while the program runs. */
const shippedOf = new WeakMap<BackendContext, ShippedCatalogue[]>()
export function shippedCatalogues(ctx: BackendContext): ShippedCatalogue[] {
  const known = shippedOf.get(ctx)
  if (known !== undefined) return known
  const shipped = loadShipped(ctx.resourcesDir)
  shippedOf.set(ctx, shipped)
  return shipped
}

/** Every edition a batch can be opened by: shipped ones, shipped local plans, the office's own. */
export function allCatalogues(ctx: BackendContext): KnownCatalogue[] {
  const { catalogues, faulty } = knownCatalogues(ctx, officeOverlays(ctx))
  for (const { id, faults } of faulty) ctx.log.warn({ id, faults }, '本单位的地方细则有误，未列入可用的指标目录')
  return catalogues
}

/** The office's own plans as they are kept, by id. */
export function officeOverlays({ store }: BackendContext): { id: string; title: string; content: unknown }[] {
  return store.documents('overlay')
}

/** The same as it would be with these plans of the office. */
export function knownCatalogues(
  ctx: BackendContext,
  documents: readonly { id: string; title: string; content: unknown }[]
): KnownCatalogues {
  const shipped = shippedCatalogues(ctx)
  const read = documents.map(({ id, title, content }) => ({ id, title, ...readOverlay(content) }))
  const overlays = read.flatMap(({ value }) => value ?? [])
  const { made, faulty } = resolveOverlays(
    shipped.map(({ catalogue }) => catalogue),
    overlays
  )
  return {
    catalogues: [
      ...shipped.map((one): KnownCatalogue => ({ ...one, origin: 'shipped' })),
      ...made.map((one): KnownCatalogue => ({ ...one, origin: 'office' }))
    ],
    faulty: [
      ...read.flatMap(({ id, title, value, faults }) =>
        value === null ? [{ id, title, overlay: null, faults: faults.map((fault) => `细则 ${id}：${fault}`) }] : []
      ),
      ...faulty.map(({ overlay, faults }) => ({ id: overlay.id, title: overlay.title, overlay, faults }))
    ]
  }
}

export function catalogueOf(ctx: BackendContext, id: string): Catalogue {
  const known = allCatalogues(ctx)
  const found = known.find(({ catalogue }) => catalogue.id === id)
  if (found) return found.catalogue
  const ids = known.map(({ catalogue }) => catalogue.id).join('、')
  throw new XunchaError('unknown-catalogue', `没有编号为“${id}”的指标目录；可用的有：${ids}。`)
}
