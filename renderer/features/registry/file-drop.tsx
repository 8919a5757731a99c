import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FileInput, useFileDrop } from '../../components/file-drop.tsx'

/** Pick or drop; the same for mouse and keyboard. */
export function FileDrop({ onFiles }: { onFiles: (files: readonly File[]) => void }): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const take = (files: readonly File[]): void => {
    if (files.length > 0) onFiles(files)
  }
  const { isOver, zone } = useFileDrop(take)
  return (
    <div className={isOver ? 'file-drop file-drop-over' : 'file-drop'} {...zone}>
      <FileExcelOutlined className="file-drop-icon" aria-hidden />
      <p>
        {t(($) => $.registry.drop)}{' '}
        <Button type="primary" onClick={() => input.current?.click()}>
          {t(($) => $.registry.choose)}
        </Button>
      </p>
      <p className="quiet">{t(($) => $.registry.dropHelp)}</p>
      <p className="quiet">{t(($) => $.registry.template)}</p>
      <FileInput
        ref={input}
        isMany
        accept=".xlsx,.csv"
        testId="registry-files"
        label={t(($) => $.registry.choose)}
        onFiles={take}
      />
    </div>
  )
}
