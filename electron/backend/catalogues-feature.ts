import type { catalogueProcedures } from '../contract/catalogues.ts'
import type { Output } from '../contract/index.ts'
import { diffCatalogues } from '../domain/catalogue-diff.ts'
import { readCatalogue, readOverlay } from '../domain/catalogue-load.ts'
import { XunchaError } from '../domain/errors.ts'
import { overlayRefused } from '../domain/overlay-apply.ts'
import type { Overlay } from '../domain/overlay.ts'
import {
  allCatalogues,
  catalogueOf,
  knownCatalogues,
  officeOverlays,
  shippedCatalogues,
  type KnownCatalogue,
  type KnownCatalogues
} from './catalogue-lookup.ts'
import type { BackendContext, Feature } from './context.ts'

export function cataloguesFeature(ctx: BackendContext): Feature<keyof typeof catalogueProcedures> {
  const known = (): KnownCatalogues => knownCatalogues(ctx, officeOverlays(ctx))

  /** All plans of the office with this one in its place. */
  const withOverlay = (overlay: Overlay): KnownCatalogues => {
    const others = officeOverlays(ctx).filter(({ id }) => id !== overlay.id)
    return knownCatalogues(ctx, [...others, { id: overlay.id, title: overlay.title, content: overlay }])
  }

  function validate(json: unknown): Output<'catalogues.validate'> {
    if (isEdition(json)) {
      const { value, faults } = readCatalogue(json)
      return { faults, catalogue: value }
    }
    const { value: overlay, faults } = readOverlay(json)
    if (overlay === null) return { faults: faults.map((fault) => `细则：${fault}`), catalogue: null }
    if (isShipped(overlay.id)) return { faults: [taken(overlay.id)], catalogue: null }
    const after = withOverlay(overlay)
    const faulty = after.faulty.find(({ id }) => id === overlay.id)
    if (faulty !== undefined) return { faults: faulty.faults, catalogue: null }
    const made = after.catalogues.find(({ catalogue }) => catalogue.id === overlay.id)
    // What is based on it must still hold: a batch may be about to be opened by it.
    const before = new Set(known().faulty.map(({ id }) => id))
    const broken = after.faulty.filter(({ id }) => !before.has(id)).flatMap((one) => one.faults)
    return { faults: broken, catalogue: broken.length === 0 ? (made?.catalogue ?? null) : null }
  }

  const isShipped = (id: string): boolean => shippedCatalogues(ctx).some(({ catalogue }) => catalogue.id === id)
  const taken = (id: string): string => `细则 ${id}：这个编号是随产品提供的目录，不能改写，请另起编号`

  return {
    handlers: {
      'catalogues.list': () => {
        const { catalogues, faulty } = known()
        return { catalogues: catalogues.map(summaryOf), faulty: faulty.map(({ id, title, faults }) => ({ id, title, faults })) }
      },
      'catalogues.get': ({ id }) => catalogueOf(ctx, id),
      'catalogues.overlay': ({ id }) => {
        const { catalogues, faulty } = known()
        const broken = faulty.find((one) => one.id === id)
        if (broken !== undefined) return { overlay: broken.overlay }
        const found = catalogues.find(({ catalogue }) => catalogue.id === id)
        return { overlay: found === undefined ? unknown(ctx, id) : found.overlay }
      },
      'catalogues.diff': ({ from, to }) => ({ differences: diffCatalogues(catalogueOf(ctx, from), catalogueOf(ctx, to)) }),
      'catalogues.validate': ({ overlay }) => validate(overlay),
      'catalogues.saveOverlay': ({ overlay }) => {
        const { value, faults } = readOverlay(overlay)
        if (value === null) throw overlayRefused(faults.map((fault) => `细则：${fault}`))
        const checked = validate(value)
        if (checked.faults.length > 0) throw overlayRefused(checked.faults)
        const { id, title } = value
        ctx.store.append([{ type: 'office.document-saved', payload: { kind: 'overlay', id, title, content: value } }])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        return { id }
      },
      'catalogues.removeOverlay': ({ id }) => {
        if (isShipped(id)) throw new XunchaError('bad-input', `“${id}”是随产品提供的目录，不能删除。`)
        const documents = officeOverlays(ctx)
        if (!documents.some((document) => document.id === id)) return unknown(ctx, id)
        const child = documents.find(({ content }) => readOverlay(content).value?.base === id)
        if (child !== undefined) {
          throw new XunchaError('bad-input', `细则“${child.title}”（${child.id}）以它为基础，不能删除；请先删除或改正那一个。`)
        }
        ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'overlay', id } }])
        ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
        return { id }
      }
    }
  }
}

function unknown(ctx: BackendContext, id: string): never {
  const ids = allCatalogues(ctx).map(({ catalogue }) => catalogue.id)
  throw new XunchaError('unknown-catalogue', `没有编号为“${id}”的指标目录；可用的有：${ids.join('、')}。`)
}

/** A whole edition has its items; a local plan only says what it changes. */
const isEdition = (json: unknown): boolean => typeof json === 'object' && json !== null && 'indicators' in json

function summaryOf({ catalogue, origin }: KnownCatalogue): Output<'catalogues.list'>['catalogues'][number] {
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
