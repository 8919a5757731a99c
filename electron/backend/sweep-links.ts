import type { StoredSweep, StoredSweepPage } from '../../db/store-types.ts'
import { createLooker } from '../crawl/look-at-link.ts'
import type { CheckedLink } from '../domain/facts/site-facts.ts'
import type { Target } from '../domain/inspection.ts'
import type { SweptPage } from '../domain/stored-hint.ts'
import { pageKey } from '../domain/page-key.ts'
import { homeLocation, nextLinks } from '../domain/sweep-plan.ts'
import { emptyPage, hostOf, log } from './sweep-log.ts'
import type { SweepTools } from './sweep-target.ts'

/** Before a link that failed is tried once more. */
const linkPauseMs = 5_000
const linkChecks = ['dead-links', 'external-links', 'attachments']
/** Is any check chosen that reads links? */
export const asksLinks = ({ checks }: StoredSweep): boolean => linkChecks.some((check) => checks.includes(check))

const schemeOf = (url: string | undefined): string | undefined => url?.split(':', 1)[0]?.toLowerCase()

/** Looks at the next links of the home page. @returns false: none were left */
export async function lookAtLinks(tools: SweepTools, target: Target, visited: readonly StoredSweepPage[]): Promise<boolean> {
  const { client, signal, ctx } = tools
  const home = visited.find(({ from }) => from === 'home')
  const steps = new Set(visited.flatMap(({ part, url }) => (part === 'links' ? [url] : [])))
  const next = nextLinks(home?.links ?? [], steps)
  if (home === undefined || next === null) return false
  const known = new Map(visited.flatMap(({ url, status }) => (status === 200 ? [[pageKey(url), url] as const] : [])))
  const host = hostOf(home.url)
  const looker = createLooker({ client, pausesMs: [linkPauseMs], anchors: false, signal })
  const checked = await Promise.all(
    next.links.map(async ({ url, text }): Promise<CheckedLink | null> => {
      const common = { url, from: [home.url], isExternal: hostOf(url) !== host, texts: text === '' ? [] : [text] }
      // Under the other scheme it may well be dead, which only a look can tell.
      if (schemeOf(known.get(pageKey(url))) === schemeOf(url)) {
        return { ...common, outcome: 'ok', status: 200, evidence: '200', title: null }
      }
      const look = await looker.look(url, false)
      if (look === null) return null
      const { outcome, status, evidence, title, page } = look
      return { ...common, outcome, status, evidence, title, finalUrl: page?.url ?? null }
    })
  )
  signal.throwIfAborted()
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
  return true
}
