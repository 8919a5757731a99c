import { useMemo, useState } from 'react'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { queryClient, useRead } from '../../rpc/hooks.ts'
import { attempt, type Attempt } from './attempt.ts'
import { applicableIndicators, linesOf, type IndicatorLine } from './checklist.ts'

export interface TargetWork {
  detail: TargetDetail | null
  isLoading: boolean
  failure: string | null
  indicators: readonly Indicator[]
  lines: readonly IndicatorLine[]
  /** A write about this target is on its way; one about the target that was just left holds nobody up. */
  isBusy: boolean
  /** Does one write and shows its answer at once, before the backend's own notice of the change comes. */
  write(call: Promise<TargetDetail>): Promise<Attempt<TargetDetail>>
  addEvidence(evidence: Evidence): void
}

const noLines: readonly IndicatorLine[] = []
const noIndicators: readonly Indicator[] = []

/** The one target being checked: its verdicts, findings, evidence and score. */
export function useTargetWork(batchId: string, objectKey: string | null, catalogue: Catalogue | null): TargetWork {
  const input = { batchId, objectKey: objectKey ?? '' }
  const query = useRead('targets.get', input, { enabled: objectKey !== null })
  const [pending, setPending] = useState<readonly string[]>([])
  const detail = query.data ?? null

  const indicators = useMemo(
    () => (detail === null || catalogue === null ? noIndicators : applicableIndicators(catalogue, detail.target.object)),
    [detail, catalogue]
  )
  const lines = useMemo(() => (detail === null ? noLines : linesOf(indicators, detail)), [detail, indicators])

  return {
    detail,
    isLoading: objectKey !== null && query.isPending,
    failure: query.error?.message ?? null,
    indicators,
    lines,
    isBusy: objectKey !== null && pending.includes(objectKey),
    write: async (call) => {
      const about = objectKey ?? ''
      setPending((before) => [...before, about])
      const answer = await attempt(call)
      if (answer.ok) {
        const of = { batchId: answer.value.target.batchId, objectKey: answer.value.target.objectKey }
        queryClient.setQueryData(['targets.get', of], answer.value)
      }
      setPending((before) => before.toSpliced(before.indexOf(about), 1))
      return answer
    },
    addEvidence: (evidence) => {
      const of = { batchId: evidence.batchId, objectKey: evidence.objectKey }
      queryClient.setQueryData<TargetDetail>(['targets.get', of], (known) => {
        if (known === undefined || known.evidence.some((each) => each.id === evidence.id)) return known
        return { ...known, evidence: [...known.evidence, evidence] }
      })
    }
  }
}
