import { parseDecisionRows } from '../domain/decision-rows.ts'
import type { DecisionRequest } from '../domain/number-decision.ts'
import { readTables } from '../intake/read-tables.ts'
import { readNamedFile } from './read-sources.ts'

/** Decisions about unconfirmed numbers from an .xlsx or .csv file of the user's. */
export async function readDecisions(path: string): Promise<DecisionRequest[]> {
  const { name, bytes } = await readNamedFile(path)
  return (await readTables(bytes, name)).flatMap(parseDecisionRows)
}
