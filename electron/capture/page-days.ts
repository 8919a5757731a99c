import type { Fact } from '../domain/facts/facts.ts'
import { chinaDay } from '../domain/facts/china-day.ts'
import { dates } from './gatherers/dates.ts'
import type { PageDriver } from './page-driver.ts'
import { viewOf } from './page-view.ts'
import { captureTree } from './tree-from-snapshot.ts'

/** Dates of the shown page as the machine check reads them; null where the page could not be read. */
export const readPageDays = (driver: PageDriver, url: string, observedAt: string): Promise<Fact<'dates'> | null> =>
  captureTree(driver)
    .then((tree) => dates.gather({ view: viewOf(tree), url, observedOn: chinaDay(observedAt), source: null }))
    .catch(() => null)
