import type { Target, TargetState, Verdict } from '../domain/inspection.ts'
import type { NewEvent } from '../events/types.ts'
import type { Acts } from './acts.ts'
import type { BackendContext } from './context.ts'

/** Completes targets that nothing stands in the way of, as one act. */
export function completeTargets(ctx: BackendContext, acts: Acts, targets: readonly Target[]): void {
  const [first] = targets
  if (first === undefined) return
  const author = ctx.author()
  const places = targets.map(({ batchId, objectKey }) => ({ batchId, objectKey }))
  const events = targets.map((target) => stateEvent(target, 'inspected', target.inspector ?? author))
  acts.append({ kind: 'completed-many' }, places, events)
  ctx.emit('workspace.changed', { topics: ['targets', 'batches'], batchId: first.batchId })
}

export function stateEvent(
  { batchId, objectKey }: Pick<Target, 'batchId' | 'objectKey'>,
  state: TargetState,
  inspector: string
): NewEvent {
  return { type: 'target.state-changed', payload: { batchId, objectKey, state, inspector } }
}

/** Why a target cannot be completed, or null: an indicator put off (待定) is an open question, one without verdict passes. */
export function openQuestion(verdicts: Readonly<Record<string, Verdict>>, openConflicts: number): string | null {
  if (openConflicts > 0) return `有 ${openConflicts} 处合并冲突待裁定，请先裁定`
  const pending = Object.entries(verdicts).flatMap(([indicatorId, verdict]) => (verdict === 'pending' ? [indicatorId] : []))
  return pending.length === 0 ? null : `指标 ${pending.join('、')} 待定，请先给出判定`
}
