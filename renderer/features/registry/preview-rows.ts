import type { Output } from '../../../electron/contract/index.ts'
import type { ImportFileCounts } from '../../../electron/domain/registry.ts'

type Preview = Output<'registry.preview'>

export type PreviewOp = 'added' | 'changed' | 'closed' | 'rejected'
const previewOps: readonly PreviewOp[] = ['rejected', 'changed', 'closed', 'added']

/** One line of the difference: an object that changes, or a row that cannot be read. */
export interface PreviewRow {
  id: string
  op: PreviewOp
  kind: 'site' | 'account' | null
  name: string
  code: string
  stratum: string
  unit: string
  differences: readonly { field: string; before: string; after: string }[]
  file: string
  row: number | null
  column: string
  reason: string
}

/** What needs the eye first stands first: rejected, changed, closed, added. */
export function previewRows(preview: Preview): PreviewRow[] {
  const rejected = preview.files.flatMap((file) =>
    file.rejected.map((fault, index): PreviewRow => ({
      id: `rejected:${file.sha256}:${fault.row}:${index}`,
      op: 'rejected',
      kind: null,
      name: '',
      code: '',
      stratum: '',
      unit: '',
      differences: [],
      file: file.file,
      row: fault.row,
      column: fault.column,
      reason: fault.reason
    }))
  )
  const changes = preview.changes.map(({ op, object, differences }): PreviewRow => ({
    id: `${op}:${object.key}`,
    op,
    kind: object.kind,
    name: object.name,
    code: object.siteCode ?? object.accountId ?? '',
    stratum: object.stratum,
    unit: object.unit,
    differences,
    file: '',
    row: null,
    column: '',
    reason: ''
  }))
  return [...rejected, ...changes].toSorted((a, b) => previewOps.indexOf(a.op) - previewOps.indexOf(b.op))
}

export interface Sums {
  rows: number
  added: number
  changed: number
  unchanged: number
  closed: number
  rejected: number
}
export function sumsOf(files: readonly ImportFileCounts[]): Sums {
  const sums: Sums = { rows: 0, added: 0, changed: 0, unchanged: 0, closed: 0, rejected: 0 }
  for (const file of files) {
    sums.rows += file.rows
    sums.added += file.added
    sums.changed += file.changed
    sums.unchanged += file.unchanged
    sums.closed += file.closed
    sums.rejected += file.rejected.length
  }
  return sums
}

/** Every row of the file is accounted for. */
export function sumsFit(sums: Sums): boolean {
  return sums.rows === sums.added + sums.changed + sums.unchanged + sums.rejected
}
