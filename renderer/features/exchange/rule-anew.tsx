import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RulingRow } from '../../../electron/contract/conflicts.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { useItemWords, useSaidWords, useWhoWords } from './item-words.ts'

interface Props {
  ruling: RulingRow
  isBusy: boolean
  onRule: (chosen: string, reason: string) => void
  onClose: () => void
}

/** A correction: another version with a reason of its own, written as a record after the first. */
export function RuleAnew({ ruling, isBusy, onRule, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const { object, item } = useItemWords()(ruling)
  const saidWords = useSaidWords()
  const who = useWhoWords()
  const [chosen, setChosen] = useState(ruling.others.length === 1 ? (ruling.others[0]?.event ?? '') : '')
  const [reason, setReason] = useState('')
  const isReady = chosen !== '' && reason.trim() !== '' && !isBusy
  return (
    <ModalDialog label={t(($) => $.exchange.inbox.againTitle)} className="reason-dialog" onClose={onClose}>
      <h2>{t(($) => $.exchange.inbox.againTitle)}</h2>
      <p>
        {object} <span className="quiet">{item}</span>
      </p>
      <p className="quiet">{t(($) => $.exchange.inbox.againHelp)}</p>
      <fieldset className="exchange-sides">
        <legend>{t(($) => $.exchange.inbox.chosen)}</legend>
        {[...ruling.others, ruling.chosen].map((version) => (
          <label key={version.event}>
            <input type="radio" name="anew" checked={chosen === version.event} onChange={() => setChosen(version.event)} />{' '}
            {saidWords(version.said)} <span className="quiet">{who(version)}</span>
          </label>
        ))}
      </fieldset>
      <label htmlFor="exchange-anew-reason">{t(($) => $.exchange.inbox.reason)}</label>
      <Input
        id="exchange-anew-reason"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to write here
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={t(($) => $.exchange.inbox.reasonHint)}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) onRule(chosen, reason.trim())
        }}
      />
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={() => onRule(chosen, reason.trim())}>
          {t(($) => $.exchange.inbox.againConfirm)}
        </Button>
      </div>
    </ModalDialog>
  )
}
