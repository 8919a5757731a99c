import type { StoredBatch } from '../../db/store-types.ts'
import { isWorkingDay } from '../domain/working-days.ts'
import type { CheckContext } from '../judge/check.ts'
import { calendarInUse } from './calendar-lookup.ts'
import type { BackendContext } from './context.ts'
import { termListsInUse } from './word-pack-lookup.ts'

type OfOffice = Pick<CheckContext, 'isWorkingDay' | 'terms' | 'items'>

/** What the office gives the checks to know: its word packs, its working days, the items of the batch's edition. */
export function checkContext(
  ctx: Pick<BackendContext, 'resourcesDir' | 'store'>,
  batch: Pick<StoredBatch, 'catalogue'> | null
): OfOffice {
  const calendar = calendarInUse(ctx)
  return {
    terms: termListsInUse(ctx),
    ...(batch === null ? {} : { items: batch.catalogue.indicators.filter(({ enabled }) => enabled) }),
    isWorkingDay(day) {
      try {
        return isWorkingDay(calendar, day)
      } catch {
        // No table for that year: a check must not guess.
        return null
      }
    }
  }
}
