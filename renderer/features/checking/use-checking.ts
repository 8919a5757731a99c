import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding, Verdict } from '../../../electron/domain/inspection.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { usePrivacy } from '../../components/privacy.ts'
import { openQuestions, stepIndicator, type IndicatorLine } from './checklist.ts'
import { nextOpenTarget, shownState } from './target-state.ts'
import { useLeaving } from './use-leaving.ts'
import { useActs } from './use-acts.ts'
import { useCaptures, type Captures } from './use-captures.ts'
import { useDesk } from './use-desk.ts'
import { useDrafts, type Drafts } from './use-drafts.ts'
import { useFindingActs, type FindingActs } from './use-finding-acts.ts'
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

export interface Checking extends Pick<
  FindingActs,
  'draftFaults' | 'recordColumns' | 'recordSeen' | 'editFinding' | 'cancelDraft'
> {
  isLoading: boolean
  failure: string | null
  targets: Targets
  work: TargetWork
  page: PageControl
  drafts: Drafts
  assembly: Line
  /** The line of the checklist that stands open and that the verdict keys speak of. */
  line: IndicatorLine | null
  openLine(indicatorId: string): void
  step(by: 1 | -1): void
  give(verdict: Verdict): void
  editLastFinding(): void
  saveDraft(again: boolean): void
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
  const [status, setStatus] = useState<StatusLine | null>(null)

  const assembly = useLine(batchId, batch.data?.catalogue.indicators ?? noIndicators, targets, desk)
  const leaving = useLeaving(targets.all)
  const nextOpen = nextOpenTarget(targets.listed, objectKey, leaving.keys) ?? nextOpenTarget(targets.all, objectKey, leaving.keys)
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
  const isShown = work.detail !== null && batch.data !== undefined
  /** The items stand there, and along the line it is known where one goes on to. */
  const isReady = isShown && (!assembly.isOn || assembly.isKnown)

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
      findings.begin(line)
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

  const findings = useFindingActs({
    batchId,
    selected,
    work,
    page,
    drafts,
    guard,
    refuse,
    tell: setStatus,
    undo,
    openItem: setIndicatorId,
    tookAlong: (detail, indicator) => {
      if (!assembly.isOn || indicator.id !== assembly.indicator?.id) return false
      goAlong()
      took(detail, indicator.title, 'fail')
      return true
    }
  })

  // A text that came back from the last run stands there before its items do.
  const saveWhenReady = useWhenReady(isReady, objectKey, (again: boolean) => void findings.saveDraft(again))

  // The item one speaks of is on the screen; what is still read along the line is only where one goes on to.
  const item = objectKey === null ? null : `${objectKey} ${line?.indicator.id ?? ''}`
  const giveWhenReady = useWhenReady(isReady || !isShown, item, (verdict: Verdict) => void give(verdict))

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
    const detail = await leaving.whileWritten(selected.objectKey, () =>
      writeAndGo(
        () => rpc.call('targets.complete', { batchId, objectKey: selected.objectKey }),
        () => {
          isMore = goNext()
        }
      )
    )
    if (detail === null) return
    const { score } = detail
    const shown = shownState({ state: 'inspected', outcome: score.outcome, problems: score.problems })
    const said = { name: nameOf(selected), state: t(($) => $.checking.state[shown]) }
    const text = isMore ? t(($) => $.checking.status.completed, said) : t(($) => $.checking.status.allDone, said)
    setStatus({ tone: 'good', text, undo })
  }

  return {
    isLoading: batch.isPending || targets.isLoading || !desk.isKnown,
    failure: batch.error?.message ?? targets.failure,
    targets,
    work,
    page,
    drafts,
    draftFaults: findings.draftFaults,
    line,
    assembly,
    openLine,
    step,
    give: giveWhenReady,
    recordColumns: findings.recordColumns,
    recordSeen: findings.recordSeen,
    editFinding: findings.editFinding,
    editLastFinding: () => {
      const last = line?.findings.at(-1)
      if (last !== undefined) findings.editFinding(last)
    },
    saveDraft: saveWhenReady,
    cancelDraft: findings.cancelDraft,
    withdraw: (finding, reason) => void findings.withdraw(finding, reason),
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
