import { z } from 'zod'

/** How sure a number is; `unconfirmed` never scores until a person of the office confirms it. */
export const numberStatusSchema = z.enum(['confirmed', 'applied', 'unconfirmed'])
const sourced = <T extends z.ZodType>(value: T) => z.object({ value, status: numberStatusSchema, source: z.string().min(1) })
/** Points are decimal strings (`"0.1"`): never binary fractions. */
export const decimalSchema = z.string().regex(/^\d+(\.\d{1,2})?$/)

export const indicatorSchema = z.object({
  id: z.string().regex(/^[A-Z]+[0-9]*(\.[0-9]+)?$/),
  group: z.string().min(1),
  title: z.string().min(1),
  kind: z.enum(['veto', 'deduction', 'bonus']),
  /** When it fails, in one sentence. */
  rule: z.string().min(1),
  /** Where to look and how. */
  guidance: z.string().min(1),
  status: numberStatusSchema,
  source: z.string().min(1),
  /** Days or months looked back from the finding's own 监测时间点. */
  window: sourced(z.object({ amount: z.number().int().positive(), unit: z.enum(['day', 'week', 'month', 'year']) })).optional(),
  /** The veto stands when the findings' counts together reach this number (超过(含)). */
  threshold: sourced(z.number().int().positive()).optional(),
  unitPoints: sourced(decimalSchema).optional(),
  cap: sourced(decimalSchema).optional(),
  applies: z.object({ portalOnly: z.boolean(), needsService: z.boolean() }),
  evidence: z.object({ captures: z.number().int().min(0), onRegisteredHost: z.boolean() }),
  /** Wording of the problem table; `{count}` `{points}` `{location}` are filled in. */
  phrase: z.string().min(1),
  check: z.string().optional(),
  enabled: z.boolean()
})
export type Indicator = z.infer<typeof indicatorSchema>

export const catalogueSchema = z.object({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  edition: z.string().min(1),
  object: z.enum(['site', 'account']),
  frame: z.object({
    /** Full marks of the deduction part; null where the edition gives no score (accounts nationally). */
    base: sourced(decimalSchema).nullable(),
    /** Below this the target fails. */
    failBelow: sourced(decimalSchema).nullable(),
    /** Above this the bonus part is scored. */
    bonusAbove: sourced(decimalSchema).nullable(),
    bonusCap: sourced(decimalSchema).nullable(),
    /** Bodies without outward service: their deduction result (full marks `max`) × `numerator`/`denominator`. */
    noService: sourced(z.object({ max: decimalSchema, numerator: z.number().int(), denominator: z.number().int() })).nullable()
  }),
  indicators: z.array(indicatorSchema).min(1)
})
export type Catalogue = z.infer<typeof catalogueSchema>
