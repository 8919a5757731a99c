import type { StoredSweep, StoredSweepPage } from '../../db/store-types.ts'
import type { PageHost } from '../capture/page-driver.ts'
import type { BrowserLook } from '../crawl/confirm-dead.ts'
import type { FetchAnswer, PoliteClient } from '../crawl/polite-client.ts'
import type { PageFacts } from '../domain/facts/facts.ts'
import type { SiteFacts } from '../domain/facts/site-facts.ts'
import type { Hint } from '../domain/hint.ts'
import type { Target } from '../domain/inspection.ts'
import type { PlannedPage, SweptPage } from '../domain/stored-hint.ts'
import { pairsOf } from '../domain/interpretation-plan.ts'
import { chinaTime } from '../domain/rules/days.ts'
import { pageKey } from '../domain/page-key.ts'
import { searchFormOf } from '../domain/search-plan.ts'
import { columnStateOf, homeLinksOf, homeLocation, navigationPages, needsBrowser, recordedPages } from '../domain/sweep-plan.ts'
import type { CheckContext } from '../judge/check.ts'
import { numberOf } from '../judge/rules.ts'
import type { BackendContext } from './context.ts'
import { asksInterpretations, readNextArticle } from './sweep-articles.ts'
import { ask, readPage } from './sweep-ask.ts'
import { counted, emptyPage, failureText, hostOf, isMaybeGmOnly, write } from './sweep-log.ts'
import { asksLinks, linkLooker, lookAtLinks } from './sweep-links.ts'
import { robotsTitleKey, withTitleForRobots } from './sweep-robots-title.ts'
import type { SweepEyes } from './sweep-eyes.ts'
import { searchCheck, trySearch } from './sweep-search.ts'
import { seenColumns } from './sweep-seen.ts'
import type { SweepSpool } from './sweep-spool.ts'
import { visitsOf } from './watch-lookup.ts'

export interface SweepTools {
  ctx: Pick<BackendContext, 'store' | 'ids' | 'clock'>
  sweep: StoredSweep
  client: PoliteClient
  /** Answers that are not in the log yet. */
  spool: SweepSpool
  eyes: SweepEyes
  /** null: no browser for this sweep. Opens pages one at a time. */
  browser: Browser | null
  /** Hosts on loopback or private addresses that the batch may reach. */
  allowHosts: readonly string[]
  /** What a check is told besides the page. */
  context: Pick<CheckContext, 'isWorkingDay' | 'terms' | 'items'>
  /** Ends what is under way at once. */
  signal: AbortSignal
  /** Finish the page under way and go to no other. */
  isPausing(): boolean
  /** Told of every attempt to reach a host. */
  attempted(host: string, isReached: boolean): void
  /** Pauses the sweep where no control host answers either. */
  assertNetwork(): Promise<void>
  pageDone(): void
}

export interface Browser {
  host: PageHost
  /** Opens an address that HTTP called dead; it too waits for its turn. */
  look: BrowserLook
  /** Runs one after the other. */
  alone<T>(work: () => Promise<T>): Promise<T>
}

/** `aside`: something gave no answer, or asked to wait; to be asked once more later. */
export type TargetOutcome = 'done' | 'aside' | 'paused'

/** Of one step beside the pages. `none`: there is nothing left for it to do; `aside` as of the target. */
export type StepOutcome = 'done' | 'aside' | 'none'

const navigationOnlyCheck = 'home-page-updated'
const reachCheck = 'site-reachable'
const certificateCheck = 'certificate'

/**
 * Goes to the pages of one target that are not in the log yet, and writes each as it is judged: after a kill nothing that was
 * written is fetched again. @param isLast what gives no answer now is written down as that
 */
export async function sweepTarget(tools: SweepTools, target: Target, isLast: boolean): Promise<TargetOutcome> {
  const { ctx, sweep } = tools
  const { objectKey, object } = target
  const visited = (): StoredSweepPage[] => ctx.store.sweepPages(sweep.sweepId, objectKey)
  if (visited().some(({ part }) => part === 'site')) return 'done'
  if (object.url === null) {
    finish(tools, target, [], { error: '名录中没有网址', robots: null })
    return 'done'
  }
  const robots = (): Promise<SweptPage['robots']> => robotsOf(tools, home.url)
  const home: PlannedPage = { url: object.url, location: homeLocation, kind: 'other', from: 'home' }
  for (;;) {
    if (tools.isPausing()) return 'paused'
    const next = nextPage(home, visited(), recordedPages(ctx.store.siteColumns(objectKey)))
    if (next === null) break
    const outcome = await visit(tools, target, next, isLast)
    if (outcome === 'aside') return 'aside'
    // Its crawl-delay holds from the second page on; asked after the first one is in the log.
    if (next === home && wasReached(visited())) await robots()
  }
  const looker = linkLooker(tools)
  for (;;) {
    if (tools.isPausing()) return 'paused'
    const looked = await lookAtLinks(tools, target, visited(), { looker, isLast })
    if (looked === 'paused') return 'paused'
    if (looked === 'lost') return isLast ? 'paused' : 'aside'
    if (looked === 'none') break
  }
  for (const step of [trySearch, readNextArticle]) {
    for (;;) {
      if (tools.isPausing()) return 'paused'
      const stepped = await step(tools, target, visited(), isLast)
      if (stepped === 'aside') return 'aside'
      if (stepped === 'none') break
    }
  }
  const done = visited()
  finish(tools, target, done, { error: null, robots: wasReached(done) ? await robots() : null })
  return 'done'
}

const wasReached = (visited: readonly StoredSweepPage[]): boolean =>
  visited.some(({ from, status }) => from === 'home' && status !== null)

function nextPage(home: PlannedPage, visited: readonly StoredSweepPage[], columns: readonly PlannedPage[]): PlannedPage | null {
  const done = new Set(
    visited.flatMap(({ part, url, finalUrl }) =>
      part !== 'page' ? [] : [pageKey(url), ...(finalUrl === null ? [] : [pageKey(finalUrl)])]
    )
  )
  const own = visited.find(({ from }) => from === 'home')
  if (own === undefined) return home
  // A home page that cannot be had says enough; its columns would only repeat it.
  if (own.error !== null) return null
  return [...columns, ...own.more].find(({ url }) => !done.has(pageKey(url))) ?? null
}

async function visit(tools: SweepTools, target: Target, planned: PlannedPage, isLast: boolean): Promise<'done' | 'aside'> {
  const { eyes, signal, ctx, sweep, spool } = tools
  const came = await ask(tools, planned.url, { isLast })
  if (came === null) return 'aside'
  const { answer, observedAt } = came
  const { status, error } = answer
  const isHome = planned.from === 'home'
  const read = await readPage(tools, came, {
    url: planned.url,
    // The server is asked once for a site, what it speaks besides its pages.
    isServerAsked: isHome && status !== null,
    isEnough: (seen) => !needsBrowser(seen, planned)
  })
  const { by } = read
  const facts = isHome ? await withTitleForRobots(tools, planned.url, read) : read.facts
  signal.throwIfAborted()
  const only = new Set(sweep.checks)
  const isNavigationOnly = isHome && facts.columns.ok && facts.columns.value.isNavigationOnly
  const isLater = isNavigationOnly && only.delete(navigationOnlyCheck)
  const context: CheckContext = {
    ...tools.context,
    object: target.object,
    url: planned.url,
    observedAt: chinaTime(observedAt),
    isHome,
    earlierItems: ctx.store.earlierPage(target.objectKey, planned.url, sweep.sweepId)?.column?.items ?? null
  }
  const isLost = status === null && by !== 'browser'
  const isUnfinished = by === 'http' && error?.kind === 'body-timeout'
  const results = [
    ...(isLost ? [] : eyes.judgePage(facts, context, only)),
    ...(isLost || isUnfinished ? unreachable(tools, planned, answer) : slowHome(tools, planned, answer, context))
  ]
  const { document, head, dates, columns, links } = facts
  const page: SweptPage = {
    ...emptyPage,
    part: 'page',
    from: planned.from,
    url: planned.url,
    location: planned.location,
    finalUrl: document.ok ? document.value.finalUrl : answer.finalUrl,
    status: document.ok ? document.value.status : status,
    by,
    sha256: document.ok ? document.value.sha256 : null,
    milliseconds: Math.round(answer.milliseconds),
    error: isLost ? failureText(answer) : null,
    ...counted(results),
    column: columnStateOf(planned, facts),
    homeFacts: isLater ? { document, head, dates, columns, links } : null,
    links: isHome && asksLinks(sweep) ? homeLinksOf(facts, sweep.settings.homeLinks) : null,
    searchForm: isHome && sweep.checks.includes(searchCheck) ? searchFormOf(facts) : null,
    more: isHome ? navigationPages(facts, planned.url, sweep.settings.navigationPages, hostOf) : [],
    observedAt
  }
  write(tools, target, page, results, { url: planned.url, location: planned.location })
  spool.drop(planned.url)
  if (isHome) spool.drop(robotsTitleKey(planned.url))
  tools.pageDone()
  return 'done'
}

/** One visit proves nothing about a site; it is worth a look all the same. Of columns the checks of the whole site tell. */
function unreachable({ sweep }: SweepTools, { url, from }: PlannedPage, answer: FetchAnswer): Hint[] {
  const isGmOnly = isMaybeGmOnly(answer.error)
  // Where the site may speak 国密 alone, that is the certificate's matter too.
  const check = [reachCheck, ...(isGmOnly ? [certificateCheck] : [])].find((each) => sweep.checks.includes(each))
  if (from !== 'home' || check === undefined) return []
  const why = failureText(answer)
  return [notOpened(check, url, why, why, isGmOnly ? '需用国密浏览器核对' : watchAdvice)]
}

/** An answer that came, but after the time from which the item counts a visit as not open. */
function slowHome({ sweep }: SweepTools, { url, from }: PlannedPage, answer: FetchAnswer, context: CheckContext): Hint[] {
  if (from !== 'home' || !sweep.checks.includes(reachCheck)) return []
  const { value: seconds } = numberOf(context, reachCheck, 'timeoutSeconds', { value: 15, isSure: true })
  if (answer.milliseconds < seconds * 1000) return []
  // No visit takes as long as the one before: the ground names the rule, or the hint would be a new one each time.
  const ground = `满 ${seconds} 秒才打开`
  return [
    notOpened(
      reachCheck,
      url,
      `${(answer.milliseconds / 1000).toFixed(1)} 秒才打开，满 ${seconds} 秒算打不开`,
      ground,
      watchAdvice
    )
  ]
}

const watchAdvice = '请人工查看，需要时用站点监测核实'
const notOpened = (check: string, url: string, why: string, ground: string, advice: string): Hint => ({
  check,
  outcome: 'needs-human',
  message: `巡检时首页没有正常打开（${why}），${advice}。`,
  places: [{ url, path: '', text: '' }],
  ground: `${url} ${ground}`
})

/** What all pages together say, and with it the target is done. */
function finish(
  tools: SweepTools,
  target: Target,
  visited: readonly StoredSweepPage[],
  { error, robots }: Pick<SweptPage, 'error' | 'robots'>
): void {
  const { eyes, sweep, ctx } = tools
  const observedAt = ctx.clock.now()
  const url = target.object.url ?? ''
  const home = visited.find(({ from }) => from === 'home')
  const columns = seenColumns(visited)
  const links = visited.flatMap(({ checkedLinks }) => checkedLinks ?? [])
  const searches = visited.flatMap(({ searched }) => searched ?? [])
  const interpretations = asksInterpretations(sweep) ? pairsOf(visited) : null
  const visits = visitsOf(ctx, sweep.batchId, target.object.key)
  const known: Partial<SiteFacts> = {
    ...(columns.length === 0 ? {} : { columns }),
    ...(links.length === 0 ? {} : { links }),
    ...(searches.length === 0 ? {} : { searches }),
    ...(interpretations === null ? {} : { interpretations }),
    ...(visits.length === 0 ? {} : { visits })
  }
  const context: CheckContext = {
    ...tools.context,
    object: target.object,
    url,
    observedAt: chinaTime(observedAt),
    isHome: true,
    secondLevel: columns.map(({ path, url: at, latestDate, status }) => ({ path, url: at, latestDate, status }))
  }
  const only = new Set(sweep.checks)
  const results = eyes.judgeSite(known, context, only)
  const kept = home?.homeFacts ?? null
  if (kept !== null && only.has(navigationOnlyCheck)) {
    results.push(...eyes.judgePage(withoutOthers(kept), context, new Set([navigationOnlyCheck])))
  }
  const page: SweptPage = {
    ...emptyPage,
    part: 'site',
    url: '',
    location: '',
    error: error ?? home?.error ?? null,
    ...counted(results),
    robots,
    observedAt
  }
  write(tools, target, page, results, { url, location: homeLocation }, visited)
}

const lacking = { ok: false, error: 'not-asked' } as const
const withoutOthers = (kept: NonNullable<SweptPage['homeFacts']>): PageFacts => ({
  footerMarks: lacking,
  mailbox: lacking,
  guide: lacking,
  forms: lacking,
  attachments: lacking,
  images: lacking,
  console: lacking,
  tls: lacking,
  reach: lacking,
  texts: lacking,
  ...kept
})

async function robotsOf({ client, signal }: SweepTools, url: string): Promise<SweptPage['robots']> {
  const robots = await client.robots(url, { signal })
  signal.throwIfAborted()
  return { isDisallowed: robots.disallows(url), crawlDelaySeconds: robots.crawlDelaySeconds }
}
