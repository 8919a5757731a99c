import { inspectPage } from '../capture/inspect-page.ts'
import type { PageFacts } from '../domain/facts/facts.ts'
import type { SiteFacts } from '../domain/facts/site-facts.ts'
import { createBrowserLook } from '../crawl/browser-look.ts'
import { checks } from '../judge/index.ts'
import { runChecks } from '../judge/run-checks.ts'
import type { Check } from '../judge/check.ts'
import { factsFromAnswer, framesIn } from './sweep-facts.ts'
import { createSweepClient } from './sweep-client.ts'
import type { SweepEyes } from './sweep-eyes.ts'
import { runSweep } from './sweep-run.ts'

/** The checks of this product on the facts of this product. */
const eyes: SweepEyes = {
  gather: factsFromAnswer,
  framesOf: framesIn,
  look: async (host, url, options) => (await inspectPage(host, { ...options, url })).facts,
  judgePage: (page, context, only) =>
    runChecks(
      { page },
      context,
      idsOf(only, (check) => isAsked(check, page, context.isHome))
    ),
  judgeSite: (site, context, only) =>
    runChecks(
      { site },
      context,
      idsOf(only, (check) => isGathered(check, site))
    )
}

function idsOf(only: ReadonlySet<string>, fits: (check: Check) => boolean): string[] {
  return checks.filter((check) => only.has(check.id) && fits(check)).map(({ id }) => id)
}

/** What the sweep never gathers is no news about the page: only a gatherer that failed is. */
function isAsked(check: Check, facts: PageFacts, isHome: boolean): boolean {
  return (
    check.level === 'page' &&
    (isHome || check.isOncePerSite !== true) &&
    check.needs.every((name) => {
      const fact = facts[name]
      return fact.ok || fact.error !== 'not-asked'
    })
  )
}

const isGathered = (check: Check, site: Partial<SiteFacts>): boolean =>
  check.level === 'site' && check.needs.every((name) => site[name] !== undefined)

/** All that a sweep is done with: readers of pages, checks, the HTTP client. Loaded when one begins, not with the program. */
export const sweepServices = { eyes, client: createSweepClient, browserLook: createBrowserLook, run: runSweep }
