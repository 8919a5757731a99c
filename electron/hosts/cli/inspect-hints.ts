/** What the checks say of one inspected page. */
import type { PageFacts } from '../../domain/facts/facts.ts'
import type { Hint } from '../../domain/hint.ts'
import type { RegistryObject } from '../../domain/registry.ts'

export interface InspectedFor {
  facts: PageFacts
  url: string
  /** ISO instant. */
  observedAt: string
  /** null where an address is inspected that no registry knows. */
  object: RegistryObject | null
  /** Ids of checks; null: all that fit a page. */
  checks: readonly string[] | null
}

export type PrintedHint = Hint & { indicator: string | null }

/** No check is wired yet: facts only. */
export const hintsFor = (inspected: InspectedFor): PrintedHint[] => (inspected.facts.document.ok ? [] : [])
