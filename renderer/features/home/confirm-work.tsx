import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { rpc } from '../../rpc/client.ts'

export type LookedWork = Output<'work.look'> & { path: string }

interface Props {
  work: LookedWork
  onOpened: (opened: Output<'work.open'>) => void
  onClose: () => void
}

/** What the package says of itself, before anything of it is taken in. */
export function ConfirmWork({ work, onOpened, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const { path, period, title, to, targets, from, isKeyKnown, person } = work

  const open = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      const as = person === null ? to : null
      onOpened(await rpc.call('work.open', { path, as, acceptKey: isKeyKnown ? null : from.keyId }))
    } catch (error) {
      // Here: a message would lie behind the dialog.
      setFailure(error)
      setBusy(false)
    }
  }
  return (
    <ModalDialog label={t(($) => $.work.confirmTitle)} className="reason-dialog" onClose={onClose}>
      <h2>{t(($) => $.work.confirmTitle)}</h2>
      <table className="figure-table open-work-facts">
        <tbody>
          <Line word={t(($) => $.work.batch)}>{`${period} ${title}`}</Line>
          <Line word={t(($) => $.work.to)}>{to}</Line>
          <Line word={t(($) => $.work.targets)}>{targets}</Line>
          <Line word={t(($) => $.work.from)}>{from.name}</Line>
          <Line word={t(($) => $.work.key)}>
            {/* In fours, as it is read out by telephone. */}
            <span className="mono">{(from.keyId.match(/.{1,4}/g) ?? []).join(' ')}</span>
            {` · ${isKeyKnown ? t(($) => $.work.keyKnown) : t(($) => $.work.keyUnknown)}`}
          </Line>
        </tbody>
      </table>
      {person === null ? <p>{t(($) => $.work.confirmName, { name: to })}</p> : null}
      {failure === null ? null : <FailureAlert error={failure} />}
      <div className="open-work-acts">
        <Button onClick={onClose}>{t(($) => $.work.cancel)}</Button>
        <Button type="primary" loading={isBusy} onClick={() => void open()}>
          {isKeyKnown ? t(($) => $.work.confirmKnown) : t(($) => $.work.confirmKey)}
        </Button>
      </div>
    </ModalDialog>
  )
}

function Line({ word, children }: { word: string; children: ReactNode }): ReactNode {
  return (
    <tr>
      <th scope="row">{word}</th>
      <td>{children}</td>
    </tr>
  )
}
