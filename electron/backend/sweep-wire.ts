import { inspectPage } from '../capture/inspect-page.ts'
import type { PageFacts } from '../domain/facts/facts.ts'
import type { SiteFacts } from '../domain/facts/site-facts.ts'
import { checks } from '../judge/index.ts'
import { runChecks } from '../judge/run-checks.ts'
import type { Check } from '../judge/check.ts'
import type { BackendContext } from './context.ts'
import { factsFromAnswer, framesIn } from './sweep-facts.ts'
import { createSweepClient } from './sweep-client.ts'
import type { SweepEyes } from './sweep-eyes.ts'
import type { SweepServices } from './sweeps-feature.ts'

/** The checks of this product on the facts of this product. */
export const sweepEyes: SweepEyes = {
  checks: checks.map(({ id, title, level }) => ({ id, title, level })),
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

export function sweepServices(_ctx: BackendContext): SweepServices {
  return {
    eyes: sweepEyes,
    client: createSweepClient
  }
}
