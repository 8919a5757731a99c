import { z } from 'zod'
import { headSchema } from './evidence-package.ts'

/** A time-stamp authority that the office trusts; content of an office document of this kind. */
export const stampAuthoritySchema = z.object({
  name: z.string().trim().min(1).max(100),
  url: z
    .string()
    .max(500)
    .regex(/^https?:\/\/[^\s/]+\S*$/),
  /** Policy that is asked for and accepted, by object identifier; null leaves it to the authority. */
  policy: z
    .string()
    .regex(/^[0-2](?:\.\d+)+$/)
    .nullable(),
  /** Certificates, PEM, that its stamps must lead to; no others are trusted. */
  roots: z.array(z.string().min(1)).min(1).max(20),
  /** Its revocation lists, PEM; without them nobody knows offline what was revoked. */
  revocations: z.array(z.string().min(1).max(2_000_000)).max(20).optional()
})
export type StampAuthority = z.infer<typeof stampAuthoritySchema>

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The stamp over the captured files of one day, checked when it came; content of an office document. */
export const dayStampSchema = z.object({
  /** Day in China, `2026-03-01`. */
  day: z.string(),
  /** SHA-256 of each file, sorted. */
  leaves: z.array(hash).min(1),
  /** The last record of the log then, a leaf too: a log cut or written anew later shows. Stamps of before have none. */
  head: headSchema.optional(),
  /** What was stamped: the root of the tree over the leaves. */
  root: hash,
  /** Id of the office's document, and its name then. */
  authority: z.object({ id: z.string(), name: z.string() }),
  nonce: z.string(),
  /** The authority's answer, base64. */
  answer: z.string(),
  /** The authority's time, and the laptop's when the answer came; both are claims of their clocks. */
  time: z.string(),
  laptopTime: z.string()
})
export type DayStamp = z.infer<typeof dayStampSchema>

/** All leaves of the tree that was stamped. */
export const stampedLeaves = ({ leaves, head }: Pick<DayStamp, 'leaves' | 'head'>): string[] => [
  ...leaves,
  ...(head === undefined ? [] : [head.hash])
]
