import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useRead } from '../../rpc/hooks.ts'

export type ExchangeView = 'packages' | 'merge' | 'inbox' | 'stamps'

export function ViewSwitch({ view }: { view: ExchangeView }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const open = useRead('conflicts.count', {}).data?.open ?? 0
  const inbox = t(($) => $.exchange.views.inbox)
  return (
    <Segmented<ExchangeView>
      aria-label={t(($) => $.exchange.title)}
      value={view}
      options={[
        { value: 'packages', label: t(($) => $.exchange.views.packages) },
        { value: 'merge', label: t(($) => $.exchange.views.merge) },
        { value: 'inbox', label: open === 0 ? inbox : `${inbox} ${open}` },
        { value: 'stamps', label: t(($) => $.exchange.views.stamps) }
      ]}
      onChange={(next) => go(`/exchange/${next}`)}
    />
  )
}
