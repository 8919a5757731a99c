import { App, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { Loaded } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { ReplaceKey } from './replace-key.tsx'

/** 签名密钥: its number, who keeps it and why, and the ways to have it kept otherwise. */
export function SigningKey(): ReactNode {
  const { t } = useTranslation()
  const read = useRead('packages.key', {})
  const [isReplacing, setReplacing] = useState(false)
  return (
    <section className="panel" aria-labelledby="settings-key">
      <h2 id="settings-key">{t(($) => $.settings.key.title)}</h2>
      <p className="quiet">{t(($) => $.settings.key.help)}</p>
      <Loaded read={read}>
        {(key) => (
          <>
            <dl className="settings-list">
              <dt>{t(($) => $.settings.key.number)}</dt>
              <dd className="mono">{key.keyId ?? t(($) => $.settings.key.none)}</dd>
              <dt>{t(($) => $.settings.key.keptBy)}</dt>
              <dd>{t(($) => $.settings.key.kept[key.keptBy])}</dd>
            </dl>
            {key.why === null ? null : <p className="quiet">{key.why}</p>}
            {key.exists ? (
              <>
                <Keeping key={key.keptBy} standing={key} />
                <Button className="settings-replace" onClick={() => setReplacing(true)}>
                  {t(($) => $.settings.key.replace)}
                </Button>
              </>
            ) : null}
            {isReplacing ? <ReplaceKey canSystem={key.canSystem} onClose={() => setReplacing(false)} /> : null}
          </>
        )}
      </Loaded>
    </section>
  )
}

function Keeping({ standing: { keptBy, canSystem } }: { standing: Output<'packages.key'> }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const keep = useWrite('identity.keepKey')
  const [now, setNow] = useState('')
  const [next, setNext] = useState('')
  const isSystem = keptBy === 'system'
  const isNowMissing = !isSystem && now === ''
  const change = (to: string | null): void =>
    keep.mutate(
      { now: isSystem ? null : now, next: to },
      {
        onError: report,
        onSuccess: () => {
          setNow('')
          setNext('')
          void message.success(t(($) => $.settings.key.done))
        }
      }
    )
  return (
    <form
      className="settings-control"
      onSubmit={(event) => {
        event.preventDefault()
        change(next)
      }}
    >
      {isSystem ? null : (
        <Input.Password
          aria-label={t(($) => $.settings.key.now)}
          placeholder={t(($) => $.settings.key.now)}
          autoComplete="off"
          value={now}
          onChange={(event) => setNow(event.target.value)}
        />
      )}
      <Input.Password
        aria-label={t(($) => $.settings.key.next)}
        placeholder={t(($) => $.settings.key.next)}
        autoComplete="off"
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <Button htmlType="submit" disabled={isNowMissing || next.length < 8} loading={keep.isPending}>
        {isSystem ? t(($) => $.settings.key.toPassphrase) : t(($) => $.settings.key.change)}
      </Button>
      {isSystem || !canSystem ? null : (
        <Button disabled={isNowMissing} loading={keep.isPending} onClick={() => change(null)}>
          {t(($) => $.settings.key.toSystem)}
        </Button>
      )}
    </form>
  )
}
