/** A check: one kind of fault, one file, pure. It reads the facts it names, and a type error tells when it reads others. */
import type { Fact, FactName } from '../domain/facts/facts.ts'
import type { SiteFactName, SiteFacts } from '../domain/facts/site-facts.ts'
import type { Hint } from '../domain/hint.ts'
import type { RegistryObject } from '../domain/registry.ts'

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

/** A check of one page. */
export interface PageCheck<N extends FactName = FactName> {
  id: string
  /** Chinese, as the screen names it. */
  title: string
  level: 'page'
  needs: readonly N[]
  run(facts: { readonly [K in N]: Fact<K> }, context: CheckContext): CheckResult | CheckResult[]
}

/** A check of a whole target. */
export interface SiteCheck<N extends SiteFactName = SiteFactName> {
  id: string
  title: string
  level: 'site'
  needs: readonly N[]
  run(facts: Pick<SiteFacts, N>, context: CheckContext): CheckResult | CheckResult[]
}

export type Check = PageCheck | SiteCheck

/** Keeps the needed facts in the type of `run`. */
export const pageCheck = <N extends FactName>(check: Omit<PageCheck<N>, 'level'>): PageCheck<N> => ({ ...check, level: 'page' })
export const siteCheck = <N extends SiteFactName>(check: Omit<SiteCheck<N>, 'level'>): SiteCheck<N> => ({
  ...check,
  level: 'site'
})
