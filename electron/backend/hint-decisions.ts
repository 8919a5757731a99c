import type { Store, StoredHint } from '../../db/store-types.ts'
import { XunchaError } from '../domain/errors.ts'
import { groundOf } from '../domain/hint-memory.ts'
import type { Finding } from '../domain/inspection.ts'
import type { DismissedGround } from '../domain/stored-hint.ts'
import type { NewEvent } from '../events/types.ts'
import type { BackendContext } from './context.ts'

/** What stands of a hint by a person's word. */
export type Decision =
  | { state: 'open' }
  | { state: 'taken'; findingId: string; inspector: string; decidedAt: string }
  | { state: 'dismissed'; reason: string; inspector: string; decidedAt: string }
  | { state: 'remembered'; ground: DismissedGround }

export interface HintChange {
  hintId: string
  before: Decision
  after: Decision
}

export function hintOf(store: Store, hintId: string): StoredHint {
  const hint = store.hint(hintId)
  if (hint !== null && hint.state !== 'gone') return hint
  throw new XunchaError('bad-input', '这条线索不存在或已消失；请刷新后重试。')
}

export function decisionOf(store: Store, hint: StoredHint): Decision {
  const { state, findingId, reason } = hint
  const decided = { inspector: hint.decidedBy ?? '', decidedAt: hint.decidedAt ?? '' }
  if (state === 'taken') return { state, findingId: findingId ?? '', ...decided }
  if (state === 'dismissed') return { state, reason: reason ?? '', ...decided }
  const ground = state === 'remembered' ? store.dismissedGround(hint) : null
  return ground === null ? { state: 'open' } : { state: 'remembered', ground }
}

export function decisionEvent(store: Store, hintId: string, decision: Decision): NewEvent {
  const ground = { ...groundOf(hintOf(store, hintId)), hintId }
  switch (decision.state) {
    case 'open':
      return { type: 'hint.reopened', payload: ground }
    case 'taken':
      return { type: 'hint.taken', payload: { ...ground, ...decision } }
    case 'dismissed':
      return { type: 'hint.dismissed', payload: { ...ground, ...decision } }
    case 'remembered':
      return { type: 'hint.remembered', payload: { hintId, ground: decision.ground } }
  }
}

/** The hint that becomes the finding. It must be of the same target, and nobody may have decided on it yet. */
export function takenHint(
  { store, author, clock }: Pick<BackendContext, 'store' | 'author' | 'clock'>,
  hintId: string,
  finding: Finding
): HintChange {
  const hint = hintOf(store, hintId)
  if (hint.batchId !== finding.batchId || hint.objectKey !== finding.objectKey) {
    throw new XunchaError('bad-input', '这条线索属于别的对象；请在它自己的对象下登记问题。')
  }
  if (hint.state === 'taken') throw new XunchaError('bad-input', '这条线索已经转为问题；请直接修改那条问题。')
  return {
    hintId,
    before: decisionOf(store, hint),
    after: { state: 'taken', findingId: finding.id, inspector: author(), decidedAt: clock.now() }
  }
}

/** Hints whose finding is withdrawn are open again. */
export function reopenedHints({ store }: Pick<BackendContext, 'store'>, findingId: string): HintChange[] {
  return store.hintsTakenInto(findingId).map((hint) => ({
    hintId: hint.id,
    before: decisionOf(store, hint),
    after: { state: 'open' }
  }))
}
