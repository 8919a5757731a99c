import type { Hint, Outcome } from '../../electron/domain/hint.ts'

/** Name, why it is so (in the words of the rule), how it is judged, the one outcome expected. */
export type TrickyCase = readonly [name: string, why: string, judge: () => Hint[], outcome: Outcome]
