import { App, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { rpc } from '../../rpc/client.ts'
import { uploadFile } from '../../rpc/upload.ts'

/** 打开任务包: the file is checked and told first; the person compares the sender's key, then it is opened. */
export function OpenWork(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const choose = useCurrentBatch((state) => state.choose)
  const report = useReportFailure()
  const picker = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [looked, setLooked] = useState<Output<'work.look'> | null>(null)

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      report(error)
    }
    setBusy(false)
  }
  const look = (file: File): Promise<void> =>
    attempt(async () => {
      const uploadId = await uploadFile(rpc, file, () => undefined)
      setLooked(await rpc.call('work.look', { file: { uploadId } }))
    })
  const open = ({ path, to, person, from, isKeyKnown }: Output<'work.look'>): Promise<void> =>
    attempt(async () => {
      const as = person === null ? to : null
      const opened = await rpc.call('work.open', { path, as, acceptKey: isKeyKnown ? null : from.keyId })
      setLooked(null)
      const { isKnown, targets, added, kept, withdrawn, withdrawnWithWork, notes, batchId } = opened
      const names = [...withdrawn, ...withdrawnWithWork].map(({ name }) => name).join('、')
      const said = [
        isKnown ? t(($) => $.work.openedBefore) : t(($) => $.work.opened, { targets, added }),
        ...(kept === 0 ? [] : [t(($) => $.work.openedKept, { kept })]),
        ...(names === '' ? [] : [t(($) => $.work.openedWithdrawn, { names })]),
        ...notes
      ]
      void message.success(said.join('；'))
      choose(batchId)
      go(`/checking/${batchId}`)
    })

  return (
    <>
      <Button title={t(($) => $.work.openHelp)} loading={isBusy} onClick={() => picker.current?.click()}>
        {isBusy ? t(($) => $.work.opening) : t(($) => $.work.open)}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".zip"
        hidden
        aria-label={t(($) => $.work.open)}
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file !== undefined) void look(file)
        }}
      />
      {looked === null ? null : (
        <ModalDialog label={t(($) => $.work.confirmTitle)} className="open-work" onClose={() => setLooked(null)}>
          <h2>{t(($) => $.work.confirmTitle)}</h2>
          <table className="figure-table">
            <tbody>
              <Line word={t(($) => $.work.batch)}>{`${looked.period} ${looked.title}`}</Line>
              <Line word={t(($) => $.work.to)}>{looked.to}</Line>
              <Line word={t(($) => $.work.targets)}>{looked.targets}</Line>
              <Line word={t(($) => $.work.from)}>{looked.from.name}</Line>
              <Line word={t(($) => $.work.key)}>
                <span className="mono">{looked.from.keyId}</span>
                {` · ${looked.isKeyKnown ? t(($) => $.work.keyKnown) : t(($) => $.work.keyUnknown)}`}
              </Line>
            </tbody>
          </table>
          {looked.person === null ? <p>{t(($) => $.work.confirmName, { name: looked.to })}</p> : null}
          <div className="open-work-acts">
            <Button onClick={() => setLooked(null)}>{t(($) => $.work.cancel)}</Button>
            <Button type="primary" loading={isBusy} onClick={() => void open(looked)}>
              {looked.isKeyKnown ? t(($) => $.work.confirmKnown) : t(($) => $.work.confirmKey)}
            </Button>
          </div>
        </ModalDialog>
      )}
    </>
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
