import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../electron/contract/batches.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { percentOf } from '../../components/format.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'

/** The batches that are not the current one, newest first, each a press away. */
export function OtherBatches({ batches }: { batches: readonly Batch[] }): ReactNode {
  const { t } = useTranslation()
  const choose = useCurrentBatch((state) => state.choose)
  return (
    <section className="panel">
      <h2>{t(($) => $.home.others)}</h2>
      <ul className="plain-list">
        {batches
          .toSorted((a, b) => b.openedAt.localeCompare(a.openedAt))
          .map((batch) => (
            <li key={batch.id} className="other-batch">
              <span>{`${batch.period} · ${batch.title}`}</span>
              <ProgressBar label={batch.title} percent={percentOf(batch.inspected, batch.drawn)} />
              <span className="quiet figures">{`${batch.inspected} / ${batch.drawn}`}</span>
              <Button size="small" onClick={() => choose(batch.id)}>
                {t(($) => $.home.makeCurrent)}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  )
}
