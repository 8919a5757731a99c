import { Progress } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { Screen } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { uploadFile } from '../../rpc/upload.ts'
import { FileDrop } from './file-drop.tsx'
import { ImportPreview } from './import-preview.tsx'

type Preview = Output<'registry.preview'>
type Step =
  | { at: 'choose'; error: unknown }
  | { at: 'upload'; file: string; percent: number }
  | { at: 'compare' }
  | { at: 'preview'; preview: Preview }

/** Choose files → they are handed over in pieces → compared → the whole difference on screen → written or not. */
export function ImportScreen(): ReactNode {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>({ at: 'choose', error: null })

  const read = async (files: readonly File[]): Promise<void> => {
    const total = files.reduce((sum, file) => sum + file.size, 0)
    let before = 0
    const sources: { uploadId: string }[] = []
    for (const file of files) {
      const base = before
      const uploadId = await uploadFile(rpc, file, (sent) =>
        setStep({ at: 'upload', file: file.name, percent: total === 0 ? 100 : Math.floor(((base + sent) * 100) / total) })
      )
      sources.push({ uploadId })
      before += file.size
    }
    setStep({ at: 'compare' })
    setStep({ at: 'preview', preview: await rpc.call('registry.preview', { sources }) })
  }

  if (step.at === 'preview') {
    return <ImportPreview preview={step.preview} onLeave={() => setStep({ at: 'choose', error: null })} />
  }
  return (
    <Screen title={t(($) => $.registry.importTitle)} help={t(($) => $.registry.importHelp)}>
      {step.at === 'choose' ? (
        <>
          {step.error === null ? null : (
            <div className="import-error">
              <FailureAlert error={step.error} />
            </div>
          )}
          <FileDrop
            onFiles={(files) => {
              read(files).catch((error: unknown) => setStep({ at: 'choose', error }))
            }}
          />
        </>
      ) : (
        <div className="panel import-progress" aria-live="polite">
          <p>{step.at === 'upload' ? t(($) => $.registry.reading, { file: step.file }) : t(($) => $.registry.comparing)}</p>
          <Progress
            aria-label={t(($) => $.registry.importTitle)}
            percent={step.at === 'upload' ? step.percent : 100}
            status="active"
            showInfo={step.at === 'upload'}
          />
        </div>
      )}
    </Screen>
  )
}
