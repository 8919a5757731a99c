import { FileZipOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../components/failure.tsx'
import { FileInput, useFileDrop } from '../../components/file-drop.tsx'
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
  const [sent, setSent] = useState<number | null>(null)
  const isBusy = sent !== null || isDisabled
  const words = isMany ? t(($) => $.exchange.file.chooseMany) : t(($) => $.exchange.file.choose)

  const take = async (list: readonly File[]): Promise<void> => {
    const files = list.slice(0, isMany ? undefined : 1)
    if (files.length === 0 || isBusy) return
    setSent(0)
    try {
      onFiles(await placePackages(rpc, files, (done, total) => setSent(percentOf(done, total))))
    } catch (error) {
      report(error)
    }
    setSent(null)
  }
  const { isOver, zone } = useFileDrop((files) => void take(files))
  const choose = async (): Promise<void> => {
    if (!hasFileDialogs()) return input.current?.click()
    const title = t(($) => $.exchange.file.openTitle)
    const kind = t(($) => $.exchange.file.kind)
    const files = await askFiles({ ask: 'open', title, kind, extensions: ['zip'], isMany })
    if (files.length > 0) onFiles(files)
  }
  return (
    <div className={isOver ? 'exchange-drop exchange-drop-over' : 'exchange-drop'} {...zone}>
      <Button icon={<FileZipOutlined aria-hidden />} disabled={isBusy} onClick={() => void choose()}>
        {words}
      </Button>
      {sent === null ? (
        <span className="quiet">{t(($) => $.exchange.file.drop)}</span>
      ) : (
        <ProgressBar label={t(($) => $.exchange.file.sending)} percent={sent} withNumber />
      )}
      <FileInput ref={input} isMany={isMany} accept=".zip" testId={id} label={words} onFiles={(files) => void take(files)} />
    </div>
  )
}
