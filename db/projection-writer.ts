import type Database from 'better-sqlite3'
import { getTableColumns } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { projectionKeys, type ProjectionTable, type RowChange } from '../electron/events/rows.ts'
import { projections } from './schema/index.ts'

export interface ProjectionWriter {
  apply(change: RowChange): void
}

const quoted = (name: string): string => `"${name}"`

/**
 * Writes row changes by prepared statements made once from the schema: an import writes 100,000 rows, and building each
 * through the query builder would take fifteen times as long.
 */
export function createProjectionWriter(db: Database.Database): ProjectionWriter {
  const statements = new Map<string, { run: Database.Statement; columns: readonly SQLiteColumn[] }>()

  const prepared = (id: string, make: () => { sql: string; columns: readonly SQLiteColumn[] }) => {
    const known = statements.get(id)
    if (known) return known
    const { sql, columns } = make()
    const statement = { run: db.prepare(sql), columns }
    statements.set(id, statement)
    return statement
  }

  return {
    apply(change) {
      const { table, op } = change
      const columns: Readonly<Record<string, SQLiteColumn>> = getTableColumns(projections[table])
      const key = projectionKeys[table].map((name) => columnOf(columns, table, name))
      if (op === 'upsert') {
        const statement = prepared(table, () => upsertOf(table, columns))
        statement.run.run(Object.entries(columns).map(([name, column]) => driverValue(column, valueOf(change.row, name))))
        return
      }
      const keyValues = projectionKeys[table].map((name) => valueOf(change.key, name))
      const where = key.map((column) => `${quoted(column.name)} = ?`).join(' AND ')
      if (op === 'delete') {
        prepared(`${table} delete`, () => ({ sql: `DELETE FROM ${quoted(table)} WHERE ${where}`, columns: key })).run.run(
          keyValues
        )
        return
      }
      const names = Object.keys(change.row)
      const set = names.map((name) => columnOf(columns, table, name))
      const statement = prepared(`${table} update ${names.join(',')}`, () => ({
        sql: `UPDATE ${quoted(table)} SET ${set.map((column) => `${quoted(column.name)} = ?`).join(', ')} WHERE ${where}`,
        columns: [...set, ...key]
      }))
      statement.run.run([...names.map((name, index) => driverValue(set[index], valueOf(change.row, name))), ...keyValues])
    }
  }
}

function upsertOf(table: ProjectionTable, columns: Readonly<Record<string, SQLiteColumn>>) {
  const all = Object.values(columns)
  const keys = projectionKeys[table].map((name) => columnOf(columns, table, name).name)
  const rest = all.filter((column) => !keys.includes(column.name))
  const set = rest.map((column) => `${quoted(column.name)} = excluded.${quoted(column.name)}`).join(', ')
  const sql =
    `INSERT INTO ${quoted(table)} (${all.map((column) => quoted(column.name)).join(', ')}) ` +
    `VALUES (${all.map(() => '?').join(', ')}) ON CONFLICT (${keys.map(quoted).join(', ')}) DO UPDATE SET ${set}`
  return { sql, columns: all }
}

function columnOf(columns: Readonly<Record<string, SQLiteColumn>>, table: string, name: string): SQLiteColumn {
  const column = columns[name]
  if (!column) throw new TypeError(`projection ${table} has no column ${name}`)
  return column
}

const valueOf = (row: object, name: string): unknown => (row as Readonly<Record<string, unknown>>)[name]

function driverValue(column: SQLiteColumn | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null
  return column ? column.mapToDriverValue(value) : value
}
