import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'

interface Props {
  /** At least one. */
  authorities: Output<'stamps.list'>['authorities']
  days: number
  files: number
  onSend: (authority: string) => void
  onClose: () => void
}

/** Asked before anything leaves the machine: how much, and to which address. */
export function StampRequest({ authorities, days, files, onSend, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(authorities[0]?.name ?? '')
  return (
    <ModalDialog label={t(($) => $.exchange.stamps.requestTitle)} className="reason-dialog" onClose={onClose}>
      <h2>{t(($) => $.exchange.stamps.requestTitle)}</h2>
      <p>{t(($) => $.exchange.stamps.requestHelp, { days, files })}</p>
      <fieldset className="exchange-sides">
        <legend>{t(($) => $.exchange.stamps.authority)}</legend>
        {authorities.map(({ id, name, url }) => (
          <label key={id}>
            <input type="radio" name="authority" checked={chosen === name} onChange={() => setChosen(name)} /> {name}{' '}
            <span className="mono exchange-url">{url}</span>
          </label>
        ))}
      </fieldset>
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" onClick={() => onSend(chosen)}>
          {t(($) => $.exchange.stamps.send)}
        </Button>
      </div>
    </ModalDialog>
  )
}
