import { readDecisions } from '../../backend/decisions-file.ts'
import { assertDecisions } from '../../domain/apply-decisions.ts'
import { parseDecisionOption } from '../../domain/decision-rows.ts'
import type { DecisionRequest } from '../../domain/number-decision.ts'
import type { Session } from './session.ts'

/** `--decide` of the commands that take an edition: each value one decision, or a table file of them. */
export const decideOption = { decide: { type: 'string', multiple: true } } as const

export async function decisionsOf(
  { call }: Session,
  catalogueId: string,
  given: readonly string[] | undefined
): Promise<DecisionRequest[]> {
  if (given === undefined) return []
  const catalogue = await call('catalogues.get', { id: catalogueId })
  const read = given.map((value) => (value.includes('=') ? [parseDecisionOption(value, catalogue)] : readDecisions(value)))
  const decisions = (await Promise.all(read)).flat()
  assertDecisions(catalogue, decisions)
  return decisions
}
