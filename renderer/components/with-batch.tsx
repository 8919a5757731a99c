import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useRead } from '../rpc/hooks.ts'
import { useCurrentBatch } from './current-batch.ts'
import { EmptyState, Loaded, Screen } from './screen.tsx'

interface WithBatchProps {
  title: string
  help: string
  /** What there would be to see once a batch is drawn. */
  noBatchHelp: string
  children: (batchId: string) => ReactNode
}

/** A screen about the current batch, or the newest one; without any, the way to the first. */
export function WithBatch({ title, help, noBatchHelp, children }: WithBatchProps): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  const currentId = useCurrentBatch((state) => state.batchId)
  return (
    <Loaded read={list}>
      {({ batches }) => {
        const batch = batches.find(({ id }) => id === currentId) ?? batches[0]
        if (batch !== undefined) return children(batch.id)
        return (
          <Screen title={title} help={help}>
            <EmptyState title={t(($) => $.common.noBatch)} help={noBatchHelp}>
              <Button type="primary" onClick={() => go('/home')}>
                {t(($) => $.common.rail.home)}
              </Button>
            </EmptyState>
          </Screen>
        )
      }}
    </Loaded>
  )
}
