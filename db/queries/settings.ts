import { eq } from 'drizzle-orm'
import { settings } from '../schema/index.ts'
import type { Queries } from './queries.ts'

export function selectSetting(db: Queries, key: string): string | null {
  return db.select().from(settings).where(eq(settings.key, key)).get()?.value ?? null
}

export function upsertSetting(db: Queries, key: string, value: string): void {
  db.insert(settings).values({ key, value }).onConflictDoUpdate({ target: settings.key, set: { value } }).run()
}
