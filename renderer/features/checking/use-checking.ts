import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding, Verdict } from '../../../electron/domain/inspection.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { withColumns, type Sheet } from './columns-view.ts'
import { usePrivacy } from '../../components/privacy.ts'
import { openQuestions, stepIndicator, type IndicatorLine } from './checklist.ts'
import { draftOf, newDraft, nextDraft, readDraft, type DraftFault, type FindingDraft } from './finding-draft.ts'
import { nextOpenTarget, shownState } from './target-state.ts'
import { useActs } from './use-acts.ts'
import { useCaptures, type Captures } from './use-captures.ts'
import { useDesk } from './use-desk.ts'
import { useDrafts, type Drafts } from './use-drafts.ts'
import { useLine, type Line } from './use-line.ts'
import { usePage, type PageControl } from './use-page.ts'
import { usePreload } from './use-preload.ts'
import { useSaved } from './use-saved.ts'
import { useTargetWork, type TargetWork } from './use-target-work.ts'
import { useTargets, type Targets } from './use-targets.ts'
import { useWhenReady } from './use-when-ready.ts'

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
  assembly: Line
  draftFaults: readonly DraftFault[]
  /** The line of the checklist that stands open and that the verdict keys speak of. */
  line: IndicatorLine | null
  openLine(indicatorId: string): void
  step(by: 1 | -1): void
  give(verdict: Verdict): void
  /** Opens the finding editor with what columns of the registry make, as a new finding or for the one that stands. */
  recordColumns(indicatorId: string, from: Sheet['draft'], into?: Finding | null): void
  /** Opens the finding editor for an item, prefilled as always and then changed by what was seen. */
  recordSeen(indicatorId: string, seen: (draft: FindingDraft, indicator: Indicator) => FindingDraft): void
  editFinding(finding: Finding): void
  editLastFinding(): void
  /** `again`: and goes on with one more finding of the same item. */
  saveDraft(again: boolean): void
  cancelDraft(): void
  withdraw(finding: Finding, reason: string): void
  capture: Captures['capture']
  acceptEvidence: Captures['acceptEvidence']
  completeAndNext(): void
  /** Completes every target that is answered whole. */
  completeReady(): void
  toggleLine(): void
  reopen(): void
  /** Takes the last act of this batch back, wherever it was done; `redo` brings it back again. */
  undo(): void
  redo(): void
  /** Writes what is half-typed at once and says when. */
  saveNow(): void
  status: StatusLine | null
  tell(status: StatusLine | null): void
}

const noIndicators: readonly Indicator[] = []

/** All that one can do on the checking screen, by mouse or by key. */
export function useChecking(batchId: string): Checking {
  const { t } = useTranslation()
  const batch = useRead('batches.get', { batchId })
  const desk = useDesk(batchId)
  const targets = useTargets(batchId, desk)
  const selected = targets.selected
  const objectKey = selected?.objectKey ?? null
  const work = useTargetWork(batchId, objectKey, batch.data?.catalogue ?? null)
  const page = usePage(selected === null ? null : { batchId, objectKey: selected.objectKey, url: selected.url })
  const drafts = useDrafts(batchId, objectKey, work.indicators)
  const [indicatorId, setIndicatorId] = useState<string | null>(null)
  const [draftFaults, setDraftFaults] = useState<readonly DraftFault[]>([])
  const [status, setStatus] = useState<StatusLine | null>(null)

  const assembly = useLine(batchId, batch.data?.catalogue.indicators ?? noIndicators, targets, desk)
  const nextOpen = nextOpenTarget(targets.listed, objectKey) ?? nextOpenTarget(targets.all, objectKey)
  const coming = assembly.isOn ? assembly.next : (targets.all.find((row) => row.objectKey === nextOpen) ?? null)
  usePreload(page.state, batchId, coming)
  const isPrivate = usePrivacy((state) => state.isOn)
  const nameOf = (row: { name: string }): string => (isPrivate ? t(($) => $.desk.privacy.blank) : row.name)

  const lineOf = (id: string | null): IndicatorLine | null => work.lines.find((each) => each.indicator.id === id) ?? null
  const line = assembly.isOn ? lineOf(assembly.indicator?.id ?? null) : (lineOf(indicatorId) ?? work.lines[0] ?? null)
  const openLine = (id: string): void => {
    setIndicatorId(id)
    if (assembly.isOn) assembly.choose(id)
  }
  const isInspected = work.detail?.target.state === 'inspected'
  /** The items stand there, and along the line it is known where one goes on to. */
  const isReady = work.detail !== null && batch.data !== undefined && (!assembly.isOn || assembly.isKnown)

  const acts = useActs({
    batchId,
    targets,
    work,
    isWriting: drafts.draft !== null,
    openLine,
    nameOf,
    tell: setStatus
  })
  const undo = acts.undo
  const saveNow = useSaved(batchId, setStatus)
  const captures = useCaptures({ objectKey, page, drafts, work, tell: setStatus })

  const refuse = (failure: RpcFailure): void => setStatus({ tone: 'bad', text: failure.message })
  const guard = (): boolean => {
    if (work.isBusy) return false
    if (!isReady) {
      if (selected !== null) setStatus({ tone: 'info', text: t(($) => $.checking.status.coming) })
      return false
    }
    if (isInspected) setStatus({ tone: 'warn', text: t(($) => $.checking.status.inspected) })
    return !isInspected
  }

  const beginFinding = (
    of: IndicatorLine,
    from: Sheet['draft'] = null,
    into: Finding | null = null,
    seen: (draft: FindingDraft, indicator: Indicator) => FindingDraft = (draft) => draft
  ): void => {
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
    drafts.begin(seen(from === null ? draft : withColumns(draft, from, of.indicator.phrase), of.indicator))
  }

  /** Its page is asked for first of all: that is what one waits for. */
  const come = (to: string): void => {
    page.comeTo({ batchId, objectKey: to })
    targets.select(to)
  }

  const goAlong = (): void => {
    if (assembly.next !== null) come(assembly.next.objectKey)
  }

  /** What was written along the line is said with its name: the next target stands there already. */
  const took = (detail: TargetDetail, indicator: string, verdict: Verdict): void => {
    const next = assembly.took(detail)
    const said = { name: nameOf(detail.target.object), indicator, verdict: t(($) => $.checking.verdict[verdict]) }
    if (next === null) return setStatus({ tone: 'good', text: t(($) => $.desk.line.givenLast, said), undo })
    setStatus({ tone: 'good', text: t(($) => $.desk.line.given, said), undo })
  }

  /** Writes while the next target comes; where that fails one is back at the one it was about. */
  const writeAndGo = async (call: () => Promise<TargetDetail>, go: () => void): Promise<TargetDetail | null> => {
    go()
    const answer = await work.write(call())
    if (answer.ok) return answer.value
    if (objectKey !== null) come(objectKey)
    refuse(answer.failure)
    return null
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
    const write = (): Promise<TargetDetail> => rpc.call('verdicts.give', { batchId, objectKey, indicatorId: id, verdict })
    if (assembly.isOn) {
      const detail = await writeAndGo(write, goAlong)
      if (detail !== null) took(detail, title, verdict)
      return
    }
    const answer = await work.write(write())
    if (!answer.ok) return refuse(answer.failure)
    const said = t(($) => $.checking.status.verdictGiven, { indicator: title, verdict: t(($) => $.checking.verdict[verdict]) })
    setStatus({ tone: 'good', text: said, undo })
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
        ? rpc.call('findings.record', draft.hintId === undefined ? fields : { ...fields, hintId: draft.hintId })
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
    if (assembly.isOn && draft.findingId === null && indicator.id === assembly.indicator?.id) {
      goAlong()
      return took(answer.value, indicator.title, 'fail')
    }
    const said =
      draft.findingId === null
        ? t(($) => $.checking.status.recorded, { indicator: indicator.title })
        : t(($) => $.checking.status.edited)
    setStatus({ tone: 'good', text: said, undo })
  }

  // A text that came back from the last run stands there before its items do.
  const saveWhenReady = useWhenReady(isReady, objectKey, (again: boolean) => void saveDraft(again))

  const withdraw = async (finding: Finding, reason: string): Promise<void> => {
    if (!guard()) return
    const answer = await work.write(rpc.call('findings.withdraw', { findingId: finding.id, reason }))
    if (!answer.ok) return refuse(answer.failure)
    setStatus({ tone: 'good', text: t(($) => $.checking.status.withdrawn), undo })
  }

  const goNext = (): boolean => {
    if (nextOpen === null) return false
    come(nextOpen)
    setIndicatorId(null)
    return true
  }

  const reopenTarget = async (row: Pick<TargetRow, 'objectKey'>): Promise<void> => {
    const answer = await work.write(rpc.call('targets.reopen', { batchId, objectKey: row.objectKey }))
    if (!answer.ok) return refuse(answer.failure)
    targets.select(row.objectKey)
    setStatus(null)
  }

  const nextOfLine = (): void => {
    const { next } = assembly
    if (drafts.draft !== null) return setStatus({ tone: 'warn', text: t(($) => $.checking.status.draftOpen) })
    setStatus(next === null ? { tone: 'info', text: t(($) => $.desk.line.nothingLeft) } : null)
    goAlong()
  }

  const completeReady = async (): Promise<void> => {
    if (!assembly.isOn || assembly.ready.length === 0 || work.isBusy) return
    const answer = await assembly.completeReady()
    if (!answer.ok) return refuse(answer.failure)
    setStatus({ tone: 'good', text: t(($) => $.desk.line.completed, { amount: answer.value.completed }), undo })
  }

  const step = (by: 1 | -1): void => {
    if (!assembly.isOn) return setIndicatorId(stepIndicator(work.lines, line?.indicator.id ?? null, by))
    const to = assembly.step(by)
    if (to !== null) come(to.objectKey)
  }

  const completeAndNext = async (): Promise<void> => {
    if (work.isBusy) return
    if (assembly.isOn) return nextOfLine()
    // Going on would leave an object behind that looks completed and that nobody has seen.
    if (selected !== null && work.detail === null) return setStatus({ tone: 'info', text: t(($) => $.checking.status.coming) })
    if (selected === null || isInspected) {
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
    let isMore = false
    const detail = await writeAndGo(
      () => rpc.call('targets.complete', { batchId, objectKey: selected.objectKey }),
      () => {
        isMore = goNext()
      }
    )
    if (detail === null) return
    const { score } = detail
    const shown = shownState({ state: 'inspected', outcome: score.outcome, problems: score.problems })
    const said = { name: nameOf(selected), state: t(($) => $.checking.state[shown]) }
    const text = isMore ? t(($) => $.checking.status.completed, said) : t(($) => $.checking.status.allDone, said)
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
    isLoading: batch.isPending || targets.isLoading || !desk.isKnown,
    failure: batch.error?.message ?? targets.failure,
    targets,
    work,
    page,
    drafts,
    draftFaults,
    line,
    assembly,
    openLine,
    step,
    give: (verdict) => void give(verdict),
    recordColumns: (id, from, into = null) => {
      const of = work.lines.find((each) => each.indicator.id === id)
      if (of !== undefined && from !== null && guard()) beginFinding(of, from, into)
    },
    recordSeen: (id, seen) => {
      const of = work.lines.find((each) => each.indicator.id === id)
      if (of !== undefined && guard()) beginFinding(of, null, null, seen)
    },
    editFinding,
    editLastFinding: () => {
      const last = line?.findings.at(-1)
      if (last !== undefined) editFinding(last)
    },
    saveDraft: saveWhenReady,
    cancelDraft: () => {
      drafts.drop()
      setDraftFaults([])
    },
    withdraw: (finding, reason) => void withdraw(finding, reason),
    capture: captures.capture,
    acceptEvidence: captures.acceptEvidence,
    completeAndNext: () => void completeAndNext(),
    completeReady: () => void completeReady(),
    toggleLine: () => {
      setStatus(null)
      if (assembly.isOn) assembly.leave()
      else assembly.start(line?.indicator.id ?? null)
      if (selected === null && targets.listed[0] !== undefined) targets.select(targets.listed[0].objectKey)
    },
    reopen: () => {
      if (selected !== null) void reopenTarget(selected)
    },
    undo,
    redo: acts.redo,
    saveNow,
    status,
    tell: setStatus
  }
}
