import { runningStatus, type ImportFileCounts, type ObjectKind, type PlacedObject, type RegistryObject } from './registry.ts'
import type { ParsedFile } from './registry-rows.ts'

const closedStatus = '已关停'

export interface FieldDifference {
  /** Column name as in the registry file. */
  field: string
  before: string
  after: string
}
export interface RegistryChange {
  op: 'added' | 'changed' | 'closed'
  object: PlacedObject
  /** Fields that differ, old value first; for `closed` the status, empty for `added`. */
  differences: FieldDifference[]
}
export interface RegistryDiff {
  files: ImportFileCounts[]
  changes: RegistryChange[]
  /** Objects in the registry after the import, all states counted. */
  sites: number
  accounts: number
}

/**
 * What an import would change. Existing objects keep their place, new ones follow in file order. Running objects of a
 * kind the files cover that no file lists any more are closed, unless their row is among the rejected ones.
 */
export function diffRegistry(existing: readonly PlacedObject[], parsed: readonly ParsedFile[]): RegistryDiff {
  const before = new Map(existing.map((object) => [object.key, object]))
  const listed = new Set(parsed.flatMap((file) => file.rejectedKeys))
  const changes: RegistryChange[] = []
  const files: ImportFileCounts[] = []
  const totals: Record<ObjectKind, number> = { site: 0, account: 0 }
  for (const object of existing) totals[object.kind] += 1
  let order = existing.reduce((last, object) => Math.max(last, object.order), -1)
  for (const file of parsed) {
    const counts = { file: file.file, sha256: file.sha256, rows: file.rows, added: 0, changed: 0, unchanged: 0, closed: 0 }
    for (const object of file.objects) {
      listed.add(object.key)
      const old = before.get(object.key)
      if (old === undefined) {
        order += 1
        counts.added += 1
        totals[object.kind] += 1
        changes.push({ op: 'added', object: { ...object, order }, differences: [] })
        continue
      }
      const differences = differencesOf(old, object)
      if (differences.length === 0) {
        counts.unchanged += 1
        continue
      }
      counts.changed += 1
      changes.push({ op: 'changed', object: { ...object, order: old.order }, differences })
    }
    files.push({ ...counts, rejected: file.rejected })
  }
  closeUnlisted(existing, parsed, listed, files, changes)
  return { files, changes, sites: totals.site, accounts: totals.account }
}

function closeUnlisted(
  existing: readonly PlacedObject[],
  parsed: readonly ParsedFile[],
  listed: ReadonlySet<string>,
  files: ImportFileCounts[],
  changes: RegistryChange[]
): void {
  const rejectedNames = new Set(parsed.flatMap((file) => file.rejectedNames))
  const strata = parsed.map((file) => new Set(file.objects.map((object) => `${object.kind}:${object.stratum}`)))
  for (const object of existing) {
    if (object.status !== runningStatus || listed.has(object.key)) continue
    if (rejectedNames.has(`${object.kind}:${object.name}`)) continue
    // With one file per region the closing is counted with the file of that region, else with the first of its kind.
    const sameStratum = strata.findIndex((names) => names.has(`${object.kind}:${object.stratum}`))
    const index = sameStratum >= 0 ? sameStratum : parsed.findIndex((file) => file.kinds.includes(object.kind))
    const counts = files[index]
    if (counts === undefined) continue
    counts.closed += 1
    changes.push({
      op: 'closed',
      object: { ...object, status: closedStatus },
      differences: [{ field: '状态', before: object.status, after: closedStatus }]
    })
  }
}

type Compared = Exclude<keyof RegistryObject, 'key' | 'kind' | 'notes' | 'raw'>
const labels: readonly (readonly [Compared, string])[] = [
  ['name', '名称'],
  ['stratum', '地区'],
  ['unit', '主办单位'],
  ['siteCode', '网站标识码'],
  ['url', '网址'],
  ['platform', '平台'],
  ['accountId', '账号'],
  ['accountType', '账号类型'],
  ['unitClass', '单位类别'],
  ['isPortal', '门户'],
  ['hasService', '对外服务'],
  ['status', '状态']
]

/** `raw` is not compared: another way of typing the same value is no change. */
function differencesOf(before: RegistryObject, after: RegistryObject): FieldDifference[] {
  const differences: FieldDifference[] = []
  for (const [field, label] of labels) {
    if (before[field] !== after[field]) differences.push({ field: label, before: show(before[field]), after: show(after[field]) })
  }
  for (const label of new Set([...Object.keys(before.notes), ...Object.keys(after.notes)])) {
    const [old = '', now = ''] = [before.notes[label], after.notes[label]]
    if (old !== now) differences.push({ field: label, before: old, after: now })
  }
  return differences
}

function show(value: string | boolean | null): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  return value
}
