import type { Input, Output } from '../contract/index.ts'
import type { termProcedures } from '../contract/terms.ts'
import { XunchaError } from '../domain/errors.ts'
import { judgeTerm, termOf } from '../domain/rules/terms.ts'
import { batchOf } from './batch-lookup.ts'
import { calendarInUse } from './calendar-lookup.ts'
import { catalogueOf } from './catalogue-lookup.ts'
import type { BackendContext, Feature } from './context.ts'

export function termsFeature(ctx: BackendContext): Feature<keyof typeof termProcedures> {
  function judge({ edition, indicatorId, facts }: Input<'terms.judge'>): Output<'terms.judge'> {
    const catalogue = 'batchId' in edition ? batchOf(ctx.store, edition.batchId).catalogue : catalogueOf(ctx, edition.catalogueId)
    const indicator = catalogue.indicators.find(({ id }) => id === indicatorId)
    if (indicator === undefined) {
      throw new XunchaError('bad-input', `指标目录“${catalogue.title}”中没有指标“${indicatorId}”；请核对指标编号。`)
    }
    const kind = termOf(indicator)
    const answer = judgeTerm(indicator, facts, calendarInUse(ctx))
    if (kind === null || answer === null) {
      throw new XunchaError('bad-input', `指标 ${indicatorId}“${indicator.title}”没有可以核对的期限；请由检查人按规则认定。`)
    }
    return { kind, ...answer }
  }

  return { handlers: { 'terms.judge': judge } }
}
