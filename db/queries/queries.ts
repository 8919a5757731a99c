import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'

/** The query builder over the opened workspace. */
export type Queries = BetterSQLite3Database
