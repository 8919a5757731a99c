/** 线索: what a machine noticed and shows to a person. It is never a finding by itself. */
import { z } from 'zod'
import { placeSchema } from './facts/gathered.ts'

export const outcomes = ['pass', 'fail', 'needs-human', 'not-applicable', 'error'] as const
export const outcomeSchema = z.enum(outcomes)
export type Outcome = z.infer<typeof outcomeSchema>

export const hintSchema = z.object({
  /** File name of the check in electron/judge/checks, as the catalogue's `check` names it. */
  check: z.string(),
  outcome: outcomeSchema,
  /** One Chinese sentence: what was seen, with the figures; on a second line, if any, the check's reasoning. */
  message: z.string(),
  places: z.array(placeSchema),
  /**
   * What of the page the hint rests on, as text that is equal as long as that part of the page is (no dates of observation,
   * no counters): its hash decides whether a dismissed hint stays dismissed.
   */
  ground: z.string(),
  /** Items of the edition that the place counts under, the likeliest first; absent: all that name the check. */
  items: z.array(z.string()).optional()
})
export type Hint = z.infer<typeof hintSchema>

/** Thresholds and how far they are reached help the inspector to decide, and have no place in what the unit is told. */
export const reasonedMessage = (fault: string, reasoning: string): string => (reasoning === '' ? fault : `${fault}\n${reasoning}`)

/** The fault alone, as a finding describes it. @param message of a hint */
export const faultOf = (message: string): string => message.split('\n', 1).join('')

/** Both on one line. @param message of a hint */
export const onOneLine = (message: string): string => message.replaceAll('\n', '')
