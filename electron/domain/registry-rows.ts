import type { ObjectKind, RegistryObject, RejectedRow } from './registry.ts'

/** One sheet as read: every row including titles, cells as text. `firstRow` is the 1-based number of `rows[0]`. */
export interface RawTable {
  file: string
  sheet: string | null
  rows: string[][]
  firstRow: number
}

export interface ParsedRows {
  objects: RegistryObject[]
  rejected: RejectedRow[]
  /** Object rows, good and rejected. */
  rows: number
  /** Keys of rejected rows, where a key could be read: such objects are not counted as closed. */
  rejectedKeys: string[]
  /** Kinds this table has rows of. */
  kinds: ObjectKind[]
}

/** One input file with all its sheets. */
export interface RegistryFile {
  file: string
  sha256: string
  tables: RawTable[]
}

export interface ParsedFile extends ParsedRows {
  file: string
  sha256: string
}

export function parseRegistryRows(_table: RawTable): ParsedRows {
  return { objects: [], rejected: [], rows: 0, rejectedKeys: [], kinds: [] }
}

/** Parses all files of one import together, so that the same code in two files is found. */
export function parseRegistryFiles(files: readonly RegistryFile[]): ParsedFile[] {
  return files.map(({ file, sha256 }) => ({ file, sha256, objects: [], rejected: [], rows: 0, rejectedKeys: [], kinds: [] }))
}
