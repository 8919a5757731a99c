/** The facts of one page. Each is what the page or the network said; nothing here is judged. */
import { z } from 'zod'
import { gathered, placeSchema } from './gathered.ts'

/** `YYYY-MM-DD`, China's day. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const isoInstant = z.string()

export const documentFactSchema = z.object({
  requestedUrl: z.string(),
  finalUrl: z.string(),
  status: z.number().int().nullable(),
  /** Net error or the like; null where an answer came. */
  error: z.string().nullable(),
  redirects: z.array(z.object({ url: z.string(), status: z.number().int(), location: z.string() })),
  contentType: z.string(),
  bytes: z.number().int(),
  /** Of the bytes as they came; null where none came. */
  sha256: z.string().nullable(),
  /** Encoding used to read the bytes, lower case, and what the page declares. */
  charset: z.string(),
  declaredCharset: z.string().nullable(),
  startedAt: isoInstant,
  /** Milliseconds from the request to the last byte. */
  milliseconds: z.number(),
  by: z.enum(['http', 'browser'])
})

export const headFactSchema = z.object({
  /** What the page is called (the article's or the column's heading where it has one); null where it has none. */
  title: z.string().nullable(),
  /** `<title>` texts, in order; pages have none, one, or several. */
  documentTitles: z.array(z.string()),
  /** First non-empty content by name; names as written. */
  metaTags: z.record(z.string(), z.string()),
  /** Names present with empty content. */
  emptyMetaTags: z.array(z.string())
})

export const footerMarksFactSchema = z.object({
  siteIdCode: z.string().nullable(),
  siteIdCodeFrom: z.enum(['footer', 'meta', 'link']).nullable(),
  /** Record number as written, e.g. `京ICP备05070218号-1`; all of them in page order. */
  icp: z.array(z.string()),
  policeRecord: z.string().nullable(),
  organiser: z.string().nullable(),
  /** Telephone, address or e-mail as written. */
  contact: z.string().nullable(),
  partyGovBadge: z.boolean(),
  findErrorLink: z.boolean(),
  /** Site code that the 找错 link or the badge link carries; null where it carries none. */
  findErrorSiteCode: z.string().nullable(),
  places: z.record(z.string(), placeSchema)
})

export const linkSchema = z.object({
  /** Absolute, without fragment. */
  href: z.string(),
  /** As written in the page. */
  written: z.string(),
  text: z.string(),
  external: z.boolean(),
  /** null: the page was not laid out. */
  shown: z.boolean().nullable(),
  /** Why nobody sees it, in CSS words: `display:none`, `font-size:0`, `off-screen`…; null where seen or unknown. */
  hiddenBy: z.string().nullable(),
  place: placeSchema
})
export type PageLink = z.infer<typeof linkSchema>

export const datedItemSchema = z.object({
  text: z.string(),
  href: z.string().nullable(),
  date: day,
  /** The text the date was read from, as written. */
  written: z.string(),
  /** `written` where the year stands there; `inferred` where only month and day do. */
  year: z.enum(['written', 'inferred']),
  isPinned: z.boolean(),
  place: placeSchema
})
export type DatedItem = z.infer<typeof datedItemSchema>

export const datesFactSchema = z.object({
  /** Items of the page's main list, in page order; a side bar's dates are not among them. */
  items: z.array(datedItemSchema),
  /** Newest of them that is not after the day of observation. */
  latestDate: day.nullable(),
  publishDate: day.nullable(),
  publishDateFrom: z.enum(['text', 'meta', 'script']).nullable(),
  /** Both where text and meta name different days. */
  publishDateContradicted: z.array(z.object({ from: z.string(), date: day })),
  /** Text that prints today's date as if it were the page's own (visitor's clock). */
  visitorClock: z.array(placeSchema),
  /** The page says itself that there is nothing: `暂无内容` and the like. */
  emptyMessage: z.string().nullable(),
  /** List entries without a date, in the place where the list is. */
  undatedItems: z.number().int()
})

export const columnsFactSchema = z.object({
  /** Navigation as a tree; `href` null for a heading without a link. */
  navigation: z.array(z.object({ title: z.string(), href: z.string().nullable(), depth: z.number().int() })),
  /** Where this page stands: 首页 > 政务公开 > … */
  breadcrumb: z.array(z.string()),
  /** The page has links to columns and no news of its own. */
  isNavigationOnly: z.boolean()
})

export const mailboxFactSchema = z.object({
  entries: z.array(
    z.object({
      title: z.string(),
      href: z.string().nullable(),
      askedOn: day.nullable(),
      repliedOn: day.nullable(),
      repliedBy: z.string().nullable(),
      /** null: the list does not say. */
      isReplied: z.boolean().nullable(),
      place: placeSchema
    })
  )
})

export const guideElements = [
  'name',
  'basis',
  'conditions',
  'materials',
  'place',
  'time',
  'phone',
  'process',
  'fee',
  'limit'
] as const
export const guideFactSchema = z.object({
  isGuide: z.boolean(),
  /** Elements that have a heading, with the text that stands under it ('' where nothing stands there). */
  elements: z.array(z.object({ element: z.enum(guideElements), heading: z.string(), text: z.string(), place: placeSchema }))
})

export const formsFactSchema = z.object({
  search: z
    .object({
      action: z.string(),
      method: z.enum(['get', 'post']),
      field: z.string(),
      hidden: z.record(z.string(), z.string()),
      /** A script takes part when it is sent: what goes out may be something else. Absent: no sign of one. */
      isScripted: z.boolean().optional()
    })
    .nullable(),
  forms: z.array(z.object({ action: z.string(), method: z.string(), fields: z.array(z.string()), place: placeSchema }))
})

export const attachmentsFactSchema = z.object({
  files: z.array(z.object({ href: z.string(), text: z.string(), extension: z.string(), place: placeSchema }))
})

export const imagesFactSchema = z.object({
  total: z.number().int(),
  notLoaded: z.array(placeSchema),
  /** Pictures that may show a map (of the country or a province): for the eye only. */
  maps: z.array(placeSchema)
})

export const consoleFactSchema = z.object({ errors: z.array(z.object({ text: z.string(), url: z.string() })) })

export const tlsFactSchema = z.object({
  protocol: z.string(),
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  validFrom: isoInstant,
  validTo: isoInstant,
  /** Why a browser would refuse it; null where it would not. */
  error: z.string().nullable(),
  /** Versions below 1.2 that the server still takes. */
  oldVersions: z.array(z.string())
})

export const reachFactSchema = z.object({
  addressesV4: z.array(z.string()),
  addressesV6: z.array(z.string()),
  /** null: this machine has no IPv6 of its own, so nobody knows. */
  overIpv6: z.boolean().nullable(),
  overHttps: z.boolean().nullable(),
  /** Why not, in the system's words; absent where it can be, or nobody knows. */
  httpsError: z.string().optional()
})

export const textsFactSchema = z.object({
  blocks: z.array(z.object({ text: z.string(), shown: z.boolean().nullable(), place: placeSchema })),
  /** Title that the server gives to a search engine's user agent; null: not asked. */
  titleForRobots: z.string().nullable()
})

export const factSchemas = {
  document: documentFactSchema,
  head: headFactSchema,
  footerMarks: footerMarksFactSchema,
  links: z.array(linkSchema),
  dates: datesFactSchema,
  columns: columnsFactSchema,
  mailbox: mailboxFactSchema,
  guide: guideFactSchema,
  forms: formsFactSchema,
  attachments: attachmentsFactSchema,
  images: imagesFactSchema,
  console: consoleFactSchema,
  tls: tlsFactSchema,
  reach: reachFactSchema,
  texts: textsFactSchema
} as const
export type FactName = keyof typeof factSchemas
export type Fact<N extends FactName> = z.infer<(typeof factSchemas)[N]>

export const pageFactsSchema = z.object({
  document: gathered(factSchemas.document),
  head: gathered(factSchemas.head),
  footerMarks: gathered(factSchemas.footerMarks),
  links: gathered(factSchemas.links),
  dates: gathered(factSchemas.dates),
  columns: gathered(factSchemas.columns),
  mailbox: gathered(factSchemas.mailbox),
  guide: gathered(factSchemas.guide),
  forms: gathered(factSchemas.forms),
  attachments: gathered(factSchemas.attachments),
  images: gathered(factSchemas.images),
  console: gathered(factSchemas.console),
  tls: gathered(factSchemas.tls),
  reach: gathered(factSchemas.reach),
  texts: gathered(factSchemas.texts)
})
/** A fact that was not asked for is `{ ok: false, error: 'not-asked' }`. */
export type PageFacts = z.infer<typeof pageFactsSchema>
export const notAsked = { ok: false, error: 'not-asked' } as const
