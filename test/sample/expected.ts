import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

export const resourcesDir = resolve(import.meta.dirname, '../../resources')

const strata = z.array(z.object({ name: z.string(), frame: z.number(), drawn: z.number() }))
const summary = z.object({
  checked: z.number(),
  failed: z.number(),
  withProblems: z.number(),
  unsettled: z.number(),
  passRate: z.string()
})
const finding = z.object({
  indicator: z.string(),
  count: z.number(),
  path: z.string(),
  location: z.string(),
  description: z.string()
})

const expectedSchema = z.object({
  site: z.object({
    strata,
    summary,
    targets: z.array(
      z.object({
        key: z.string(),
        host: z.string(),
        outcome: z.enum(['pass', 'fail']),
        vetoes: z.array(z.string()),
        deducted: z.string(),
        bonus: z.string(),
        score: z.string().nullable(),
        problems: z.number(),
        findings: z.array(finding),
        captures: z.array(z.object({ indicator: z.string().nullable(), path: z.string(), note: z.string() }))
      })
    )
  }),
  account: z.object({
    strata,
    summary,
    findings: z.array(z.object({ key: z.string(), object: z.string(), indicator: z.string(), description: z.string() }))
  })
})

/** The sample's truths, worked out by hand from the rules. */
export const expected = expectedSchema.parse(
  JSON.parse(readFileSync(join(resourcesDir, 'samples/yunling/expected.json'), 'utf8')) as unknown
)
