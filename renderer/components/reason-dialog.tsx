import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ModalDialog } from './modal-dialog.tsx'

interface Props {
  title: string
  /** What is written in the field when it is empty. */
  hint: string
  label: string
  confirm: string
  recentLabel: string
  /** Reasons given lately; one click or its number takes one. */
  recent: readonly string[]
  isBusy: boolean
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** Asks for a reason; Enter confirms, Escape leaves. */
export function ReasonDialog({ title, hint, label, confirm, recentLabel, recent, isBusy, onConfirm, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const take = (text: string): void => {
    if (text.trim() !== '' && !isBusy) onConfirm(text.trim())
  }
  return (
    <ModalDialog label={title} className="reason-dialog" onClose={onClose}>
      <h2>{title}</h2>
      <label htmlFor="reason-text">{label}</label>
      <Input
        id="reason-text"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the dialog was opened to write here
        autoFocus
        value={reason}
        maxLength={200}
        placeholder={hint}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) take(reason)
        }}
      />
      {recent.length === 0 ? null : (
        <>
          <p className="quiet">{recentLabel}</p>
          <ul className="plain-list">
            {recent.map((each) => (
              <li key={each}>
                <Button size="small" type="text" className="reason-recent" title={each} onClick={() => take(each)}>
                  {each}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" disabled={reason.trim() === ''} loading={isBusy} onClick={() => take(reason)}>
          {confirm}
        </Button>
      </div>
    </ModalDialog>
  )
}
