import type { StoredSweepPage } from '../../db/store-types.ts'
import { linkTarget } from '../crawl/link-address.ts'
import type { SearchTrial } from '../domain/facts/site-facts.ts'
import type { Target } from '../domain/inspection.ts'
import { chinaDay } from '../domain/rules/days.ts'
import { holdsTitle, searchAddress, titleToSearch, wasFound, whyUntried } from '../domain/search-plan.ts'
import type { SweptPage } from '../domain/stored-hint.ts'
import { homeLocation } from '../domain/sweep-plan.ts'
import { ask, readPage } from './sweep-ask.ts'
import { emptyPage, failureText, log } from './sweep-log.ts'
import { hostsOf, openedHome, seenColumns } from './sweep-seen.ts'
import type { StepOutcome, SweepTools } from './sweep-target.ts'

export const searchCheck = 'search-finds-nothing'

/** Searches the site once, through its own form, for a title that stands on it; where that cannot be done it says why. */
export async function trySearch(
  tools: SweepTools,
  target: Target,
  visited: readonly StoredSweepPage[],
  isLast: boolean
): Promise<StepOutcome> {
  const { ctx, sweep } = tools
  const home = openedHome(visited, target)
  if (!sweep.checks.includes(searchCheck) || home === null || visited.some(({ part }) => part === 'search')) return 'none'
  const addresses = [home.url, home.finalUrl ?? home.url]
  const today = chinaDay(ctx.clock.now())
  const ofHome = home.column === null ? [] : [home.column]
  const hosts = hostsOf(home)
  const sought = titleToSearch(seenColumns(visited), hosts, today) ?? titleToSearch(ofHome, hosts, today)
  const form = home.searchForm
  const untried = whyUntried(form, addresses) ?? (sought === null ? 'no-title' : null)
  if (form === null || sought === null || untried !== null) {
    const trial = { title: sought?.title ?? '', searchUrl: home.url, status: null, found: null, untried: untried ?? 'no-form' }
    logTrial(tools, target, trial, {})
    return 'done'
  }
  const written = linkTarget(searchAddress(form, sought.title), home.url, form.charset)
  if (written.kind !== 'web') {
    const trial = { title: sought.title, searchUrl: home.url, status: null, found: null, untried: 'no-form' } as const
    logTrial(tools, target, trial, {})
    return 'done'
  }
  const { url } = written
  const came = await ask(tools, url, { isLast })
  if (came === null) return 'aside'
  const { answer, observedAt } = came
  const { facts, by } = await readPage(tools, came, {
    url,
    isServerAsked: false,
    // Many lists of results are filled by a script.
    isEnough: (seen) => holdsTitle(seen, sought, url)
  })
  const isEchoed = decoded(answer.bytes, form.charset).includes(sought.title)
  const status = facts.document.ok ? facts.document.value.status : answer.status
  const found = wasFound({ facts, by, isEchoed, form }, sought, url, addresses)
  logTrial(
    tools,
    target,
    { title: sought.title, searchUrl: url, status, found },
    { finalUrl: answer.finalUrl, status, by, error: status === null ? failureText(answer) : null, observedAt }
  )
  tools.spool.drop(url)
  return 'done'
}

function logTrial(tools: SweepTools, target: Target, searched: SearchTrial, seen: Partial<SweptPage>): void {
  const page = { part: 'search', url: searched.searchUrl, location: homeLocation, observedAt: tools.ctx.clock.now() } as const
  log(tools, target, { ...emptyPage, ...page, ...seen, searched }, { hints: [], again: [], gone: [] })
}

function decoded(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    // A page may name an encoding that there is not.
    return new TextDecoder().decode(bytes)
  }
}
