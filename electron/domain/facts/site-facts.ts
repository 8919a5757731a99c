/** Facts about a target that no single page gives: many visits, many links, several pages. */
import { z } from 'zod'
import { datedItemSchema } from './facts.ts'

/**
 * What the control hosts said when a site did not open: one answered, none did (the inspector's own network was out, the visit
 * does not count), the office has named none, or they were not asked because the site opened.
 */
export const controlStates = ['reached', 'lost', 'unset', 'not-asked'] as const
export type ControlState = (typeof controlStates)[number]

/** One visit of the availability watch. */
export const visitSchema = z.object({
  /** ISO instant, UTC. */
  at: z.string(),
  outcome: z.enum(['open', 'slow', 'failed']),
  /** Until the home page was open; null where it never was. */
  milliseconds: z.number().nullable(),
  status: z.number().int().nullable(),
  error: z.string().nullable(),
  control: z.enum(controlStates)
})
export type Visit = z.infer<typeof visitSchema>

/** What the link check says of one address. `needs-eyes`: 403, 412, 429 and whatever else a machine cannot decide. */
export const checkedLinkSchema = z.object({
  url: z.string(),
  outcome: z.enum(['ok', 'dead', 'soft-404', 'needs-eyes']),
  status: z.number().int().nullable(),
  /** What was seen, e.g. `404 after 3 tries`, `ENOTFOUND`, `same text as a made-up path`. */
  evidence: z.string(),
  /** Pages that link to it. */
  from: z.array(z.string()),
  isExternal: z.boolean(),
  /** Title of what was found there, for parked and changed sites; null where it has none. */
  title: z.string().nullable(),
  /** Texts the pages give the link, without repetition; absent where nobody kept them. */
  texts: z.array(z.string()).optional(),
  /** Where its redirects ended; absent or null where that was not seen. */
  finalUrl: z.string().nullable().optional()
})
export type CheckedLink = z.infer<typeof checkedLinkSchema>

/** One column of the site as the inspector or the registry names it, with what was seen there. */
export const columnStateSchema = z.object({
  /** 位置, e.g. `首页》政务公开》通知公告`. */
  path: z.string(),
  url: z.string(),
  /** What must be new there by when: the names of the rule's own kinds. */
  kind: z.enum(['news', 'notices', 'policy', 'interpretation', 'other']),
  items: z.array(datedItemSchema),
  latestDate: z.string().nullable(),
  emptyMessage: z.string().nullable(),
  undatedItems: z.number().int(),
  status: z.number().int().nullable()
})
export type ColumnState = z.infer<typeof columnStateSchema>

const pairedArticleSchema = z.object({
  url: z.string(),
  title: z.string(),
  publishedOn: z.string().nullable(),
  linksTo: z.array(z.string()),
  /** How its links were read: of bytes alone, those that a script adds are not known. Absent: as the browser shows it. */
  by: z.enum(['http', 'browser']).optional()
})

/** A policy document and what explains it. */
export const interpretationSchema = z.object({
  document: pairedArticleSchema,
  interpretation: pairedArticleSchema
    .extend({
      /** Other interpretations of the same document on the site: the document may link to any of them. */
      alsoAt: z.array(z.string()).optional()
    })
    .nullable()
})
export type InterpretationPair = z.infer<typeof interpretationSchema>

/** A search on the site for a title that is known to exist there. */
export const searchTrialSchema = z.object({
  title: z.string(),
  searchUrl: z.string(),
  status: z.number().int().nullable(),
  /** null: the answer was not understood. */
  found: z.boolean().nullable(),
  /**
   * Why nobody searched, though the title is known (empty where none is): no form that can be sent without its script, one that
   * sends by POST, one that leads to a search engine elsewhere, no title to look for. Absent: it was searched for.
   */
  untried: z.enum(['no-form', 'post', 'elsewhere', 'no-title']).optional()
})
export type SearchTrial = z.infer<typeof searchTrialSchema>

export interface SiteFacts {
  visits: readonly Visit[]
  links: readonly CheckedLink[]
  columns: readonly ColumnState[]
  interpretations: readonly InterpretationPair[]
  searches: readonly SearchTrial[]
}
export type SiteFactName = keyof SiteFacts
