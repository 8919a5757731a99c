import { z } from 'zod'

/** How a percentage that is exactly a whole number is printed: `all` 50 %, 100 %; `hundred` 50.00 %, 100 %; `none` 50.00 %, 100.00 %. */
export const wholePercentSchema = z.enum(['all', 'hundred', 'none'])

export const decimalsSchema = z.union([z.literal(0), z.literal(1), z.literal(2)])
export type Decimals = z.infer<typeof decimalsSchema>

/** `truncate` cuts what does not fit: 98.98 printed with one place is 98.9 (met in 开封 2024Q1). */
export const roundingSchema = z.enum(['half-up', 'truncate'])
export type Rounding = z.infer<typeof roundingSchema>

/** How rates and averages of a notice are printed. */
export interface NumberStyle {
  decimals: Decimals
  wholePercent: z.infer<typeof wholePercentSchema>
  rounding: Rounding
}

/** What one figure or column prints otherwise than its notice: offices mix places within one text (株洲: 94% and 98.6%). */
export const numberOverrideSchema = z
  .object({
    decimals: decimalsSchema.optional(),
    wholePercent: wholePercentSchema.optional(),
    rounding: roundingSchema.optional()
  })
  .strict()
export type NumberOverride = z.infer<typeof numberOverrideSchema>

export function styleWith(style: NumberStyle, override: NumberOverride | undefined): NumberStyle {
  return {
    decimals: override?.decimals ?? style.decimals,
    wholePercent: override?.wholePercent ?? style.wholePercent,
    rounding: override?.rounding ?? style.rounding
  }
}

/** How names are strung together. */
export const nameListSchema = z
  .object({
    /** What stands for an object; units and strata are named once. */
    field: z.enum(['name', 'unit', 'stratum']).optional(),
    /** `score`: best first. */
    order: z.enum(['registry', 'score']).optional(),
    /** Names spelt out before 等. */
    limit: z.number().int().positive().optional(),
    /** After the number of 等N…: `个`, `家单位`. */
    suffix: z.string().optional(),
    /** false: the names beyond the limit are not counted either. */
    tail: z.boolean().optional()
  })
  .strict()
export type NameList = z.infer<typeof nameListSchema>
