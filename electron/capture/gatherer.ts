import type { Fact, FactName } from '../domain/facts/facts.ts'
import type { PageView } from './page-view.ts'

/** What an extractor over the page's tree is given. */
export interface PageContext {
  view: PageView
  /** Address the page was found at in the end. */
  url: string
  /** China's day of observation, `YYYY-MM-DD`. */
  observedOn: string
  /** The same document as its bytes give it, where `view` is what a browser made of it; null where `view` is that. */
  source: PageView | null
}

/** One kind of fact, read from the tree alone: no page is asked, so it is the same for a browser's page and for bytes. */
export interface TreeGatherer<N extends FactName> {
  fact: N
  gather(page: PageContext): Fact<N>
}

export const treeGatherer = <N extends FactName>(gatherer: TreeGatherer<N>): TreeGatherer<N> => gatherer
