import { Button } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { EmptyState, Loaded, Screen } from '../components/screen.tsx'
import { useRead } from '../rpc/hooks.ts'

/** 检查 without a batch: the only one is opened, among several the person chooses. */
export function CheckingEntry(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  const only = list.data?.batches.length === 1 ? list.data.batches[0] : undefined
  useEffect(() => {
    if (only !== undefined) go(`/checking/${only.id}`, { replace: true })
  }, [only, go])
  return (
    <Screen title={t(($) => $.common.rail.checking)} help={t(($) => $.common.chooseBatch)}>
      <Loaded read={list}>
        {({ batches }) =>
          batches.length === 0 ? (
            <EmptyState title={t(($) => $.common.noBatch)} help={t(($) => $.common.noBatchHelp)}>
              <Button type="primary" onClick={() => go('/home')}>
                {t(($) => $.common.rail.home)}
              </Button>
            </EmptyState>
          ) : (
            <ul className="plain-list">
              {batches.map((batch) => (
                <li key={batch.id}>
                  <Button type="link" onClick={() => go(`/checking/${batch.id}`)}>
                    {`${batch.period} · ${batch.title}`}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Screen>
  )
}
