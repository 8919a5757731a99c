import { createHash } from 'node:crypto'
import { admit } from '../../electron/merge/admit.ts'
import { causality } from '../../electron/merge/causality.ts'
import { judgedItems, subjectOf } from '../../electron/merge/items.ts'
import { choicesNow } from '../../electron/merge/rule-again.ts'
import { rulingChanges } from '../../electron/merge/rule.ts'
import { settle } from '../../electron/merge/settle.ts'

/** The parts of the merge that histories run through: the real ones, or a copy with a planted fault. */
export interface Core {
  admit: typeof admit
  causality: typeof causality
  judgedItems: typeof judgedItems
  subjectOf: typeof subjectOf
  rulingChanges: typeof rulingChanges
  choicesNow: typeof choicesNow
  settle: typeof settle
}

export const realCore: Core = { admit, causality, judgedItems, subjectOf, rulingChanges, choicesNow, settle }

export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')
