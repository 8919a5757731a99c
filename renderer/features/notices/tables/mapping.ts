import type { Output } from '../../../../electron/contract/index.ts'
import type { ExternalColumnType } from '../../../../electron/domain/external-table.ts'

type Sheet = Output<'externals.preview'>['sheet']
/** What a profile expects a table to have. */
export interface DeclaredColumn {
  id: string
  label: string
  /** Other headings that it is found under. */
  also?: readonly string[] | undefined
}
/** One column as it will be saved; `from` is its place in the file, null while nothing is chosen for a declared column. */
export interface MappedColumn {
  id: string
  label: string
  type: ExternalColumnType
  from: number | null
}

/** A heading without remarks, marks and the words for counting: `收到留言（条）` and `收到留言数` are one. */
const bare = (label: string): string =>
  label
    .replace(/（[^）]*）|\([^)]*\)/g, '')
    .replace(/[\s*：:]/g, '')
    .replace(/(?<=.{2})[数条个件]+$/, '')
    .toLowerCase()

/** Without a declared block every column of the file is kept, as `c1`, `c2`, …. */
export function allColumns(sheet: Sheet): MappedColumn[] {
  return sheet.columns.map(({ label, type }, from) => ({ id: `c${from + 1}`, label, type, from }))
}

/** For each declared column the one of the same heading, else the first that contains it, none used twice. */
export function matchColumns(sheet: Sheet, declared: readonly DeclaredColumn[]): MappedColumn[] {
  const used = new Set<number>()
  const take = (fits: (label: string) => boolean): number | null => {
    const from = sheet.columns.findIndex(({ label }, at) => !used.has(at) && fits(bare(label)))
    if (from < 0) return null
    used.add(from)
    return from
  }
  // Whole headings are given out before parts of headings.
  const exact = declared.map(({ id, label, also }) => {
    const names = [label, id, ...(also ?? [])].map(bare)
    return take((heading) => names.includes(heading))
  })
  return declared.map(({ id, label }, at) => {
    const from = exact[at] ?? take((heading) => heading.includes(bare(label)) || bare(label).includes(heading))
    const column = from === null ? undefined : sheet.columns[from]
    return { id, label: column?.label ?? label, type: column?.type ?? 'text', from }
  })
}
