import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { EmptyState } from '../../components/screen.tsx'
import { AcceptKey } from './accept-key.tsx'

type Status = Output<'merge.status'>
type Held = Status['held'][number]

interface Props {
  status: Status
  onMerged: (merged: Output<'merge.acceptKey'>) => void
}

/** What was received and waits, with the reason and what to do; and the devices whose keys were accepted. */
export function MergeWaiting({ status: { held, missing, missingEvidence, keys }, onMerged }: Props): ReactNode {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<{ held: Held; keyId: string } | null>(null)
  const nameOf = (device: string | null, name: string | null): string =>
    name ??
    (device === null
      ? t(($) => $.exchange.merge.unknownDevice)
      : t(($) => $.exchange.merge.thisDevice, { device: device.slice(-8) }))
  const isEmpty = held.length === 0 && missing.length === 0 && missingEvidence.length === 0
  return (
    <>
      <section className="panel exchange-form" aria-labelledby="exchange-waiting">
        <h2 id="exchange-waiting">{t(($) => $.exchange.merge.waiting)}</h2>
        {isEmpty ? (
          <EmptyState title={t(($) => $.exchange.merge.noneWaiting)} help={t(($) => $.exchange.merge.noneWaitingHelp)} />
        ) : null}
        {missing.map(({ device, name, missing: amount }) => (
          <Alert
            key={device ?? ''}
            type="warning"
            showIcon
            title={t(($) => $.exchange.merge.lack, { n: amount, name: nameOf(device, name) })}
          />
        ))}
        {missingEvidence.length === 0 ? null : (
          <Alert type="warning" showIcon title={t(($) => $.exchange.merge.missingEvidence, { n: missingEvidence.length })} />
        )}
        {held.length === 0 ? null : (
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">{t(($) => $.exchange.merge.from)}</th>
                <th scope="col" className="num">
                  {t(($) => $.exchange.merge.amount)}
                </th>
                <th scope="col">{t(($) => $.exchange.merge.reason)}</th>
                <th scope="col">{t(($) => $.exchange.merge.keyNumber)}</th>
                <th scope="col">{t(($) => $.exchange.merge.acts)}</th>
              </tr>
            </thead>
            <tbody>
              {held.map((group) => (
                <tr key={`${group.device} ${group.reason}`}>
                  <th scope="row">
                    <span title={group.device}>{nameOf(group.device, group.name)}</span>
                    {t(($) => $.exchange.merge.author, { author: group.author })}
                  </th>
                  <td className="num">{group.count}</td>
                  <td>{t(($) => $.exchange.merge.reasons[group.reason])}</td>
                  <td className="mono">{group.keyIds.join(' ')}</td>
                  <td>
                    {group.reason !== 'unknown-key'
                      ? null
                      : group.keyIds.map((keyId) => (
                          <Button key={keyId} size="small" type="primary" onClick={() => setAsked({ held: group, keyId })}>
                            {t(($) => $.exchange.merge.accept)}
                          </Button>
                        ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className="panel exchange-form" aria-labelledby="exchange-keys">
        <h2 id="exchange-keys">{t(($) => $.exchange.merge.keys)}</h2>
        {keys.length === 0 ? (
          <p className="quiet">{t(($) => $.exchange.merge.noKeys)}</p>
        ) : (
          <table className="figure-table">
            <thead>
              <tr>
                <th scope="col">{t(($) => $.exchange.merge.keyName)}</th>
                <th scope="col">{t(($) => $.exchange.merge.keyNumber)}</th>
              </tr>
            </thead>
            <tbody>
              {keys.map(({ keyId, name, device }) => (
                <tr key={keyId}>
                  <th scope="row" title={device}>
                    {name}
                  </th>
                  <td className="mono">{keyId}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {asked === null ? null : (
        <AcceptKey
          keyId={asked.keyId}
          author={asked.held.author}
          onClose={() => setAsked(null)}
          onAccepted={(merged) => {
            setAsked(null)
            onMerged(merged)
          }}
        />
      )}
    </>
  )
}
