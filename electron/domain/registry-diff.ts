import type { ImportFileCounts, PlacedObject } from './registry.ts'
import type { ParsedFile } from './registry-rows.ts'

export interface FieldDifference {
  field: string
  before: string
  after: string
}
export interface RegistryChange {
  op: 'added' | 'changed' | 'closed'
  object: PlacedObject
  /** Fields that differ, old value first; empty for added and closed. */
  differences: FieldDifference[]
}
export interface RegistryDiff {
  files: ImportFileCounts[]
  changes: RegistryChange[]
  /** Objects in the registry after the import, all states counted. */
  sites: number
  accounts: number
}

export function diffRegistry(existing: readonly PlacedObject[], parsed: readonly ParsedFile[]): RegistryDiff {
  const counts = (kind: string): number => existing.filter((object) => object.kind === kind).length
  return {
    files: parsed.map(({ file, sha256, rows, rejected }) => ({
      file,
      sha256,
      rows,
      added: 0,
      changed: 0,
      unchanged: 0,
      closed: 0,
      rejected
    })),
    changes: [],
    sites: counts('site'),
    accounts: counts('account')
  }
}
