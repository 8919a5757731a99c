import type { StoredSweep, StoredSweepPage } from '../../db/store-types.ts'
import type { Target } from '../domain/inspection.ts'
import { articleOf, nextArticle } from '../domain/interpretation-plan.ts'
import { chinaDay } from '../domain/rules/days.ts'
import { needsBrowser } from '../domain/sweep-plan.ts'
import { ask, readPage } from './sweep-ask.ts'
import { emptyPage, failureText, log } from './sweep-log.ts'
import { hostsOf, openedHome } from './sweep-seen.ts'
import type { StepOutcome, SweepTools } from './sweep-target.ts'

/** Are interpretations of documents asked after? */
export const asksInterpretations = ({ checks }: StoredSweep): boolean => checks.includes('policy-interpreted')

/** As a page that is no list. */
const article = { from: 'navigation', kind: 'other' } as const

/** Reads the next interpretation (政策解读) of the site, or the document that one explains. */
export async function readNextArticle(
  tools: SweepTools,
  target: Target,
  visited: readonly StoredSweepPage[],
  isLast: boolean
): Promise<StepOutcome> {
  const home = openedHome(visited, target)
  if (!asksInterpretations(tools.sweep) || home === null) return 'none'
  const hosts = hostsOf(home)
  const next = nextArticle(visited, hosts, chinaDay(tools.ctx.clock.now()))
  if (next === null) return 'none'
  const { url, location } = next
  const came = await ask(tools, url, { isLast })
  if (came === null) return 'aside'
  const { answer, observedAt } = came
  const { facts, by } = await readPage(tools, came, {
    url,
    isServerAsked: false,
    // Links between a document and what explains it are often put in by a script.
    isEnough: (seen) => !needsBrowser(seen, article) && articleOf(seen, next, visited, hosts).linksTo.length > 0
  })
  const status = facts.document.ok ? facts.document.value.status : answer.status
  const isRead = status === 200
  const page = {
    ...emptyPage,
    part: 'article',
    url,
    location,
    finalUrl: answer.finalUrl,
    status,
    by,
    milliseconds: Math.round(answer.milliseconds),
    error: isRead ? null : status === null ? failureText(answer) : `页面返回 ${status}`,
    article: isRead ? articleOf(facts, next, visited, hosts) : null,
    observedAt
  } as const
  log(tools, target, page, { hints: [], again: [], gone: [] })
  tools.spool.drop(url)
  return 'done'
}
