import { App, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { percentOf } from '../../components/format.ts'
import { rpc } from '../../rpc/client.ts'
import { askFiles, hasFileDialogs, placePackages } from '../../rpc/host-files.ts'
import { ConfirmWork, type LookedWork } from './confirm-work.tsx'

/** Names of targets said in a message; of more only the number. */
const mostNames = 10

/** 打开任务包: the file is checked and told first; the person compares the sender's key, then it is opened. */
export function OpenWork(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const choose = useCurrentBatch((state) => state.choose)
  const report = useReportFailure()
  const picker = useRef<HTMLInputElement>(null)
  /** `percent`: of the file, while it is handed over. */
  const [busy, setBusy] = useState<{ percent: number | null } | null>(null)
  const [looked, setLooked] = useState<LookedWork | null>(null)

  const look = async (place: () => Promise<string | undefined>): Promise<void> => {
    setBusy({ percent: null })
    try {
      const path = await place()
      setBusy({ percent: null })
      if (path !== undefined) setLooked({ ...(await rpc.call('work.look', { path })), path })
    } catch (error) {
      report(error)
    }
    setBusy(null)
  }
  const pick = (): void => {
    if (!hasFileDialogs()) return picker.current?.click()
    const title = t(($) => $.work.choose)
    const kind = t(($) => $.work.kind)
    void look(async () => (await askFiles({ ask: 'open', title, kind, extensions: ['zip'], isMany: false }))[0]?.path)
  }
  const take = (file: File): Promise<void> =>
    look(async () => {
      const placed = await placePackages(rpc, [file], (done, total) => setBusy({ percent: percentOf(done, total) }))
      return placed[0]?.path
    })
  const opened = ({ isKnown, targets, added, kept, withdrawn, withdrawnWithWork, notes, batchId }: Output<'work.open'>): void => {
    setLooked(null)
    const gone = [...withdrawn, ...withdrawnWithWork].map(({ name }) => name)
    const names = gone.slice(0, mostNames).join('、')
    const more = gone.length - mostNames
    const said = [
      isKnown ? t(($) => $.work.openedBefore) : t(($) => $.work.opened, { targets, added }),
      ...(kept === 0 ? [] : [t(($) => $.work.openedKept, { kept })]),
      ...(names === '' ? [] : [t(($) => $.work.openedWithdrawn, { names })]),
      ...(more > 0 ? [t(($) => $.work.openedMore, { more })] : []),
      ...notes
    ]
    // What went or changed is to be read, not only seen.
    void message.success(said.join('；'), said.length === 1 ? 3 : 12)
    choose(batchId)
    go(`/checking/${batchId}`)
  }
  const words = (): string => {
    if (busy === null) return t(($) => $.work.open)
    return busy.percent === null ? t(($) => $.work.opening) : t(($) => $.work.handing, { percent: busy.percent })
  }
  return (
    <>
      <Button title={t(($) => $.work.openHelp)} loading={busy !== null} onClick={pick}>
        {words()}
      </Button>
      <input
        ref={picker}
        type="file"
        accept=".zip"
        hidden
        data-testid="work-file"
        aria-label={t(($) => $.work.open)}
        onChange={({ target }) => {
          const file = target.files?.[0]
          target.value = ''
          if (file !== undefined) void take(file)
        }}
      />
      {looked === null ? null : <ConfirmWork work={looked} onOpened={opened} onClose={() => setLooked(null)} />}
    </>
  )
}
