import type { Store } from '../../db/store-types.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { RestoredWork } from '../domain/restored-work.ts'
import { targetOf } from './batch-lookup.ts'

export interface Place {
  batchId: string
  objectKey: string
}

/** Rows of one target that can be put back. */
export type Rows = Pick<RestoredWork, 'target' | 'verdicts' | 'findings'>

/** What stands of a target; of its states alone where an act on many targets changes nothing else. */
export function rowsOf(store: Store, { batchId, objectKey }: Place, statesOnly: boolean): Rows {
  const { state, inspector } = targetOf(store, batchId, objectKey)
  return {
    target: { state, inspector },
    verdicts: statesOnly
      ? []
      : store
          .verdicts(batchId, objectKey)
          .map(({ indicatorId, verdict, inspector: by, time }) => ({ indicatorId, given: { verdict, inspector: by, time } })),
    findings: statesOnly ? [] : store.findings(batchId, objectKey).map((finding) => ({ id: finding.id, finding }))
  }
}

const same = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null)

/** Only the rows that differ, as they were and as they are. */
export function changed(was: Rows, is: Rows): { before: Rows; after: Rows } {
  const verdictIds = [...new Set([...was.verdicts, ...is.verdicts].map(({ indicatorId }) => indicatorId))]
  const findingIds = [...new Set([...was.findings, ...is.findings].map(({ id }) => id))]
  const verdictIn = (rows: Rows, id: string) => rows.verdicts.find(({ indicatorId }) => indicatorId === id)?.given ?? null
  const findingIn = (rows: Rows, id: string) => rows.findings.find((each) => each.id === id)?.finding ?? null
  const verdicts = verdictIds.filter((id) => !same(verdictIn(was, id), verdictIn(is, id)))
  const findings = findingIds.filter((id) => !same(findingIn(was, id), findingIn(is, id)))
  const isMoved = !same(was.target, is.target)
  const part = (rows: Rows): Rows => ({
    target: isMoved ? rows.target : null,
    verdicts: verdicts.map((indicatorId) => ({ indicatorId, given: verdictIn(rows, indicatorId) })),
    findings: findings.map((id) => ({ id, finding: findingIn(rows, id) }))
  })
  return { before: part(was), after: part(is) }
}

/** Whether the rows still are as the act (or its undo) left them. */
export function stands(left: Rows, now: Rows): boolean {
  return (
    (left.target === null || same(left.target, now.target)) &&
    left.verdicts.every(({ indicatorId, given }) =>
      same(given, now.verdicts.find((each) => each.indicatorId === indicatorId)?.given)
    ) &&
    left.findings.every(({ id, finding }) => same(finding, now.findings.find((each) => each.id === id)?.finding))
  )
}

/** A target goes back to 待检 only when nothing is left on it: an imported table may have put findings there meanwhile. */
export function targetState(wanted: Rows, now: Rows): Rows['target'] {
  if (wanted.target?.state !== 'waiting') return wanted.target
  const isTaken = (id: string, among: readonly { id: string }[]): boolean => among.some((each) => each.id === id)
  const restoredVerdicts = wanted.verdicts.map(({ indicatorId }) => ({ id: indicatorId }))
  const isLeft =
    now.verdicts.some(({ indicatorId }) => !isTaken(indicatorId, restoredVerdicts)) ||
    now.findings.some(({ id }) => !isTaken(id, wanted.findings))
  return isLeft ? null : wanted.target
}
