import './evidence-drop.css'
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { FileInput, useFileDrop } from '../../components/file-drop.tsx'
import { rpc } from '../../rpc/client.ts'
import { uploadFile } from '../../rpc/upload.ts'
import { attempt } from './attempt.ts'

interface Props {
  batchId: string
  objectKey: string
  onAdded: (evidence: Evidence) => void
}

const largest = 50 * 1024 * 1024

/** 加照片或文件: phone photos and documents as evidence, picked or dropped; each refusal is one sentence. */
export function EvidenceDrop({ batchId, objectKey, onAdded }: Props): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [busyWith, setBusyWith] = useState<string | null>(null)
  const [refusals, setRefusals] = useState<readonly string[]>([])

  const add = async (files: readonly File[]): Promise<void> => {
    const refused: string[] = []
    for (const file of files) {
      if (file.size > largest) {
        refused.push(t(($) => $.capture.file.tooLarge, { name: file.name }))
        continue
      }
      setBusyWith(file.name)
      const answer = await attempt(
        uploadFile(rpc, file, () => undefined).then((uploadId) => rpc.call('evidence.addFile', { batchId, objectKey, uploadId }))
      )
      if (answer.ok) onAdded(answer.value)
      else refused.push(answer.failure.message)
    }
    setBusyWith(null)
    setRefusals(refused)
  }
  const { isOver, zone } = useFileDrop((files) => void add(files))

  return (
    <div className={isOver ? 'evidence-drop is-over' : 'evidence-drop'} {...zone}>
      <Button size="small" icon={<PlusOutlined />} loading={busyWith !== null} onClick={() => input.current?.click()}>
        {t(($) => $.capture.file.add)}
      </Button>
      <span className="quiet checking-small">
        {busyWith === null ? t(($) => $.capture.file.help) : t(($) => $.capture.file.adding, { name: busyWith })}
      </span>
      <FileInput
        ref={input}
        isMany
        accept=".png,.jpg,.jpeg,.webp,.pdf,.heic"
        testId="evidence-files"
        label={t(($) => $.capture.file.add)}
        onFiles={(files) => void add(files)}
      />
      {refusals.length === 0 ? null : (
        <div className="evidence-drop-refusals" role="alert">
          {refusals.map((each) => (
            <div key={each}>{each}</div>
          ))}
        </div>
      )}
    </div>
  )
}
