/** Runs every gatherer; one that fails gives the reason in the place of its fact and stops nothing else. */
import { notAsked } from '../domain/facts/facts.ts'
import type { Fact, FactName, PageFacts } from '../domain/facts/facts.ts'
import type { Gathered } from '../domain/facts/gathered.ts'
import type { PageContext, TreeGatherer } from './gatherer.ts'
import { dates } from './gatherers/dates.ts'
import { footerMarks } from './gatherers/footer-marks.ts'
import { head } from './gatherers/head.ts'
import { links } from './gatherers/links.ts'

/** The facts that the tree alone gives. */
export function gatherFromTree(page: PageContext): PageFacts {
  return {
    document: notAsked,
    head: run(head, page),
    footerMarks: run(footerMarks, page),
    links: run(links, page),
    dates: run(dates, page),
    columns: notAsked,
    mailbox: notAsked,
    guide: notAsked,
    forms: notAsked,
    attachments: notAsked,
    images: notAsked,
    console: notAsked,
    tls: notAsked,
    reach: notAsked,
    texts: notAsked
  }
}

function run<N extends FactName>(gatherer: TreeGatherer<N>, page: PageContext): Gathered<Fact<N>> {
  try {
    return { ok: true, value: gatherer.gather(page) }
  } catch (error) {
    return { ok: false, error: reasonOf(error) }
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500)
