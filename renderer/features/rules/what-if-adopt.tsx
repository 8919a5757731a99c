import { Button, Input } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '../../../electron/contract/what-if.ts'

interface Props {
  result: WhatIf
  isBusy: boolean
  onAdopt: (reason: string) => void
  onCancel: () => void
}

/** The question before another edition is taken: it names the numbers and wants a reason. */
export function AdoptForm({ result, isBusy, onAdopt, onCancel }: Props): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const [reason, setReason] = useState('')
  const { changed, passToFail, failToPass } = result.changes
  return (
    <form
      className="panel what-if-adopt"
      aria-labelledby={`${id}-question`}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onAdopt(reason.trim())
      }}
    >
      <p id={`${id}-question`}>
        <b>{t(($) => $.rules.whatIf.adoptSure, { title: result.to.title, changed, passToFail, failToPass })}</b>
      </p>
      <p className="quiet">{t(($) => $.rules.whatIf.adoptHelp)}</p>
      <div className="what-if-bar">
        <Input
          autoFocus
          value={reason}
          maxLength={500}
          aria-label={t(($) => $.rules.whatIf.reason)}
          placeholder={t(($) => $.rules.whatIf.reasonHint)}
          prefix={<span className="quiet">{t(($) => $.rules.whatIf.reason)}</span>}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.nativeEvent.isComposing) onCancel()
          }}
        />
        <Button onClick={onCancel}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={isBusy}>
          {t(($) => $.rules.whatIf.adoptNow)}
        </Button>
      </div>
    </form>
  )
}
