import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Button } from 'antd'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { MakePackage } from './make-package.tsx'
import { VerifyPackage } from './verify-package.tsx'
import { ViewSwitch } from './view-switch.tsx'

/** 证据包: make one of the current batch, or verify one; verifying needs no batch. */
export function PackagesView(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  const key = useRead('packages.key', {})
  const currentId = useCurrentBatch((state) => state.batchId)
  return (
    <Screen
      title={t(($) => $.exchange.views.packages)}
      help={t(($) => $.exchange.help.packages)}
      actions={<ViewSwitch view="packages" />}
    >
      <div className="exchange-columns">
        <section className="panel" aria-labelledby="exchange-make">
          <h2 id="exchange-make">{t(($) => $.exchange.make.title)}</h2>
          <Loaded read={list}>
            {({ batches }) => {
              const batch = batches.find(({ id }) => id === currentId) ?? batches[0]
              if (batch !== undefined)
                return <Loaded read={key}>{(held) => <MakePackage key={batch.id} batch={batch} signingKey={held} />}</Loaded>
              return (
                <EmptyState title={t(($) => $.common.noBatch)} help={t(($) => $.exchange.noBatchHelp)}>
                  <Button onClick={() => go('/home')}>{t(($) => $.common.rail.home)}</Button>
                </EmptyState>
              )
            }}
          </Loaded>
        </section>
        <section className="panel" aria-labelledby="exchange-verify">
          <h2 id="exchange-verify">{t(($) => $.exchange.verify.title)}</h2>
          <VerifyPackage />
        </section>
      </div>
    </Screen>
  )
}
