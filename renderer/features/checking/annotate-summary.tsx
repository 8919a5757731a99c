import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnnotationState } from '../../../electron/contract/annotations.ts'
import { unmasked, type Layer } from '../../../electron/domain/annotation.ts'
import { inkScale } from '../../../electron/domain/annotation-shapes.ts'
import { exportHref } from '../../components/served-file.ts'
import { rpc } from '../../rpc/client.ts'
import { Mark } from './annotate-marks.tsx'
import { attempt } from './attempt.ts'

interface Props {
  evidenceId: string
  known: AnnotationState | null
  onAnnotate: () => void
}

/** In the viewer: how far the picture is annotated, the way into the editor, and the copy for people outside. */
export function AnnotateSummary({ evidenceId, known, onAnnotate }: Props): ReactNode {
  const { t } = useTranslation()
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<{ path: string } | { failure: string } | null>(null)
  const layers = known?.layers ?? []
  const open = unmasked(known?.numbers ?? [], known?.draft ?? layers).length

  const exportCopy = async (): Promise<void> => {
    setBusy(true)
    setAnswer(null)
    const done = await attempt(rpc.call('annotations.export', { evidenceId }))
    setBusy(false)
    setAnswer(done.ok ? { path: done.value.path } : { failure: done.failure.message })
  }

  return (
    <div className="annotate-summary">
      <p className="checking-small quiet">
        {layers.length === 0 ? t(($) => $.annotate.summaryNone) : t(($) => $.annotate.summary, { amount: layers.length })}
        {known?.draft == null ? '' : ` · ${t(($) => $.annotate.draft)}`}
      </p>
      {open === 0 ? null : (
        <p className="checking-state is-problems checking-small">
          <span aria-hidden="true">!</span>
          {t(($) => $.annotate.found, { amount: open })}
        </p>
      )}
      <div className="checking-row">
        <Button type="primary" aria-keyshortcuts="A" onClick={onAnnotate}>
          {t(($) => $.annotate.begin)}
          <kbd>A</kbd>
        </Button>
        <Button disabled={layers.length === 0 || isBusy} onClick={() => void exportCopy()}>
          {t(($) => $.annotate.export)}
        </Button>
      </div>
      <output className="checking-small checking-wrap">
        {isBusy ? t(($) => $.annotate.exporting) : null}
        {answer !== null && 'failure' in answer ? <span className="checking-fault">{answer.failure}</span> : null}
        {answer !== null && 'path' in answer ? <Exported path={answer.path} /> : null}
      </output>
    </div>
  )
}

function Exported({ path }: { path: string }): ReactNode {
  const { t } = useTranslation()
  const href = exportHref(`exports/${path}`)
  return (
    <>
      {t(($) => $.annotate.exported, { path: `exports/${path}` })}{' '}
      {href === null ? null : (
        <a href={href} download="">
          {t(($) => $.annotate.open)}
        </a>
      )}
    </>
  )
}

/** The saved layers over the picture in the viewer; the picture itself stays what it is. */
export function PictureLayers({ layers, width, height }: { layers: readonly Layer[]; width: number; height: number }): ReactNode {
  if (layers.length === 0 || width === 0 || height === 0) return null
  const scale = inkScale(width)
  return (
    <svg className="annotate-over" aria-hidden="true" viewBox={`0 0 ${width} ${height}`}>
      {layers.map((layer) => (
        <Mark key={layer.id} layer={layer} scale={scale} />
      ))}
    </svg>
  )
}
