import type { catalogueProcedures } from '../contract/catalogues.ts'
import { diffCatalogues } from '../domain/catalogue-diff.ts'
import { XunchaError } from '../domain/errors.ts'
import { allCatalogues, catalogueOf, type KnownCatalogue } from './catalogue-lookup.ts'
import type { BackendContext, Feature } from './context.ts'

export function cataloguesFeature(ctx: BackendContext): Feature<keyof typeof catalogueProcedures> {
  const notYet = (): never => {
    throw new XunchaError('bad-input', '本版本还不能编辑地方细则；请先使用随产品提供的目录。')
  }
  return {
    handlers: {
      'catalogues.list': () => ({ catalogues: allCatalogues(ctx).map(summaryOf), faulty: [] }),
      'catalogues.get': ({ id }) => catalogueOf(ctx, id),
      'catalogues.overlay': () => ({ overlay: null }),
      'catalogues.diff': ({ from, to }) => ({ differences: diffCatalogues(catalogueOf(ctx, from), catalogueOf(ctx, to)) }),
      'catalogues.validate': notYet,
      'catalogues.saveOverlay': notYet,
      'catalogues.removeOverlay': notYet
    }
  }
}

function summaryOf({ catalogue, origin }: KnownCatalogue) {
  const { id, title, edition, object, indicators, base = null, region = null } = catalogue
  const count = (status: (typeof indicators)[number]['status']): number =>
    indicators.filter((indicator) => indicator.status === status).length
  return {
    id,
    title,
    edition,
    object,
    origin,
    base,
    region,
    indicators: indicators.length,
    confirmed: count('confirmed'),
    applied: count('applied'),
    unconfirmed: count('unconfirmed')
  }
}
