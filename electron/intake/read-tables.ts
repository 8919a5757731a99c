import type { RawTable } from '../domain/registry-rows.ts'

export async function readTables(_bytes: Uint8Array, fileName: string): Promise<RawTable[]> {
  return [{ file: fileName, sheet: null, rows: [], firstRow: 1 }]
}
