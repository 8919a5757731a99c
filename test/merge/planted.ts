import { copyWith as copiedWith, type Mutant } from '../support/planted.ts'

export type { Mutant }

/** A copy of the merge and of what it asks about roles. */
export const copyWith = (mutant: Mutant | null): string =>
  copiedWith(mutant, { folder: 'electron/merge', files: ['electron/domain/roles.ts'] })
