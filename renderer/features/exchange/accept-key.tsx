import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { rpc } from '../../rpc/client.ts'

interface Props {
  keyId: string
  /** Who wrote the last of what waits: by the record itself, so only a proposal for the name. */
  author: string
  onAccepted: (merged: Output<'merge.acceptKey'>) => void
  onClose: () => void
}

/** The key's number is shown in groups of four, to be compared by telephone before it is trusted. */
export function AcceptKey({ keyId, author, onAccepted, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [name, setName] = useState(author)
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const isReady = name.trim() !== '' && !isBusy
  const accept = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      onAccepted(await rpc.call('merge.acceptKey', { keyId, name: name.trim() }))
    } catch (error) {
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <ModalDialog label={t(($) => $.exchange.merge.acceptTitle)} className="reason-dialog" onClose={onClose}>
      <h2>{t(($) => $.exchange.merge.acceptTitle)}</h2>
      <p>{t(($) => $.exchange.merge.acceptHelp)}</p>
      <p className="quiet">{t(($) => $.exchange.merge.theirKey)}</p>
      <p className="mono exchange-key">{(keyId.match(/.{1,4}/g) ?? []).join(' ')}</p>
      <label htmlFor="exchange-device-name">{t(($) => $.exchange.merge.deviceName)}</label>
      <Input
        id="exchange-device-name"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of the dialog
        autoFocus
        value={name}
        maxLength={40}
        placeholder={t(($) => $.exchange.merge.deviceNameHint)}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) void accept()
        }}
      />
      {failure === null ? null : <FailureAlert error={failure} />}
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={() => void accept()}>
          {t(($) => $.exchange.merge.confirmAccept)}
        </Button>
      </div>
    </ModalDialog>
  )
}
