import { parseDecisionRows } from '../domain/decision-rows.ts'
import type { DecisionRequest } from '../domain/number-decision.ts'
import { createFileReader } from './file-reader.ts'
import { forkReader } from './fork-reader.ts'
import { readNamedFile } from './read-sources.ts'

/** Decisions about unconfirmed numbers from an .xlsx or .csv file of the user's. */
export async function readDecisions(path: string): Promise<DecisionRequest[]> {
  const { name, bytes } = await readNamedFile(path)
  const files = createFileReader(forkReader)
  try {
    return (await files.read('tables', { bytes, name })).flatMap(parseDecisionRows)
  } finally {
    files.close()
  }
}
