import type { Catalogue } from './catalogue.ts'
import type { Target } from './inspection.ts'
import type { RejectedRow } from './registry.ts'
import type { RawTable } from './registry-rows.ts'

/** One finding of an imported table; the files of 证据 are still paths as written. */
export interface FindingRow {
  row: number
  objectKey: string
  indicatorId: string
  count: number
  description: string
  location: string
  url: string
  /** ISO instant in UTC. */
  observedAt: string
  inspector: string
  evidencePaths: string[]
}

export interface FindingRowsContext {
  catalogue: Catalogue
  targets: readonly Target[]
  /** Stands for an empty 监测时间. ISO instant. */
  now: string
  /** Stands for an empty 检查人. */
  author: string
}

export function parseFindingRows(
  _table: RawTable,
  _context: FindingRowsContext
): { findings: FindingRow[]; rejected: RejectedRow[]; rows: number } {
  return { findings: [], rejected: [], rows: 0 }
}
