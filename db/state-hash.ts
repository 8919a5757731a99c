import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { getTableColumns } from 'drizzle-orm'
import { projectionKeys, type ProjectionTable } from '../electron/events/rows.ts'
import { projections } from './schema/index.ts'

/**
 * SHA-256 over every projection row, tables by name, rows by key (byte order), columns by name: one JSON line per row
 * after one line that names table and columns. Structured columns hold canonical JSON already, so equal content is
 * equal text. The log, the settings and SQLite's own order take no part.
 */
export function projectionHash(db: Database.Database): string {
  const hash = createHash('sha256')
  for (const table of (Object.keys(projections) as ProjectionTable[]).sort()) {
    const columns = getTableColumns(projections[table])
    const names = Object.values(columns).map((column) => column.name)
    names.sort()
    const order = projectionKeys[table].map((key) => Object.entries(columns).find(([name]) => name === key)?.[1].name ?? key)
    const list = (parts: readonly string[]): string => parts.map((name) => `"${name}"`).join(', ')
    const rows = db.prepare<[], unknown[]>(`SELECT ${list(names)} FROM "${table}" ORDER BY ${list(order)}`).raw()
    hash.update(`${JSON.stringify([table, ...names])}\n`)
    for (const row of rows.iterate()) hash.update(`${JSON.stringify(row)}\n`)
  }
  return hash.digest('hex')
}
