import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import { projectEvent } from '../../electron/events/project.ts'
import { projectionKeys, type ProjectionRows, type ProjectionTable, type RowChange } from '../../electron/events/rows.ts'
import type { LoggedEvent } from '../../electron/events/types.ts'
import { sha256, type Core } from './core.ts'

/** The projections as maps: what the database holds, without a database. */
export interface Tables {
  apply(change: RowChange): void
  rows<T extends ProjectionTable>(table: T): ProjectionRows[T][]
  row<T extends ProjectionTable>(table: T, ...key: string[]): ProjectionRows[T] | null
  hash(): string
}

export function createTables(): Tables {
  const tables = new Map<ProjectionTable, Map<string, object>>()
  const of = (table: ProjectionTable): Map<string, object> => {
    const known = tables.get(table) ?? new Map<string, object>()
    tables.set(table, known)
    return known
  }
  const keyOf = (table: ProjectionTable, row: object): string =>
    projectionKeys[table].map((name) => String((row as Record<string, unknown>)[name])).join('\u0000')
  return {
    apply(change) {
      const rows = of(change.table)
      if (change.op === 'upsert') rows.set(keyOf(change.table, change.row), change.row)
      else if (change.op === 'delete') rows.delete(keyOf(change.table, change.key))
      else {
        const key = keyOf(change.table, change.key)
        const row = rows.get(key)
        if (row !== undefined) rows.set(key, { ...row, ...change.row })
      }
    },
    rows: <T extends ProjectionTable>(table: T) => [...of(table).values()] as ProjectionRows[T][],
    row: <T extends ProjectionTable>(table: T, ...key: string[]) =>
      (of(table).get(key.join('\u0000')) ?? null) as ProjectionRows[T] | null,
    hash() {
      const filled = [...tables.keys()].filter((table) => of(table).size > 0)
      const text = filled.sort().map((table) => {
        const rows = of(table)
        return [table, ...[...rows.keys()].sort().map((key) => canonicalJson(rows.get(key)))].join('\n')
      })
      return sha256(text.join('\n\n'))
    }
  }
}

/** The state of a set of events, given in any order. */
export function stateOf(core: Core, events: Iterable<LoggedEvent>): Tables {
  const byId = new Map<string, LoggedEvent>()
  for (const event of events) byId.set(event.id, event)
  const causal = core.causality([...byId.values()])
  const order = causal.order.flatMap((id) => byId.get(id) ?? [])
  const tables = createTables()
  for (const event of order) for (const change of projectEvent(event)) tables.apply(change)
  for (const change of core.settle(() => order, causal, sha256)) tables.apply(change)
  return tables
}
