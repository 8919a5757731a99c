import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureAlert } from '../../components/failure.tsx'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { rpc } from '../../rpc/client.ts'
import { inFours } from './in-fours.ts'

interface Props {
  canSystem: boolean
  onClose: () => void
}

/** A new key in place of a lost one: asked before, because the old one never counts again, and told after, what to do with it. */
export function ReplaceKey({ canSystem, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [keyId, setKeyId] = useState<string | null>(null)
  const isReady = !isBusy && (canSystem || ([...next].length >= 8 && next === again))
  const replace = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      setKeyId((await rpc.call('identity.replaceKey', { next: canSystem ? null : next })).keyId)
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  if (keyId !== null) {
    return (
      <ModalDialog label={t(($) => $.settings.key.replaced)} className="reason-dialog" onClose={onClose}>
        <h2>{t(($) => $.settings.key.replaced)}</h2>
        <p className="mono settings-key">{inFours(keyId)}</p>
        <p>{t(($) => $.settings.key.replacedHelp)}</p>
        <div className="reason-foot">
          <Button type="primary" onClick={onClose}>
            {t(($) => $.settings.key.understood)}
          </Button>
        </div>
      </ModalDialog>
    )
  }
  return (
    <ModalDialog label={t(($) => $.settings.key.replaceTitle)} className="reason-dialog" onClose={onClose}>
      <form
        className="settings-dialog"
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void replace()
        }}
      >
        <h2>{t(($) => $.settings.key.replaceTitle)}</h2>
        <p>{t(($) => $.settings.key.replaceHelp)}</p>
        {canSystem ? null : (
          <>
            <label htmlFor="settings-new-passphrase">{t(($) => $.settings.key.next)}</label>
            <Input.Password
              id="settings-new-passphrase"
              autoComplete="off"
              value={next}
              onChange={(event) => setNext(event.target.value)}
            />
            <label htmlFor="settings-new-passphrase-again">{t(($) => $.settings.key.again)}</label>
            <Input.Password
              id="settings-new-passphrase-again"
              autoComplete="off"
              value={again}
              status={again !== '' && again !== next ? 'error' : ''}
              onChange={(event) => setAgain(event.target.value)}
            />
            {again !== '' && again !== next ? <p className="quiet">{t(($) => $.settings.key.differs)}</p> : null}
          </>
        )}
        {failure === null ? null : <FailureAlert error={failure} />}
        <div className="reason-foot">
          <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={isBusy}>
            {t(($) => $.settings.key.replaceNow)}
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
