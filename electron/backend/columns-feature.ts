import type { columnProcedures } from '../contract/columns.ts'
import type { Input, Output } from '../contract/index.ts'
import { columnDraft } from '../domain/column-draft.ts'
import { columnFault, sameColumn } from '../domain/column-faults.ts'
import { XunchaError } from '../domain/errors.ts'
import { normaliseLocation } from '../domain/location-path.ts'
import { workingPaper } from '../domain/rules/column-rules.ts'
import type { SiteColumn } from '../domain/site-columns.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import { importColumns } from './columns-import.ts'
import type { Acts } from './acts.ts'
import type { BackendContext, Feature } from './context.ts'
import type { Uploads } from './uploads-feature.ts'

export function columnsFeature(ctx: BackendContext, uploads: Uploads, acts: Acts): Feature<keyof typeof columnProcedures> {
  const { store } = ctx
  const changed = (): void => ctx.emit('workspace.changed', { topics: ['columns', 'workspace'], batchId: null })

  /** In a batch it is an act that can be taken back. */
  function change(batchId: string | undefined, before: SiteColumn | null, after: SiteColumn | null): void {
    const of = after ?? before
    if (of === null) return
    if (batchId !== undefined) acts.changeColumn({ batchId, objectKey: of.objectKey }, before, after)
    else if (after !== null) store.append([{ type: 'column.recorded', payload: after }])
    else store.append([{ type: 'column.removed', payload: { columnId: of.id } }])
    changed()
  }

  function record({ id, batchId, ...given }: Input<'columns.record'>): Output<'columns.record'> {
    const known = store.siteColumns(given.objectKey)
    if (known.length === 0) assertSite(given.objectKey)
    const before = known.find((column) => column.id === id) ?? null
    if (id !== null && before === null) throw missing()
    if (batchId !== undefined) targetOf(store, batchId, given.objectKey)
    const path = normaliseLocation(given.path)
    if (path === '') throw new XunchaError('bad-input', '没有填写栏目路径；请写成“首页》政务公开》政策解读”的样子。')
    const same = sameColumn(known, path, id)
    if (same) throw new XunchaError('bad-input', `栏目“${same.path}”已经登记；请在原来的一行上修改。`)
    const odd = columnFault(given)
    if (odd) throw new XunchaError('bad-input', `${odd.reason}；请改正后再保存。`)
    const column: SiteColumn = { ...given, path, id: id ?? ctx.ids.next(), inspector: ctx.author() }
    change(batchId, before, column)
    return { column }
  }

  function assertSite(objectKey: string): void {
    if (store.registryObjects('site').some(({ key }) => key === objectKey)) return
    throw new XunchaError('unknown-target', `名录中没有网站“${objectKey}”；请核对后重试。`)
  }

  function remove({ columnId, batchId }: Input<'columns.remove'>): Output<'columns.remove'> {
    const before = store.siteColumn(columnId)
    if (!before) throw missing()
    if (batchId !== undefined) targetOf(store, batchId, before.objectKey)
    change(batchId, before, null)
    return {}
  }

  function paper({ batchId, objectKey, at }: Input<'columns.paper'>): Output<'columns.paper'> {
    const { catalogue } = batchOf(store, batchId)
    const { object } = targetOf(store, batchId, objectKey)
    const columns = store.siteColumns(objectKey)
    const sheets = workingPaper(catalogue, columns, at ?? undefined, object).map(
      ({ indicator: indicatorId, readings, ...sheet }) => {
        const indicator = catalogue.indicators.find(({ id }) => id === indicatorId)
        const counted = readings.filter(({ state }) => state === 'counted').map(({ column }) => column)
        const seen = at === null ? counted : counted.map((column) => ({ ...column, observedAt: at }))
        const draft = indicator === undefined || sheet.notAsked !== null ? null : columnDraft(indicator, seen)
        return {
          ...sheet,
          indicatorId,
          readings: readings.map(({ column, ...reading }) => ({ ...reading, columnId: column.id })),
          draft
        }
      }
    )
    return { columns, sheets }
  }

  return {
    handlers: {
      'columns.list': ({ objectKey }) => ({ columns: store.siteColumns(objectKey) }),
      'columns.record': record,
      'columns.remove': remove,
      'columns.import': async (request) => {
        const done = await importColumns(ctx, uploads, request)
        changed()
        return done
      },
      'columns.paper': paper
    }
  }
}

const missing = (): XunchaError => new XunchaError('bad-input', '这个栏目不存在或已删除；请刷新后重试。')
