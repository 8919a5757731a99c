import { z } from 'zod'
import { headSchema } from '../../domain/evidence-package.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const path = z.array(z.strictObject({ side: z.enum(['left', 'right']), hash })).max(64)

/** What lies beside a .tsr: what it stamps, and the way there from every file of the package. */
export const stampRecordSchema = z.strictObject({
  format: z.literal('xuncha-timestamp/1'),
  /** Of the record in the log. */
  document: z.string().max(100),
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  authority: z.string().max(100),
  policy: z.string().max(100).nullable(),
  /** Hex. */
  nonce: z.string().regex(/^[0-9a-f]{1,64}$/),
  /** What was stamped: `openssl ts -verify -digest ROOT`. */
  root: hash,
  laptopTime: z.string().max(40),
  /** Why it did not count when the package was made, a Chinese sentence. */
  fault: z.string().max(500).nullable(),
  /** The last record of the log when it was stamped. */
  head: headSchema.extend({ path }).nullable(),
  files: z.array(z.strictObject({ sha256: hash, path })).max(20_000)
})
export type StampRecord = z.infer<typeof stampRecordSchema>

const waitingSchema = z.object({
  format: z.literal('xuncha-timestamps/1'),
  value: z.null(),
  reason: z.string().max(500),
  /** Packages of before do not name what waits. */
  waiting: z.array(z.strictObject({ name: z.string(), sha256: hash })).optional()
})
/** timestamps/pending.json. */
export type Waiting = z.infer<typeof waitingSchema>
export const readWaiting = (value: unknown): Waiting | null => waitingSchema.safeParse(value).data ?? null

export const pendingPath = 'timestamps/pending.json'

/** `timestamps/2026-11-27-0123456789abcdef` for its three files: .tsr, .json, .pem. */
export const stampStem = (day: string, answerSha256: string): string => `timestamps/${day}-${answerSha256.slice(0, 16)}`
