import type { StoredBatch } from '../../db/store-types.ts'
import type { Act } from '../contract/acts.ts'
import type { TargetDetail } from '../contract/checking.ts'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence, Finding, Target, Verdict } from '../domain/inspection.ts'
import { scoreTarget, summarise, touchedItems } from '../domain/scoring.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { NewEvent } from '../events/types.ts'
import type { ActLabel, Acts } from './acts.ts'
import { batchOf, evidenceOf, indicatorOf, targetOf } from './batch-lookup.ts'
import { conflictCounter, scoreBatch } from './batch-scores.ts'
import { completeTargets, openQuestion, stateEvent } from './complete-targets.ts'
import type { BackendContext, Feature } from './context.ts'
import { assertEvidence } from './evidence-rule.ts'
import { importFindings } from './findings-import.ts'
import { reopenedHints, takenHint, type HintChange } from './hint-decisions.ts'

type Procedures =
  | 'targets.get'
  | 'targets.complete'
  | 'targets.reopen'
  | 'verdicts.give'
  | 'findings.record'
  | 'findings.edit'
  | 'findings.withdraw'
  | 'findings.import'
  | 'batches.complete'
  | 'scores.batch'
  | 'acts.last'
  | 'acts.undo'
  | 'acts.redo'

interface Place {
  batchId: string
  objectKey: string
}

export function checkingFeature(ctx: BackendContext, evidenceStore: EvidenceStore, acts: Acts): Feature<Procedures> {
  const { store } = ctx

  function detail({ batchId, objectKey }: Place): TargetDetail {
    const batch = batchOf(store, batchId)
    const target = targetOf(store, batchId, objectKey)
    const verdicts = verdictsOf(target)
    const findings = store.findings(batchId, objectKey)
    const evidence = store.evidence(batchId, objectKey)
    const openConflicts = conflictCounter(store, batchId)(objectKey)
    const score = scoreTarget({ catalogue: batch.catalogue, target, verdicts, findings, openConflicts })
    return { target, verdicts, findings, evidence, score }
  }

  const verdictsOf = ({ batchId, objectKey }: Place): Record<string, Verdict> =>
    Object.fromEntries(store.verdicts(batchId, objectKey).map(({ indicatorId, verdict }) => [indicatorId, verdict]))

  function write(
    label: ActLabel,
    { batchId, objectKey }: Place,
    events: readonly NewEvent[],
    hints: readonly HintChange[] = []
  ): TargetDetail {
    const place = { batchId, objectKey }
    if (events.length > 0) {
      acts.append(label, [place], events, hints)
      const topics = hints.length === 0 ? (['targets', 'findings'] as const) : (['targets', 'findings', 'hints'] as const)
      ctx.emit('workspace.changed', { topics: [...topics], batchId: place.batchId })
    }
    return detail(place)
  }

  /** The target as one that may be worked on, and the event that takes it up when it was waiting. */
  function takeUp(place: Place): { batch: StoredBatch; target: Target; events: NewEvent[] } {
    const batch = batchOf(store, place.batchId)
    const target = targetOf(store, place.batchId, place.objectKey)
    if (target.state === 'inspected') {
      throw new XunchaError('bad-input', `“${target.object.name}”已检查完成；要修改请先重新打开。`)
    }
    return { batch, target, events: target.state === 'waiting' ? [stateEvent(target, 'in-progress', ctx.author())] : [] }
  }

  function givenEvidence(ids: readonly string[]): Evidence[] {
    return [...new Set(ids)].map((id) => evidenceOf(store, id))
  }

  function give({ indicatorId, verdict, ...place }: Input<'verdicts.give'>): TargetDetail {
    const { batch, target, events } = takeUp(place)
    const indicator = indicatorOf(batch, indicatorId)
    const standing = store.findings(place.batchId, place.objectKey).filter((finding) => finding.indicatorId === indicatorId)
    if (standing.length > 0) {
      throw new XunchaError('bad-input', `指标 ${indicatorId} 还有 ${standing.length} 条问题；请先撤回这些问题，再改判定。`)
    }
    const before = verdictsOf(target)[indicatorId] ?? null
    if (before === verdict) return detail(place)
    return write({ kind: 'verdict', indicator, verdict, before }, place, [
      ...events,
      verdictEvent(place, indicatorId, verdict, ctx.author())
    ])
  }

  function record({ hintId, ...draft }: Input<'findings.record'>): TargetDetail {
    const { batch, target, events } = takeUp(draft)
    const indicator = indicatorOf(batch, draft.indicatorId)
    assertEvidence(indicator, target, givenEvidence(draft.evidenceIds), batch)
    const finding: Finding = { ...draft, id: ctx.ids.next(), inspector: ctx.author() }
    const isFailed = verdictsOf(target)[draft.indicatorId] === 'fail'
    const done: NewEvent[] = [
      ...events,
      { type: 'finding.recorded', payload: finding },
      ...(isFailed ? [] : [verdictEvent(draft, draft.indicatorId, 'fail', ctx.author())])
    ]
    const hints = hintId === undefined ? [] : [takenHint(ctx, hintId, finding)]
    return write({ kind: 'finding-recorded', indicator }, draft, done, hints)
  }

  function findingOf(findingId: string): Finding {
    const finding = store.finding(findingId)
    if (finding) return finding
    throw new XunchaError('unknown-finding', '这条问题不存在或已撤回；请刷新后重试。')
  }

  function edit(changed: Input<'findings.edit'>): TargetDetail {
    const before = findingOf(changed.id)
    const isSamePlace =
      before.batchId === changed.batchId && before.objectKey === changed.objectKey && before.indicatorId === changed.indicatorId
    if (!isSamePlace) throw new XunchaError('bad-input', '问题不能改到别的对象或指标下；请撤回后在正确的指标下重新登记。')
    const { batch, target, events } = takeUp(changed)
    const indicator = indicatorOf(batch, changed.indicatorId)
    assertEvidence(indicator, target, givenEvidence(changed.evidenceIds), batch)
    return write({ kind: 'finding-edited', indicator }, changed, [
      ...events,
      { type: 'finding.edited', payload: { ...changed, inspector: before.inspector } }
    ])
  }

  function withdraw({ findingId, reason }: Input<'findings.withdraw'>): TargetDetail {
    const finding = findingOf(findingId)
    const { batch, events } = takeUp(finding)
    const indicator = batch.catalogue.indicators.find(({ id }) => id === finding.indicatorId) ?? null
    const others = store
      .findings(finding.batchId, finding.objectKey)
      .filter((other) => other.indicatorId === finding.indicatorId && other.id !== findingId)
    const done: NewEvent[] = [
      ...events,
      { type: 'finding.withdrawn', payload: { findingId, reason } },
      // A fail without a finding says nothing: the indicator is open again.
      ...(others.length === 0 ? [verdictEvent(finding, finding.indicatorId, 'pending', ctx.author())] : [])
    ]
    return write({ kind: 'finding-withdrawn', indicator }, finding, done, reopenedHints(ctx, findingId))
  }

  function complete(place: Place): TargetDetail {
    const target = targetOf(store, place.batchId, place.objectKey)
    if (target.state === 'inspected') return detail(place)
    const reason = openQuestion(verdictsOf(target), conflictCounter(store, place.batchId)(place.objectKey))
    if (reason !== null) throw new XunchaError('bad-input', `“${target.object.name}”还不能完成：${reason}。`)
    return write({ kind: 'completed' }, place, [stateEvent(target, 'inspected', target.inspector ?? ctx.author())])
  }

  function reopen(place: Place): TargetDetail {
    const target = targetOf(store, place.batchId, place.objectKey)
    if (target.state !== 'inspected') return detail(place)
    return write({ kind: 'reopened' }, place, [stateEvent(target, 'in-progress', target.inspector ?? ctx.author())])
  }

  function restored(act: Act): Output<'acts.undo'> {
    ctx.emit('workspace.changed', { topics: ['targets', 'findings', 'batches', 'columns', 'hints'], batchId: act.batchId })
    return { act, detail: detail(act) }
  }

  function completeBatch({ batchId }: Input<'batches.complete'>): Output<'batches.complete'> {
    batchOf(store, batchId)
    const verdicts = new Map<string, Record<string, Verdict>>()
    for (const { objectKey, indicatorId, verdict } of store.verdicts(batchId)) {
      verdicts.set(objectKey, { ...verdicts.get(objectKey), [indicatorId]: verdict })
    }
    const targets = store.targets(batchId)
    const conflictsOf = conflictCounter(store, batchId)
    const waiting = targets
      .filter(({ state }) => state !== 'inspected')
      .map((target) => ({ target, reason: openQuestion(verdicts.get(target.objectKey) ?? {}, conflictsOf(target.objectKey)) }))
    const ready = waiting.filter(({ reason }) => reason === null)
    if (ready.length > 0) {
      completeTargets(
        ctx,
        acts,
        ready.map(({ target }) => target)
      )
    }
    return {
      completed: ready.length,
      already: targets.length - waiting.length,
      open: waiting.flatMap(({ target: { objectKey, object }, reason }) =>
        reason === null ? [] : [{ objectKey, name: object.name, reason }]
      )
    }
  }

  return {
    handlers: {
      'targets.get': detail,
      'verdicts.give': give,
      'findings.record': record,
      'findings.edit': edit,
      'findings.withdraw': withdraw,
      'findings.import': (request) => importFindings(ctx, evidenceStore, request),
      'targets.complete': complete,
      'targets.reopen': reopen,
      'batches.complete': completeBatch,
      'acts.last': ({ batchId }) => acts.last(batchId),
      'acts.undo': ({ batchId }) => restored(acts.undo(batchId)),
      'acts.redo': ({ batchId }) => restored(acts.redo(batchId)),
      'scores.batch': ({ batchId }) => {
        const targets = scoreBatch(store, batchOf(store, batchId)).map(({ score }) => score)
        return { targets: targets.map((score) => ({ ...score, items: touchedItems(score) })), summary: summarise(targets) }
      }
    }
  }
}

function verdictEvent({ batchId, objectKey }: Place, indicatorId: string, verdict: Verdict, inspector: string): NewEvent {
  return { type: 'verdict.given', payload: { batchId, objectKey, indicatorId, verdict, inspector } }
}
