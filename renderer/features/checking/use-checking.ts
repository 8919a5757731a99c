import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { Finding, Verdict } from '../../../electron/domain/inspection.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { withColumns, type Sheet } from './columns-view.ts'
import { openQuestions, stepIndicator, type IndicatorLine } from './checklist.ts'
import { draftOf, newDraft, nextDraft, readDraft, type DraftFault } from './finding-draft.ts'
import { nextOpenTarget, shownState } from './target-state.ts'
import { useDrafts, type Drafts } from './use-drafts.ts'
import { usePage, type PageControl } from './use-page.ts'
import { useTargetWork, type TargetWork } from './use-target-work.ts'
import { useTargets, type Targets } from './use-targets.ts'

/** The one line that answers every act; stays until the next. */
export interface StatusLine {
  tone: 'info' | 'good' | 'warn' | 'bad'
  text: string
  undo?: () => void
}

export interface Checking {
  isLoading: boolean
  failure: string | null
  targets: Targets
  work: TargetWork
  page: PageControl
  drafts: Drafts
  draftFaults: readonly DraftFault[]
  /** The line of the checklist that stands open and that the verdict keys speak of. */
  line: IndicatorLine | null
  openLine(indicatorId: string): void
  step(by: 1 | -1): void
  give(verdict: Verdict): void
  /** Opens the finding editor with what columns of the registry make, as a new finding or for the one that stands. */
  recordColumns(indicatorId: string, from: Sheet['draft'], into?: Finding | null): void
  editFinding(finding: Finding): void
  editLastFinding(): void
  /** `again`: and goes on with one more finding of the same item. */
  saveDraft(again: boolean): void
  cancelDraft(): void
  withdraw(finding: Finding, reason: string): void
  capture(mode: 'visible' | 'whole'): void
  completeAndNext(): void
  reopen(): void
  status: StatusLine | null
  tell(status: StatusLine | null): void
}

/** All that one can do on the checking screen, by mouse or by key. */
export function useChecking(batchId: string): Checking {
  const { t } = useTranslation()
  const batch = useRead('batches.get', { batchId })
  const targets = useTargets(batchId)
  const selected = targets.selected
  const objectKey = selected?.objectKey ?? null
  const work = useTargetWork(batchId, objectKey, batch.data?.catalogue ?? null)
  const page = usePage(selected === null ? null : { batchId, objectKey: selected.objectKey, url: selected.url })
  const drafts = useDrafts(objectKey, work.indicators)
  const [indicatorId, setIndicatorId] = useState<string | null>(null)
  const [draftFaults, setDraftFaults] = useState<readonly DraftFault[]>([])
  const [status, setStatus] = useState<StatusLine | null>(null)

  const line = work.lines.find((each) => each.indicator.id === indicatorId) ?? work.lines[0] ?? null
  const isInspected = work.detail?.target.state === 'inspected'

  const refuse = (failure: RpcFailure): void => setStatus({ tone: 'bad', text: failure.message })
  const guard = (): boolean => {
    if (work.detail === null || work.isBusy) return false
    if (isInspected) setStatus({ tone: 'warn', text: t(($) => $.checking.status.inspected) })
    return !isInspected
  }

  const beginFinding = (of: IndicatorLine, from: Sheet['draft'] = null, into: Finding | null = null): void => {
    if (work.detail === null || selected === null) return
    setDraftFaults([])
    setStatus(null)
    const { object } = work.detail.target
    const base = newDraft({
      indicator: of.indicator,
      object,
      page: page.state,
      evidence: work.detail.evidence,
      now: new Date().toISOString()
    })
    const draft = into === null ? base : draftOf(into, of.indicator)
    drafts.begin(from === null ? draft : withColumns(draft, from, of.indicator.phrase))
  }

  const give = async (verdict: Verdict): Promise<void> => {
    if (!guard() || line === null || objectKey === null) return
    if (verdict === 'fail') {
      beginFinding(line)
      return
    }
    if (line.findings.length > 0) {
      setStatus({ tone: 'warn', text: t(($) => $.checking.status.findingsStand) })
      return
    }
    const { id, title } = line.indicator
    const answer = await work.write(rpc.call('verdicts.give', { batchId, objectKey, indicatorId: id, verdict }))
    if (!answer.ok) return refuse(answer.failure)
    const said = t(($) => $.checking.status.verdictGiven, { indicator: title, verdict: t(($) => $.checking.verdict[verdict]) })
    setStatus({ tone: 'good', text: said })
    // 待定 is where one stops to look; after the others the next item is what one wants.
    if (verdict !== 'pending') setIndicatorId(stepIndicator(work.lines, id, 1))
  }

  const saveDraft = async (again: boolean): Promise<void> => {
    const { draft } = drafts
    const indicator = work.indicators.find((each) => each.id === draft?.indicatorId)
    if (draft === null || indicator === undefined || objectKey === null || work.isBusy) return
    const read = readDraft(draft, indicator, selected?.url === null)
    setDraftFaults(read.faults)
    if (read.fields === null) return
    const fields = { batchId, objectKey, ...read.fields }
    const answer = await work.write(
      draft.findingId === null
        ? rpc.call('findings.record', fields)
        : rpc.call('findings.edit', { id: draft.findingId, ...fields })
    )
    if (!answer.ok) return refuse(answer.failure)
    setIndicatorId(indicator.id)
    if (again && draft.findingId === null) {
      drafts.begin(nextDraft(draft, indicator, new Date().toISOString()))
      const amount = answer.value.findings.filter((finding) => finding.indicatorId === indicator.id).length
      return setStatus({ tone: 'good', text: t(($) => $.phrases.savedAgain, { amount }) })
    }
    drafts.drop()
    const said =
      draft.findingId === null
        ? t(($) => $.checking.status.recorded, { indicator: indicator.title })
        : t(($) => $.checking.status.edited)
    setStatus({ tone: 'good', text: said })
  }

  const withdraw = async (finding: Finding, reason: string): Promise<void> => {
    if (!guard()) return
    const answer = await work.write(rpc.call('findings.withdraw', { findingId: finding.id, reason }))
    if (!answer.ok) return refuse(answer.failure)
    setStatus({ tone: 'good', text: t(($) => $.checking.status.withdrawn) })
  }

  const capture = async (mode: 'visible' | 'whole'): Promise<void> => {
    if (page.state === null) return
    const answer = await page.capture(mode)
    if (answer === null) return
    if (!answer.ok) return refuse(answer.failure)
    const evidence = answer.value
    work.addEvidence(evidence)
    // In the editor the new picture is what the finding shows; a doubtful one is marked so and can be unticked.
    if (drafts.draft !== null && evidence.objectKey === objectKey) {
      drafts.change({ evidenceIds: [...drafts.draft.evidenceIds, evidence.id] })
    }
    if (evidence.quality.length === 0) return setStatus({ tone: 'good', text: t(($) => $.checking.status.captured) })
    const faults = evidence.quality.map((fault) => t(($) => $.checking.evidence.fault[fault])).join('、')
    setStatus({ tone: 'warn', text: t(($) => $.checking.status.capturedFaulty, { faults }) })
  }

  const goNext = (): boolean => {
    const listed = targets.order.length > 0 ? targets.order : targets.shown.map((row) => row.objectKey)
    const byKey = new Map(targets.all.map((row) => [row.objectKey, row]))
    const rows = listed.flatMap((key) => byKey.get(key) ?? [])
    const next = nextOpenTarget(rows, objectKey) ?? nextOpenTarget(targets.all, objectKey)
    if (next === null) return false
    targets.select(next)
    setIndicatorId(null)
    return true
  }

  const reopenTarget = async (row: Pick<TargetRow, 'objectKey'>): Promise<void> => {
    const answer = await work.write(rpc.call('targets.reopen', { batchId, objectKey: row.objectKey }))
    if (!answer.ok) return refuse(answer.failure)
    targets.select(row.objectKey)
    setStatus(null)
  }

  const completeAndNext = async (): Promise<void> => {
    if (work.isBusy) return
    if (selected === null || work.detail === null || isInspected) {
      setStatus(null)
      if (!goNext()) setStatus({ tone: 'info', text: t(($) => $.checking.status.nothingLeft) })
      return
    }
    if (drafts.draft !== null) return setStatus({ tone: 'warn', text: t(($) => $.checking.status.draftOpen) })
    const open = openQuestions(work.lines)
    if (open[0] !== undefined) {
      setIndicatorId(open[0].indicator.id)
      const list = open.map((each) => `${each.indicator.id} ${each.indicator.title}`).join('、')
      return setStatus({ tone: 'warn', text: t(($) => $.checking.status.open, { amount: open.length, list }) })
    }
    const answer = await work.write(rpc.call('targets.complete', { batchId, objectKey: selected.objectKey }))
    if (!answer.ok) return refuse(answer.failure)
    const { score } = answer.value
    const shown = shownState({ state: 'inspected', outcome: score.outcome, problems: score.problems })
    const said = { name: selected.name, state: t(($) => $.checking.state[shown]) }
    const undo = () => void reopenTarget(selected)
    const text = goNext() ? t(($) => $.checking.status.completed, said) : t(($) => $.checking.status.allDone, said)
    setStatus({ tone: 'good', text, undo })
  }

  const editFinding = (finding: Finding): void => {
    if (!guard()) return
    setDraftFaults([])
    setStatus(null)
    const indicator = work.indicators.find((each) => each.id === finding.indicatorId)
    drafts.begin(draftOf(finding, indicator))
  }

  return {
    isLoading: batch.isPending || targets.isLoading,
    failure: batch.error?.message ?? targets.failure,
    targets,
    work,
    page,
    drafts,
    draftFaults,
    line,
    openLine: setIndicatorId,
    step: (by) => setIndicatorId(stepIndicator(work.lines, line?.indicator.id ?? null, by)),
    give: (verdict) => void give(verdict),
    recordColumns: (id, from, into = null) => {
      const of = work.lines.find((each) => each.indicator.id === id)
      if (of !== undefined && from !== null && guard()) beginFinding(of, from, into)
    },
    editFinding,
    editLastFinding: () => {
      const last = line?.findings.at(-1)
      if (last !== undefined) editFinding(last)
    },
    saveDraft: (again) => void saveDraft(again),
    cancelDraft: () => {
      drafts.drop()
      setDraftFaults([])
    },
    withdraw: (finding, reason) => void withdraw(finding, reason),
    capture: (mode) => void capture(mode),
    completeAndNext: () => void completeAndNext(),
    reopen: () => {
      if (selected !== null) void reopenTarget(selected)
    },
    status,
    tell: setStatus
  }
}
