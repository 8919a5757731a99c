import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { InboxWork } from './inbox-work.tsx'
import { RuledList } from './ruled-list.tsx'
import { ViewSwitch } from './view-switch.tsx'

/** 待裁定: what stands against each other, and what was ruled. */
export function InboxView(): ReactNode {
  const { t } = useTranslation()
  const read = useRead('conflicts.view', {})
  const [part, setPart] = useState<'open' | 'ruled'>('open')
  const ruled = new Map(read.data?.ruled.toReversed().map((ruling) => [ruling.conflictId, ruling]))
  return (
    <Screen
      title={t(($) => $.exchange.views.inbox)}
      help={t(($) => $.exchange.help.inbox)}
      layout="fill"
      actions={<ViewSwitch view="inbox" />}
    >
      <Loaded read={read}>
        {({ open }) => (
          <>
            <div className="exchange-row">
              <Segmented<'open' | 'ruled'>
                aria-label={t(($) => $.exchange.views.inbox)}
                value={part}
                options={[
                  { value: 'open', label: `${t(($) => $.exchange.inbox.open)} ${open.length}` },
                  { value: 'ruled', label: `${t(($) => $.exchange.inbox.ruled)} ${ruled.size}` }
                ]}
                onChange={setPart}
              />
              {part === 'open' && open.length > 0 ? <span className="quiet">{t(($) => $.exchange.inbox.hintKeys)}</span> : null}
            </div>
            {part === 'ruled' ? (
              <RuledList ruled={[...ruled.values()].toReversed()} />
            ) : open.length === 0 ? (
              <EmptyState title={t(($) => $.exchange.inbox.none)} help={t(($) => $.exchange.inbox.noneHelp)} />
            ) : (
              <InboxWork open={open} recent={[...new Set(read.data?.ruled.map(({ reason }) => reason))].slice(0, 3)} />
            )}
          </>
        )}
      </Loaded>
    </Screen>
  )
}
