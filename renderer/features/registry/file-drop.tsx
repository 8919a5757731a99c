import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** Pick or drop; the same for mouse and keyboard. */
export function FileDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    if (files !== null && files.length > 0) onFiles([...files])
  }
  return (
    <div
      className={isOver ? 'file-drop file-drop-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(event.dataTransfer.files)
      }}
    >
      <FileExcelOutlined className="file-drop-icon" aria-hidden />
      <p>
        {t(($) => $.registry.drop)}{' '}
        <Button type="primary" onClick={() => input.current?.click()}>
          {t(($) => $.registry.choose)}
        </Button>
      </p>
      <p className="quiet">{t(($) => $.registry.dropHelp)}</p>
      <p className="quiet">{t(($) => $.registry.template)}</p>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept=".xlsx,.csv"
        data-testid="registry-files"
        aria-label={t(($) => $.registry.choose)}
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
    </div>
  )
}
