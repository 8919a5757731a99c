import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { refreshRead, useRead } from '../../rpc/hooks.ts'
import { StampAuthorities } from './stamp-authorities.tsx'
import { StampDays } from './stamp-days.tsx'
import { StampRequest } from './stamp-request.tsx'
import { ViewSwitch } from './view-switch.tsx'

type Asked = Output<'stamps.request'>

/** 时间戳: what is stamped, by day; nothing goes to the network before a person said so in the dialog that names the address. */
export function StampsView(): ReactNode {
  const { t } = useTranslation()
  const read = useRead('stamps.list', {})
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [asked, setAsked] = useState<Asked | null>(null)

  const request = async (authority: string): Promise<void> => {
    setAsking(false)
    setBusy(true)
    setFailure(null)
    setAsked(null)
    try {
      setAsked(await rpc.call('stamps.request', { authority }))
      await refreshRead('stamps.list')
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  return (
    <Screen
      title={t(($) => $.exchange.views.stamps)}
      help={t(($) => $.exchange.help.stamps)}
      actions={<ViewSwitch view="stamps" />}
    >
      <Loaded read={read}>
        {({ authorities, days }) => {
          const waiting = days.filter((day) => day.waiting > 0)
          return (
            <div className="exchange-stack">
              <StampAuthorities authorities={authorities} onSaved={() => setAsked(null)} />
              <section className="panel exchange-form" aria-labelledby="exchange-days">
                <div className="exchange-row exchange-between">
                  <h2 id="exchange-days">{t(($) => $.exchange.stamps.days)}</h2>
                  {days.length > 0 && waiting.length === 0 ? (
                    <span className="quiet">{t(($) => $.exchange.stamps.allStamped)}</span>
                  ) : null}
                  <Button
                    type="primary"
                    loading={isBusy}
                    disabled={authorities.length === 0 || waiting.length === 0}
                    onClick={() => setAsking(true)}
                  >
                    {t(($) => $.exchange.stamps.request)}
                  </Button>
                </div>
                <output className="quiet">{isBusy ? t(($) => $.exchange.stamps.working) : ''}</output>
                {failure === null ? null : <FailureAlert error={failure} />}
                {asked === null ? null : (
                  <Alert
                    type={asked.fault === null ? 'success' : 'warning'}
                    showIcon
                    data-testid="stamp-result"
                    title={
                      asked.stamped.length === 0
                        ? t(($) => $.exchange.stamps.doneNone)
                        : t(($) => $.exchange.stamps.done, { n: asked.stamped.length })
                    }
                    description={asked.fault ?? undefined}
                  />
                )}
                {days.length === 0 ? (
                  <EmptyState title={t(($) => $.exchange.stamps.noDays)} help={t(($) => $.exchange.stamps.noDaysHelp)} />
                ) : (
                  <StampDays days={days} />
                )}
              </section>
              {isAsking ? (
                <StampRequest
                  authorities={authorities}
                  days={waiting.length}
                  files={waiting.reduce((sum, day) => sum + day.waiting, 0)}
                  onSend={(authority) => void request(authority)}
                  onClose={() => setAsking(false)}
                />
              ) : null}
            </div>
          )
        }}
      </Loaded>
    </Screen>
  )
}
