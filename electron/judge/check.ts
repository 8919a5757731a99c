/** A check: one kind of fault, one file, pure. It reads the facts it names, and a type error tells when it reads others. */
import type { Indicator } from '../domain/catalogue.ts'
import type { DatedItem, Fact, FactName } from '../domain/facts/facts.ts'
import type { ColumnState, SiteFactName, SiteFacts } from '../domain/facts/site-facts.ts'
import type { Hint } from '../domain/hint.ts'
import type { RegistryObject } from '../domain/registry.ts'

/** What a check reads of a catalogue item: its numbers, never its points. */
export type RuleItem = Pick<
  Indicator,
  'id' | 'title' | 'kind' | 'enabled' | 'applies' | 'check' | 'columns' | 'numbers' | 'status' | 'threshold' | 'window'
>

export interface CheckContext {
  /** null where an address is inspected that no registry knows. */
  object: RegistryObject | null
  url: string
  /** 监测时间点, `YYYY-MM-DDTHH:mm:ss+08:00`. The only time a check may know. */
  observedAt: string
  /** Is this the object's home page? */
  isHome: boolean
  /** Is the day a working day? Throws nothing: null where the office has no table for that year. */
  isWorkingDay(day: string): boolean | null
  terms: TermLists
  /** Items of the batch's catalogue. Where none of them sets a check's numbers, those of the national edition hold. */
  items?: readonly RuleItem[]
  /** Dated items of the same page as an earlier sweep saw them; null or absent: never seen before. */
  earlierItems?: readonly DatedItem[] | null
  /** All second-level pages (二级页面), for a home page that is navigation only; null or absent: not opened. */
  secondLevel?: readonly Pick<ColumnState, 'path' | 'url' | 'latestDate' | 'status'>[] | null
}

/** Word packs that are switched on: a term, what kind of fault it is, and phrases in which it is right. */
export interface TermLists {
  misspelt: readonly TermEntry[]
  sensitive: readonly TermEntry[]
  gambling: readonly TermEntry[]
}
export interface TermEntry {
  term: string
  /** The right writing; null where there is none to offer. */
  better: string | null
  /** Longer texts in which the term is right. */
  allowed: readonly string[]
  pack: string
}

export type CheckResult = Omit<Hint, 'check'>

/** Why a check is not asked of this object or page, one Chinese sentence; null: it is asked. Comes before the facts. */
type Skip = (context: CheckContext) => string | null

/** A check of one page. */
export interface PageCheck<N extends FactName = FactName> {
  id: string
  /** Chinese, as the screen names it. */
  title: string
  level: 'page'
  needs: readonly N[]
  skip?: Skip
  /** Says the same on every page of a site: a sweep asks it of the home page alone. */
  isOncePerSite?: true
  run(facts: { readonly [K in N]: Fact<K> }, context: CheckContext): CheckResult | CheckResult[]
}

/** A check of a whole target. */
export interface SiteCheck<N extends SiteFactName = SiteFactName> {
  id: string
  title: string
  level: 'site'
  needs: readonly N[]
  skip?: Skip
  run(facts: Pick<SiteFacts, N>, context: CheckContext): CheckResult | CheckResult[]
}

export type Check = PageCheck | SiteCheck

/** Keeps the needed facts in the type of `run`. */
export const pageCheck = <N extends FactName>(check: Omit<PageCheck<N>, 'level'>): PageCheck<N> => ({ ...check, level: 'page' })
export const siteCheck = <N extends SiteFactName>(check: Omit<SiteCheck<N>, 'level'>): SiteCheck<N> => ({
  ...check,
  level: 'site'
})
