import type { Catalogue } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import { loadCatalogues } from '../intake/load-catalogues.ts'
import type { BackendContext } from './context.ts'

export interface KnownCatalogue {
  catalogue: Catalogue
  origin: 'shipped' | 'office'
}

/** Every edition a batch can be opened by: shipped ones, shipped local plans, the office's own. */
export function allCatalogues({ resourcesDir }: BackendContext): KnownCatalogue[] {
  return loadCatalogues(resourcesDir).map((catalogue) => ({ catalogue, origin: 'shipped' }))
}

export function catalogueOf(ctx: BackendContext, id: string): Catalogue {
  const known = allCatalogues(ctx)
  const found = known.find(({ catalogue }) => catalogue.id === id)
  if (found) return found.catalogue
  const ids = known.map(({ catalogue }) => catalogue.id).join('、')
  throw new XunchaError('unknown-catalogue', `没有编号为“${id}”的指标目录；可用的有：${ids}。`)
}
