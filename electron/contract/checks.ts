import { z } from 'zod'
import { pageFactsSchema } from '../domain/facts/facts.ts'
import { hintSchema } from '../domain/hint.ts'
import { read } from './rpc.ts'

export const checkProcedures = {
  /** What the checks say of one page that somebody gathered; nothing is kept. */
  'checks.ofPage': read(
    z.object({
      facts: pageFactsSchema,
      url: z.string(),
      /** ISO instant. */
      observedAt: z.string(),
      /** null: an address that no batch knows, judged by the national numbers. */
      target: z.object({ batchId: z.string(), objectKey: z.string() }).nullable(),
      /** Ids of checks; null: all that look at a page. */
      checks: z.array(z.string()).nullable()
    }),
    z.object({ hints: z.array(hintSchema.extend({ indicator: z.string().nullable() })) })
  )
}
