import { useTranslation } from 'react-i18next'
import type { Input } from '../../../electron/contract/index.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'
import type { StatusLine } from './use-checking.ts'
import type { Drafts } from './use-drafts.ts'
import type { PageControl } from './use-page.ts'
import type { TargetWork } from './use-target-work.ts'

export interface Captures {
  capture(area: 'visible' | 'whole' | Input<'page.capture'>): void
  /** Lets a doubtful picture stand, on the person's word. */
  acceptEvidence(evidence: Evidence): void
}

interface Around {
  objectKey: string | null
  page: PageControl
  drafts: Drafts
  work: TargetWork
  tell(status: StatusLine): void
}

/** Pictures of the shown page: taken, said what is wrong with them, and let stand. */
export function useCaptures({ objectKey, page, drafts, work, tell }: Around): Captures {
  const { t } = useTranslation()
  const faultsOf = (evidence: Evidence): string =>
    evidence.quality.map((fault) => t(($) => $.checking.evidence.fault[fault])).join('、')

  const capture = async (area: 'visible' | 'whole' | Input<'page.capture'>): Promise<void> => {
    if (page.state === null) return
    const answer = await page.capture(typeof area === 'string' ? { mode: area } : area)
    if (answer === null) return
    if (!answer.ok) return tell({ tone: 'bad', text: answer.failure.message })
    const evidence = answer.value
    work.addEvidence(evidence)
    // In the editor the new picture is what the finding shows; a doubtful one is marked so and can be unticked.
    if (drafts.draft !== null && evidence.objectKey === objectKey) {
      drafts.change({ evidenceIds: [...drafts.draft.evidenceIds, evidence.id] })
    }
    if (evidence.quality.length === 0) return tell({ tone: 'good', text: t(($) => $.checking.status.captured) })
    tell({ tone: 'warn', text: t(($) => $.checking.status.capturedFaulty, { faults: faultsOf(evidence) }) })
  }

  const accept = async (evidence: Evidence): Promise<void> => {
    const answer = await attempt(rpc.call('evidence.accept', { evidenceId: evidence.id }))
    if (!answer.ok) return tell({ tone: 'bad', text: answer.failure.message })
    const said = { by: answer.value.acceptedBy ?? '', faults: faultsOf(evidence) }
    tell({ tone: 'good', text: t(($) => $.capture.accept.accepted, said) })
  }

  return { capture: (area) => void capture(area), acceptEvidence: (evidence) => void accept(evidence) }
}
