import { App, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { roleSchema } from '../../../electron/domain/roles.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { Loaded } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'

/** 人员与角色: every device that is known here, its key, and what it may do. */
export function PeoplePanel(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const read = useRead('roles.list', {})
  const give = useWrite('roles.give')
  const options = roleSchema.options.map((value) => ({ value, label: t(($) => $.settings.people.roles[value]) }))
  return (
    <section className="panel" aria-labelledby="settings-people">
      <h2 id="settings-people">{t(($) => $.settings.people.title)}</h2>
      <p className="quiet">{t(($) => $.settings.people.help)}</p>
      <Loaded read={read}>
        {({ people, voided }) => (
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
                {people.map(({ device, name, keyId, role, isOwn }) => (
                  <tr key={device}>
                    <td>{name}</td>
                    <td className="mono">{isOwn ? t(($) => $.settings.people.own) : device.slice(0, 8)}</td>
                    <td className="mono">{keyId ?? ''}</td>
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
            {voided.length === 0 ? null : <p className="quiet">{t(($) => $.settings.people.voided, { count: voided.length })}</p>}
          </>
        )}
      </Loaded>
    </section>
  )
}
