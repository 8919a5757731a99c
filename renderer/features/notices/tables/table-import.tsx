import { FileExcelOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../../electron/contract/index.ts'
import { FailureAlert } from '../../../components/failure.tsx'
import { FileInput, useFileDrop } from '../../../components/file-drop.tsx'
import { Screen } from '../../../components/screen.tsx'
import { rpc } from '../../../rpc/client.ts'
import { uploadFile } from '../../../rpc/upload.ts'
import { TableMapping } from './table-mapping.tsx'

type Preview = Output<'externals.preview'>

/** Choose a file → as it was read, its columns fitted to what a profile expects → saved. */
export function TableImport(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const input = useRef<HTMLInputElement>(null)
  const [preview, setPreview] = useState<Preview | null>(null)
  const [isReading, setReading] = useState(false)
  const [error, setError] = useState<unknown>(null)

  const read = (work: () => Promise<Preview>): void => {
    setReading(true)
    setError(null)
    work()
      .then(setPreview)
      .catch(setError)
      .finally(() => setReading(false))
  }
  const take = ([file]: readonly File[]): void => {
    if (file === undefined) return
    read(async () => {
      const uploadId = await uploadFile(rpc, file, () => undefined)
      return rpc.call('externals.preview', { source: { uploadId } })
    })
  }
  const { isOver, zone } = useFileDrop(take)
  if (preview !== null) {
    return (
      <TableMapping
        // Another sheet or header row is another table.
        key={`${preview.previewId}.${preview.sheet.sheet ?? ''}.${preview.sheet.headerRow}`}
        preview={preview}
        error={error}
        onAgain={(sheet, headerRow) =>
          read(() => rpc.call('externals.preview', { source: { previewId: preview.previewId }, sheet, headerRow }))
        }
        onLeave={() => setPreview(null)}
      />
    )
  }
  return (
    <Screen
      title={t(($) => $.notices.tables.import)}
      help={t(($) => $.notices.tables.importHelp)}
      actions={<Button onClick={() => go('/notices/tables')}>{t(($) => $.common.back)}</Button>}
    >
      {error === null ? null : <FailureAlert error={error} />}
      <div className={isOver ? 'table-drop table-drop-over' : 'table-drop'} {...zone}>
        <FileExcelOutlined className="table-drop-icon" aria-hidden />
        <p>
          {t(($) => $.notices.tables.drop)}{' '}
          <Button type="primary" loading={isReading} onClick={() => input.current?.click()}>
            {t(($) => $.notices.tables.choose)}
          </Button>
        </p>
        <p className="quiet">{t(($) => $.notices.tables.dropHelp)}</p>
        <FileInput
          ref={input}
          isMany={false}
          accept=".xlsx,.csv"
          testId="table-file"
          label={t(($) => $.notices.tables.choose)}
          onFiles={take}
        />
      </div>
    </Screen>
  )
}
