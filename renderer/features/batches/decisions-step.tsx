import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberDecisions } from '../../components/number-decisions.tsx'
import { EmptyState, ScrollPane } from '../../components/screen.tsx'
import type { Decisions } from './use-decisions.ts'

/** The wizard's step about unconfirmed numbers. */
export function DecisionsStep({ decisions }: { decisions: Decisions }): ReactNode {
  const { t } = useTranslation()
  const { items, form, change, faults, counts, earlier } = decisions
  if (items.length === 0) return <EmptyState title={t(($) => $.batches.decisions.none)} />
  return (
    <ScrollPane className="panel wizard-decisions" label={t(($) => $.batches.steps.decisions, { amount: items.length })}>
      <p>
        {t(($) => $.batches.decisions.summary, counts)}
        <span className="quiet"> · {t(($) => $.batches.decisions.note)}</span>
      </p>
      <NumberDecisions items={items} form={form} faults={faults} onChange={change} earlier={earlier} />
    </ScrollPane>
  )
}
