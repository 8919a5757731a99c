import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding } from '../../../electron/domain/inspection.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import type { IndicatorLine } from './checklist.ts'
import { withColumns, type Sheet } from './columns-view.ts'
import { draftOf, newDraft, nextDraft, readDraft, type DraftFault, type FindingDraft } from './finding-draft.ts'
import type { StatusLine } from './use-checking.ts'
import type { Drafts } from './use-drafts.ts'
import type { PageControl } from './use-page.ts'
import type { TargetWork } from './use-target-work.ts'

export interface FindingActs {
  draftFaults: readonly DraftFault[]
  /** Opens the finding editor for the item, prefilled. */
  begin(of: IndicatorLine): void
  /** Opens the finding editor with what columns of the registry make, as a new finding or for the one that stands. */
  recordColumns(indicatorId: string, from: Sheet['draft'], into?: Finding | null): void
  /** Opens the finding editor for an item, prefilled as always and then changed by what was seen. */
  recordSeen(indicatorId: string, seen: (draft: FindingDraft, indicator: Indicator) => FindingDraft): void
  editFinding(finding: Finding): void
  /** `again`: and goes on with one more finding of the same item. */
  saveDraft(again: boolean): Promise<void>
  cancelDraft(): void
  withdraw(finding: Finding, reason: string): Promise<void>
}

interface Options {
  batchId: string
  selected: TargetRow | null
  work: TargetWork
  page: PageControl
  drafts: Drafts
  /** false, and said why: nothing can be written now. */
  guard(): boolean
  refuse(failure: RpcFailure): void
  tell(status: StatusLine | null): void
  undo(): void
  openItem(indicatorId: string): void
  /** @returns true: the line went on with it and said so */
  tookAlong(detail: TargetDetail, indicator: Indicator): boolean
}

/** Findings of the target: begun, written, changed and withdrawn. */
export function useFindingActs(options: Options): FindingActs {
  const { batchId, selected, work, page, drafts, guard, refuse, tell, undo, openItem, tookAlong } = options
  const { t } = useTranslation()
  const [draftFaults, setDraftFaults] = useState<readonly DraftFault[]>([])

  const begin = (
    of: IndicatorLine,
    from: Sheet['draft'] = null,
    into: Finding | null = null,
    seen: (draft: FindingDraft, indicator: Indicator) => FindingDraft = (draft) => draft
  ): void => {
    if (work.detail === null || selected === null) return
    setDraftFaults([])
    tell(null)
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

  const saveDraft = async (again: boolean): Promise<void> => {
    const { draft } = drafts
    const indicator = work.indicators.find((each) => each.id === draft?.indicatorId)
    if (draft === null || indicator === undefined || selected === null || work.isBusy) return
    const read = readDraft(draft, indicator, selected.url === null)
    setDraftFaults(read.faults)
    if (read.fields === null) return
    const fields = { batchId, objectKey: selected.objectKey, ...read.fields }
    const answer = await work.write(
      draft.findingId === null
        ? rpc.call('findings.record', draft.hintId === undefined ? fields : { ...fields, hintId: draft.hintId })
        : rpc.call('findings.edit', { id: draft.findingId, ...fields })
    )
    if (!answer.ok) return refuse(answer.failure)
    openItem(indicator.id)
    if (again && draft.findingId === null) {
      drafts.begin(nextDraft(draft, indicator, new Date().toISOString()))
      const amount = answer.value.findings.filter((finding) => finding.indicatorId === indicator.id).length
      return tell({ tone: 'good', text: t(($) => $.phrases.savedAgain, { amount }) })
    }
    drafts.drop()
    if (draft.findingId === null && tookAlong(answer.value, indicator)) return
    const said =
      draft.findingId === null
        ? t(($) => $.checking.status.recorded, { indicator: indicator.title })
        : t(($) => $.checking.status.edited)
    tell({ tone: 'good', text: said, undo })
  }

  const lineOf = (id: string): IndicatorLine | undefined => work.lines.find((each) => each.indicator.id === id)

  return {
    draftFaults,
    begin: (of) => begin(of),
    recordColumns: (id, from, into = null) => {
      const of = lineOf(id)
      if (of !== undefined && from !== null && guard()) begin(of, from, into)
    },
    recordSeen: (id, seen) => {
      const of = lineOf(id)
      if (of !== undefined && guard()) begin(of, null, null, seen)
    },
    editFinding: (finding) => {
      if (!guard()) return
      setDraftFaults([])
      tell(null)
      drafts.begin(
        draftOf(
          finding,
          work.indicators.find((each) => each.id === finding.indicatorId)
        )
      )
    },
    saveDraft,
    cancelDraft: () => {
      drafts.drop()
      setDraftFaults([])
    },
    withdraw: async (finding, reason) => {
      if (!guard()) return
      const answer = await work.write(rpc.call('findings.withdraw', { findingId: finding.id, reason }))
      if (!answer.ok) return refuse(answer.failure)
      tell({ tone: 'good', text: t(($) => $.checking.status.withdrawn), undo })
    }
  }
}
