import { FileZipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../components/failure.tsx'
import { percentOf } from '../../components/format.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { rpc } from '../../rpc/client.ts'
import { askFiles, hasFileDialogs, placePackages, type PlacedFile } from '../../rpc/host-files.ts'

interface Props {
  isMany: boolean
  isDisabled: boolean
  /** Names the input for tests and screen readers. */
  id: string
  onFiles: (files: readonly PlacedFile[]) => void
}

/** Takes packages: by the system's dialog where the shell has one, else by the browser's; dropped ones in both. */
export function PackagePicker({ isMany, isDisabled, id, onFiles }: Props): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const [sent, setSent] = useState<number | null>(null)
  const isBusy = sent !== null || isDisabled
  const words = isMany ? t(($) => $.exchange.file.chooseMany) : t(($) => $.exchange.file.choose)

  const take = async (list: FileList | null): Promise<void> => {
    const files = [...(list ?? [])].slice(0, isMany ? undefined : 1)
    if (files.length === 0 || isBusy) return
    setSent(0)
    try {
      onFiles(await placePackages(rpc, files, (done, total) => setSent(percentOf(done, total))))
    } catch (error) {
      report(error)
    }
    setSent(null)
  }
  const choose = async (): Promise<void> => {
    if (!hasFileDialogs()) return input.current?.click()
    const title = t(($) => $.exchange.file.openTitle)
    const kind = t(($) => $.exchange.file.kind)
    const files = await askFiles({ ask: 'open', title, kind, extensions: ['zip'], isMany })
    if (files.length > 0) onFiles(files)
  }
  return (
    <div
      className={isOver ? 'exchange-drop exchange-drop-over' : 'exchange-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files)
      }}
    >
      <Button icon={<FileZipOutlined aria-hidden />} disabled={isBusy} onClick={() => void choose()}>
        {words}
      </Button>
      {sent === null ? (
        <span className="quiet">{t(($) => $.exchange.file.drop)}</span>
      ) : (
        <ProgressBar label={t(($) => $.exchange.file.sending)} percent={sent} withNumber />
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple={isMany}
        accept=".zip"
        data-testid={id}
        aria-label={words}
        onChange={(event) => {
          // Clearing the field empties its list of files too.
          const { files } = event.target
          const kept = new DataTransfer()
          for (const file of files ?? []) kept.items.add(file)
          event.target.value = ''
          void take(kept.files)
        }}
      />
    </div>
  )
}
