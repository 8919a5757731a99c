import type { HintRow } from '../../../electron/contract/hints.ts'
import { askChecking } from '../../components/checking-request.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'

/** Goes to the hint's page on the checking screen. @returns the route */
export function hintInChecking(batchId: string, row: HintRow, isTaken: boolean): string {
  const { id: hintId, url, text, location, message, objectKey, indicators } = row
  useCurrentBatch.getState().choose(batchId)
  const hint = { hintId, url, text, location, message, isTaken }
  askChecking({ batchId, objectKey, indicatorId: indicators[0] ?? null, hint })
  return `/checking/${batchId}`
}
