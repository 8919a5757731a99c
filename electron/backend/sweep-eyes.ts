import type { PageHost } from '../capture/page-driver.ts'
import type { GatherOptions } from '../capture/run-gatherers.ts'
import type { FetchAnswer } from '../crawl/polite-client.ts'
import type { PageFacts } from '../domain/facts/facts.ts'
import type { SiteFacts } from '../domain/facts/site-facts.ts'
import type { Hint } from '../domain/hint.ts'
import type { CheckContext } from '../judge/check.ts'

/** What a sweep looks at pages with: facts out of bytes or of a browser's page, and what the checks say of them. */
export interface SweepEyes {
  /** Throws nothing: what cannot be read is an error of that fact. */
  gather(answer: FetchAnswer, frames: ReadonlyMap<string, FetchAnswer>, options: GatherOptions): Promise<PageFacts>
  /** Addresses of frames that belong to the page and are to be fetched with it. */
  framesOf(answer: FetchAnswer): string[]
  /** Opens the address in a page of a browser and gathers there; rejects where that takes too long, or with the signal. */
  look(
    host: PageHost,
    url: string,
    options: GatherOptions & { allowHosts: readonly string[]; signal: AbortSignal; now(): string }
  ): Promise<PageFacts>
  judgePage(facts: PageFacts, context: CheckContext, only: ReadonlySet<string>): Hint[]
  /** Only the facts that somebody gathered are given; a check that needs others is not run. */
  judgeSite(facts: Partial<SiteFacts>, context: CheckContext, only: ReadonlySet<string>): Hint[]
}
