import { copyWith as copiedWith, type Copied, type Mutant } from '../support/planted.ts'

export type { Mutant }

/** The merge, and what it asks about roles. */
export const mergeParts: Copied = { folder: 'electron/merge', files: ['electron/domain/roles.ts'] }

export const copyWith = (mutant: Mutant | null): string => copiedWith(mutant, mergeParts)
