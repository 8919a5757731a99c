import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureAlert } from '../../components/failure.tsx'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { inFours } from './in-fours.ts'

interface Props {
  name: string
  keyId: string
  onVouched: (applied: number) => void
  onClose: () => void
}

/** 连署: the new key's number is compared with what its owner reads out before this device signs for it. */
export function VouchForKey({ name, keyId, onVouched, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const { data: own } = useRead('packages.key', {})
  const [reason, setReason] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const isSystem = own?.keptBy === 'system'
  const isReady = own !== undefined && reason.trim() !== '' && (isSystem || passphrase !== '') && !isBusy
  const vouch = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const request = { keyId, reason: reason.trim(), passphrase: isSystem ? null : passphrase }
      onVouched((await rpc.call('identity.vouchForKey', request)).applied)
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <ModalDialog label={t(($) => $.settings.people.vouchTitle)} className="reason-dialog" onClose={onClose}>
      <form
        className="settings-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void vouch()
        }}
      >
        <h2>{t(($) => $.settings.people.vouchTitle)}</h2>
        <p>{t(($) => $.settings.people.vouchHelp, { name })}</p>
        <p className="mono settings-key">{inFours(keyId)}</p>
        <label htmlFor="settings-vouch-reason">{t(($) => $.settings.people.vouchReason)}</label>
        <Input
          id="settings-vouch-reason"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the first field of the dialog
          autoFocus
          value={reason}
          maxLength={1000}
          placeholder={t(($) => $.settings.people.vouchReasonHint)}
          onChange={(event) => setReason(event.target.value)}
        />
        {isSystem ? null : (
          <>
            <label htmlFor="settings-vouch-passphrase">{t(($) => $.settings.people.vouchPassphrase)}</label>
            <Input.Password
              id="settings-vouch-passphrase"
              autoComplete="off"
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </>
        )}
        {failure === null ? null : <FailureAlert error={failure} />}
        <div className="reason-foot">
          <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={isBusy}>
            {t(($) => $.settings.people.vouchNow)}
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
