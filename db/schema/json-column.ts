import { customType } from 'drizzle-orm/sqlite-core'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'

/** Structured column kept as canonical JSON text, so that equal values are equal bytes (the state hash reads the text). */
export const json = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => canonicalJson(value),
  fromDriver: (text) => JSON.parse(text) as unknown
})
