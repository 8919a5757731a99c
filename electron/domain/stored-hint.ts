/** Hints and the sweeps they come from, as the log keeps them. */
import { z } from 'zod'
import { formsFactSchema, pageFactsSchema } from './facts/facts.ts'
import { placeSchema } from './facts/gathered.ts'
import { checkedLinkSchema, columnStateSchema, searchTrialSchema } from './facts/site-facts.ts'

/**
 * `remembered`: dismissed in an earlier sweep for the same ground, nobody has to look again. `gone`: an open hint that a
 * later sweep of the batch no longer saw.
 */
export const hintStateSchema = z.enum(['open', 'taken', 'dismissed', 'remembered', 'gone'])
export type HintState = z.infer<typeof hintStateSchema>

/** A dismissal that stands behind a hint: its ground is the same (`remembered`), or has changed since. */
export const earlierDismissalSchema = z.object({
  hintId: z.string(),
  reason: z.string(),
  inspector: z.string(),
  /** ISO instant. */
  time: z.string(),
  isChanged: z.boolean()
})
export type EarlierDismissal = z.infer<typeof earlierDismissalSchema>

/** Places kept of one hint; a page with more has a fault that is seen at once. */
export const mostPlaces = 200

export const foundHintSchema = z.object({
  id: z.string(),
  check: z.string(),
  /** 合格 and 不适用 are counted, not kept. */
  outcome: z.enum(['fail', 'needs-human']),
  message: z.string(),
  places: z.array(placeSchema).max(mostPlaces),
  /** Items it counts under, the likeliest first; none: all that name the check. */
  items: z.array(z.string()).max(50),
  /** SHA-256 of the hint's ground. */
  groundHash: z.string(),
  /** The page it was seen on. */
  url: z.string(),
  /** 位置 of that page, `首页》政务公开》通知公告`. */
  location: z.string(),
  observedAt: z.string(),
  state: hintStateSchema.extract(['open', 'remembered']),
  earlier: earlierDismissalSchema.nullable()
})
export type FoundHint = z.infer<typeof foundHintSchema>

/** What names a hint's ground from quarter to quarter, and the place it was seen at. */
export const hintGroundSchema = z.object({
  objectKey: z.string(),
  check: z.string(),
  groundHash: z.string(),
  url: z.string(),
  /** Way of elements and text of the first place; empty where it has none. */
  path: z.string(),
  text: z.string()
})
export type HintGround = z.infer<typeof hintGroundSchema>

/** The standing dismissal of one ground. */
export const dismissedGroundSchema = hintGroundSchema.extend({
  hintId: z.string(),
  reason: z.string(),
  inspector: z.string(),
  time: z.string()
})
export type DismissedGround = z.infer<typeof dismissedGroundSchema>

export const checkCountsSchema = z.object({ pass: z.number().int(), notApplicable: z.number().int(), error: z.number().int() })

/** A page that the sweep will still go to. */
export const plannedPageSchema = z.object({
  url: z.string(),
  location: z.string(),
  kind: columnStateSchema.shape.kind,
  /** Asked of the page by the registry of columns, or found in the navigation of the home page. */
  from: z.enum(['home', 'column', 'navigation'])
})
export type PlannedPage = z.infer<typeof plannedPageSchema>

/** The search form of a home page, and the encoding in which it sends. */
export const keptSearchFormSchema = formsFactSchema.shape.search.unwrap().extend({ charset: z.string() })
export type KeptSearchForm = z.infer<typeof keptSearchFormSchema>

/** What was read of an interpretation (政策解读) or of the document that it explains. */
export const sweptArticleSchema = z.object({
  role: z.enum(['document', 'interpretation']),
  title: z.string(),
  publishedOn: z.string().nullable(),
  /** Of the addresses that belong to its pair, those that it links to. */
  linksTo: z.array(z.string()),
  /** Of an interpretation: the document it explains, where one was found on the site, and other interpretations of that. */
  document: z.object({ url: z.string(), title: z.string(), listedOn: z.string().nullable() }).nullable(),
  alsoAt: z.array(z.string()).max(20)
})
export type SweptArticle = z.infer<typeof sweptArticleSchema>

/**
 * One step of a target that is done. `page`: fetched and judged; `links`: some links of the home page were looked at; `search`:
 * a title was searched for; `article`: an interpretation or its document was read; `site`: what only all of it together says,
 * and with it the target is done.
 */
export const sweptPageSchema = z.object({
  part: z.enum(['page', 'links', 'search', 'article', 'site']),
  from: plannedPageSchema.shape.from.nullable(),
  /** As asked for; of links: which of them, `1-20`; of the site: empty. */
  url: z.string(),
  location: z.string(),
  finalUrl: z.string().nullable(),
  status: z.number().int().nullable(),
  by: z.enum(['http', 'browser']).nullable(),
  sha256: z.string().nullable(),
  milliseconds: z.number().int(),
  /** Why there are no facts of it, in one Chinese sentence; null where there are. */
  error: z.string().nullable(),
  counts: z.record(z.string(), checkCountsSchema),
  /** First errors of checks, for the person who looks after them. */
  errors: z.array(z.object({ check: z.string(), message: z.string() })).max(20),
  /** What was seen of a column, for the checks of the whole site; null for the others. */
  column: columnStateSchema.nullable(),
  /** Kept of a home page that is navigation only: it can be judged when its columns have been seen. */
  homeFacts: pageFactsSchema.pick({ document: true, head: true, dates: true, columns: true, links: true }).nullable(),
  /** Links of a home page that are to be looked at, and what was seen of those of this step. */
  links: z
    .array(z.object({ url: z.string(), text: z.string() }))
    .max(1000)
    .nullable(),
  checkedLinks: z.array(checkedLinkSchema).max(1000).nullable(),
  /** Of a home page, where a search is to be tried. */
  searchForm: keptSearchFormSchema.nullable(),
  searched: searchTrialSchema.nullable(),
  article: sweptArticleSchema.nullable(),
  /** What the host's robots.txt says of the page; null where it was not read. Shown, it keeps no inspector away. */
  robots: z.object({ isDisallowed: z.boolean(), crawlDelaySeconds: z.number().nullable() }).nullable(),
  /** Pages found here that are to be visited too. */
  more: z.array(plannedPageSchema).max(100),
  observedAt: z.string()
})
export type SweptPage = z.infer<typeof sweptPageSchema>

export const sweepSettingsSchema = z.object({
  /** Targets at the same time. */
  concurrency: z.number().int().min(1).max(16),
  /** Milliseconds between two requests to one host. */
  spacing: z.number().int().min(0).max(60_000),
  /** Pages of one target beside its home page and the recorded columns. */
  navigationPages: z.number().int().min(0).max(50),
  /** Links of the home page that are looked at; 0: none. */
  homeLinks: z.number().int().min(0).max(1000),
  /** A browser where the bytes alone say too little. */
  useBrowser: z.boolean(),
  /** Seconds until what gave no answer is asked once more. */
  retrySeconds: z.number().int().min(0).max(3600),
  /** Asked when failures rise, to tell the own network from theirs: the office's 对照地址. */
  controlUrls: z.array(z.string()).max(5)
})
export type SweepSettings = z.infer<typeof sweepSettingsSchema>

export const defaultSweepSettings: SweepSettings = {
  concurrency: 2,
  spacing: 500,
  navigationPages: 12,
  homeLinks: 100,
  useBrowser: true,
  retrySeconds: 60,
  controlUrls: []
}
