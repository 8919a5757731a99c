import { z } from 'zod'
import type { StoredSweep, StoredSweepPage } from '../../db/store-types.ts'
import { confirmDead } from '../crawl/confirm-dead.ts'
import { createLooker, type Looker } from '../crawl/look-at-link.ts'
import { checkedLinkSchema, type CheckedLink } from '../domain/facts/site-facts.ts'
import type { Target } from '../domain/inspection.ts'
import type { SweptPage } from '../domain/stored-hint.ts'
import { pageKey } from '../domain/page-key.ts'
import { homeLocation, nextLinks } from '../domain/sweep-plan.ts'
import { emptyPage, hostOf, log, settledErrors } from './sweep-log.ts'
import type { SweepTools } from './sweep-target.ts'

/** Before a link that failed is tried once more. */
const linkPauseMs = 5_000
const linkChecks = ['dead-links', 'external-links', 'attachments']
/** Is any check chosen that reads links? */
export const asksLinks = ({ checks }: StoredSweep): boolean => linkChecks.some((check) => checks.includes(check))

const schemeOf = (url: string | undefined): string | undefined => url?.split(':', 1)[0]?.toLowerCase()

/** One for all links of a target: what it learns of a host is not asked again for the next twenty. */
export const linkLooker = ({ client, signal }: Pick<SweepTools, 'client' | 'signal'>): Looker =>
  createLooker({ client, pausesMs: [linkPauseMs], anchors: false, signal })

/**
 * `none`: no links were left. `lost`: none of them could be reached, which says nothing yet. `paused`: before all that HTTP
 * called dead was opened in the browser. Nothing is written in either case.
 */
export type LinksOutcome = 'looked' | 'none' | 'lost' | 'paused'

/** A link as it is kept until its step is in the log. `isDoubtful`: dead by HTTP, and a browser may say otherwise. */
const keptLinkSchema = checkedLinkSchema.extend({ isDoubtful: z.boolean() })

/** Under what a link that was looked at is kept until its step is in the log. */
const linkKey = (url: string): string => `link ${url}`

/** Looks at the next links of the home page. @param isLast what gives no answer now is written down, if the line is up */
export async function lookAtLinks(
  tools: SweepTools,
  target: Target,
  visited: readonly StoredSweepPage[],
  { looker, isLast }: { looker: Looker; isLast: boolean }
): Promise<LinksOutcome> {
  const { signal, ctx, spool, browser, isPausing } = tools
  const home = visited.find(({ from }) => from === 'home')
  const steps = new Set(visited.flatMap(({ part, url }) => (part === 'links' ? [url] : [])))
  const next = nextLinks(home?.links ?? [], steps)
  if (home === undefined || next === null) return 'none'
  const known = new Map(visited.flatMap(({ url, status }) => (status === 200 ? [[pageKey(url), url] as const] : [])))
  const host = hostOf(home.url)
  const reached: boolean[] = []
  const doubtful: CheckedLink[] = []
  const checked = await Promise.all(
    next.links.map(async ({ url, text }): Promise<CheckedLink | null> => {
      const common = { url, from: [home.url], isExternal: hostOf(url) !== host, texts: text === '' ? [] : [text] }
      // Under the other scheme it may well be dead, which only a look can tell.
      if (schemeOf(known.get(pageKey(url))) === schemeOf(url)) {
        return { ...common, outcome: 'ok', status: 200, evidence: '200', title: null }
      }
      const kept = keptLinkSchema.safeParse(spool.noted(linkKey(url)))
      if (kept.success) {
        reached.push(true)
        const { isDoubtful, ...seen } = kept.data
        const link = { ...seen, ...common }
        if (isDoubtful) doubtful.push(link)
        return link
      }
      const look = await looker.look(url, false)
      if (look === null) return null
      const { outcome, status, evidence, title, page, fault } = look
      // An address that is never asked says nothing about the line.
      if (fault === null || !settledErrors.has(fault)) {
        reached.push(status !== null)
        tools.attempted(hostOf(url) ?? url, status !== null)
      }
      const link = { ...common, outcome, status, evidence, title, finalUrl: page?.url ?? null }
      // No answer is asked for again, it may be the line.
      const isDoubtful = outcome === 'dead' && !look.isCertain
      if (status !== null) spool.note(linkKey(url), { ...link, isDoubtful })
      if (isDoubtful) doubtful.push(link)
      return link
    })
  )
  signal.throwIfAborted()
  const isLost = reached.length > 0 && !reached.includes(true)
  if (isLost && !(isLast && (await isLineUp(tools, home.url)))) return 'lost'
  for (const link of doubtful) {
    if (browser === null) break
    // Each may take a minute, which nobody waits for who pauses.
    if (isPausing()) return 'paused'
    await confirmDead([link], browser.look, signal, () => {
      if (link.status !== null) spool.note(linkKey(link.url), { ...link, isDoubtful: false })
    })
    signal.throwIfAborted()
  }
  const observedAt = ctx.clock.now()
  const page: SweptPage = {
    ...emptyPage,
    part: 'links',
    url: next.name,
    location: homeLocation,
    checkedLinks: checked.filter((link) => link !== null),
    observedAt
  }
  log(tools, target, page, { hints: [], again: [], gone: [] })
  for (const { url } of next.links) spool.drop(linkKey(url))
  return 'looked'
}

/** The home page was there before: where it still is, or a control host answers, the links are what does not. */
async function isLineUp({ client, signal, attempted, assertNetwork, isPausing }: SweepTools, home: string): Promise<boolean> {
  const { status } = await client.fetch(home, { signal, bytesWanted: () => 0 })
  signal.throwIfAborted()
  attempted(hostOf(home) ?? home, status !== null)
  if (status !== null) return true
  await assertNetwork()
  return !isPausing()
}
