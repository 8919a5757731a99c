import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCurrentBatch } from './current-batch.ts'
import { EmptyState, Loaded, Screen, type Reading } from './screen.tsx'

interface WithBatchProps {
  title: string
  help: string
  /** What there would be to see once a batch is drawn. */
  noBatchHelp: string
  list: Reading<{ batches: readonly { id: string }[] }>
  onHome: () => void
  children: (batchId: string) => ReactNode
}

/** A screen about the current batch, or the newest one; without any, the way to the first. */
export function WithBatch({ title, help, noBatchHelp, list, onHome, children }: WithBatchProps): ReactNode {
  const { t } = useTranslation()
  const currentId = useCurrentBatch((state) => state.batchId)
  return (
    <Loaded read={list}>
      {({ batches }) => {
        const batch = batches.find(({ id }) => id === currentId) ?? batches[0]
        if (batch !== undefined) return children(batch.id)
        return (
          <Screen title={title} help={help}>
            <EmptyState title={t(($) => $.common.noBatch)} help={noBatchHelp}>
              <Button type="primary" onClick={onHome}>
                {t(($) => $.common.rail.home)}
              </Button>
            </EmptyState>
          </Screen>
        )
      }}
    </Loaded>
  )
}
