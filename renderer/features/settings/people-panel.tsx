import { App, Button, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roleSchema } from '../../../electron/domain/roles.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { Loaded } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { RivalManagers } from './rival-managers.tsx'
import { VouchForKey } from './vouch-for-key.tsx'

/** 人员与角色: every device that is known here, its key, and what it may do. */
export function PeoplePanel(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const read = useRead('roles.list', {})
  const give = useWrite('roles.give')
  const [asked, setAsked] = useState<{ name: string; keyId: string } | null>(null)
  const options = roleSchema.options.map((value) => ({ value, label: t(($) => $.settings.people.roles[value]) }))
  return (
    <section className="panel" aria-labelledby="settings-people">
      <h2 id="settings-people">{t(($) => $.settings.people.title)}</h2>
      <p className="quiet">{t(($) => $.settings.people.help)}</p>
      <Loaded read={read}>
        {({ people, keyActs, rivals, voided }) => (
          <>
            <table className="figure-table">
              <thead>
                <tr>
                  <th scope="col">{t(($) => $.settings.people.person)}</th>
                  <th scope="col">{t(($) => $.settings.people.device)}</th>
                  <th scope="col">{t(($) => $.settings.people.key)}</th>
                  <th scope="col">{t(($) => $.settings.people.role)}</th>
                </tr>
              </thead>
              <tbody>
                {people.map(({ device, name, keyId, newKeyIds, role, isOwn }) => (
                  <tr key={device}>
                    <td>{name}</td>
                    <td className="mono">{isOwn ? t(($) => $.settings.people.own) : device.slice(-8)}</td>
                    <td className="mono">
                      {keyId ?? ''}
                      {newKeyIds.map((newKeyId) => (
                        <Button
                          key={newKeyId}
                          className="settings-new-key"
                          size="small"
                          onClick={() => setAsked({ name, keyId: newKeyId })}
                        >
                          {t(($) => $.settings.people.vouch)}
                        </Button>
                      ))}
                    </td>
                    <td>
                      <Select
                        size="small"
                        aria-label={`${t(($) => $.settings.people.role)} ${name}`}
                        value={role}
                        placeholder={t(($) => $.settings.people.open)}
                        options={options}
                        loading={give.isPending}
                        onChange={(chosen) =>
                          give.mutate(
                            { device, role: chosen },
                            { onError: report, onSuccess: () => void message.success(t(($) => $.settings.people.given)) }
                          )
                        }
                      />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <RivalManagers rivals={rivals} />
            {keyActs.length === 0 ? null : (
              <>
                <h3>{t(($) => $.settings.people.keyActs)}</h3>
                <ul className="settings-key-acts">
                  {keyActs.map(({ id, act, name, keyId, by, time, reason, isVoid }) => (
                    <li key={id}>
                      <span className="figures">{formatInstant(time)}</span> {t(($) => $.settings.people.acts[act], { by, name })}{' '}
                      <span className="mono">{keyId}</span>
                      {reason === null ? '' : t(($) => $.settings.people.because, { reason })}
                      {isVoid ? t(($) => $.settings.people.isVoid) : ''}
                    </li>
                  ))}
                </ul>
              </>
            )}
            {voided.length === 0 ? null : <p className="quiet">{t(($) => $.settings.people.voided, { count: voided.length })}</p>}
          </>
        )}
      </Loaded>
      {asked === null ? null : (
        <VouchForKey
          {...asked}
          onClose={() => setAsked(null)}
          onVouched={(applied) => {
            setAsked(null)
            void message.success(t(($) => $.settings.people.vouched, { count: applied }))
          }}
        />
      )}
    </section>
  )
}
