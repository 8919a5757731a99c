import { App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { ReasonDialog } from '../../components/reason-dialog.tsx'
import { useWrite } from '../../rpc/hooks.ts'

type Rival = Output<'roles.list'>['rivals'][number]

/** Managers who began apart, one of whom is to be the only one; whoever rules here says why. */
export function RivalManagers({ rivals }: { rivals: readonly Rival[] }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const rule = useWrite('roles.rule')
  const [chosen, setChosen] = useState<Rival | null>(null)
  if (rivals.length === 0) return null
  return (
    <>
      <h3>{t(($) => $.settings.rivals.title)}</h3>
      <p className="quiet">{t(($) => $.settings.rivals.help)}</p>
      <ul className="settings-rivals">
        {rivals.map((rival) => (
          <li key={rival.device}>
            {rival.author} <span className="mono">{rival.device.slice(-8)}</span>{' '}
            <span className="quiet">
              {t(($) => (rival.isHere ? $.settings.rivals.here : $.settings.rivals.waiting), { time: formatInstant(rival.time) })}
            </span>
            <Button className="settings-new-key" size="small" onClick={() => setChosen(rival)}>
              {t(($) => $.settings.rivals.choose, { name: rival.author })}
            </Button>
          </li>
        ))}
      </ul>
      {chosen === null ? null : (
        <ReasonDialog
          title={t(($) => $.settings.rivals.dialog, { name: chosen.author })}
          label={t(($) => $.settings.rivals.reason)}
          hint={t(($) => $.settings.rivals.reasonHint)}
          confirm={t(($) => $.settings.rivals.now)}
          recentLabel=""
          recent={[]}
          isBusy={rule.isPending}
          onClose={() => setChosen(null)}
          onConfirm={(reason) =>
            rule.mutate(
              { device: chosen.device, reason },
              {
                onError: report,
                onSuccess: () => {
                  setChosen(null)
                  void message.success(t(($) => $.settings.rivals.done))
                }
              }
            )
          }
        />
      )}
    </>
  )
}
