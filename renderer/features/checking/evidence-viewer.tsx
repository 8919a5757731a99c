import { Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { formatBytes } from '../../components/format.ts'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { AnnotateEditor } from './annotate-editor.tsx'
import { AnnotateSummary, PictureLayers } from './annotate-summary.tsx'
import { EvidenceExports } from './evidence-exports.tsx'
import { Dialog } from './dialog.tsx'
import { evidenceUrl, pictureOf, QualityMark } from './evidence-media.tsx'
import { toLocalText } from './local-time.ts'

/** The original picture at full size with what the capture recorded. The picture itself is never changed. */
export function EvidenceViewer({ evidence, onClose }: { evidence: Evidence; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [isActual, setActual] = useState(false)
  const [isAnnotating, setAnnotating] = useState(false)
  const image = pictureOf(evidence)
  const annotation = useRead('annotations.get', { evidenceId: evidence.id }, { enabled: image !== null })
  const canAnnotate = image !== null
  // For the custody record. A disk that refuses it must not keep the picture from the person.
  useEffect(() => {
    rpc.call('evidence.view', { evidenceId: evidence.id }).catch(() => undefined)
  }, [evidence.id])
  useEffect(() => {
    if (!canAnnotate) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'a' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (document.querySelectorAll('dialog[open]').length > 1) return
      event.preventDefault()
      setAnnotating(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [canAnnotate])
  const none = t(($) => $.checking.evidence.viewer.none)
  const isFile = evidence.kind === 'file'
  const rows = [
    {
      name: isFile ? t(($) => $.capture.file.addedAt) : t(($) => $.checking.evidence.viewer.capturedAt),
      value: toLocalText(evidence.capturedAt)
    },
    ...(evidence.takenAt === undefined
      ? []
      : [{ name: t(($) => $.capture.file.takenAtName), value: toLocalText(evidence.takenAt) }]),
    { name: t(($) => $.checking.evidence.viewer.pageTitle), value: evidence.title ?? none },
    { name: t(($) => $.checking.evidence.viewer.requested), value: evidence.requestedUrl ?? none },
    { name: t(($) => $.checking.evidence.viewer.final), value: evidence.finalUrl ?? none },
    {
      name: t(($) => $.checking.evidence.viewer.size),
      value: t(($) => $.checking.evidence.viewer.pixels, { width: evidence.width, height: evidence.height })
    }
  ]
  return (
    <Dialog isWide title={t(($) => $.checking.evidence.viewer.title)} onClose={onClose}>
      <div className="checking-viewer">
        <div className="checking-viewer-side">
          <dl className="checking-facts is-stacked">
            {rows.map((row) => (
              <div key={row.name}>
                <dt>{row.name}</dt>
                <dd>{row.value}</dd>
              </div>
            ))}
            <div>
              <dt>{t(($) => $.checking.evidence.viewer.quality)}</dt>
              <dd>
                <QualityMark evidence={evidence} />
              </dd>
            </div>
            <div>
              <dt>{t(($) => $.checking.evidence.viewer.files)}</dt>
              {evidence.files.map((file) => (
                <dd key={`${file.role} ${file.sha256}`} title={t(($) => $.checking.evidence.viewer.hash, { hash: file.sha256 })}>
                  {t(($) => $.checking.evidence.viewer.role[file.role])} · {formatBytes(file.size)}
                  <span className="mono checking-small quiet checking-hash">{file.sha256}</span>
                </dd>
              ))}
            </div>
          </dl>
          {image === null ? null : (
            <AnnotateSummary evidenceId={evidence.id} known={annotation.data ?? null} onAnnotate={() => setAnnotating(true)} />
          )}
          <EvidenceExports evidenceId={evidence.id} hasArchive={evidence.files.some(({ role }) => role === 'archive')} />
          <Button onClick={() => setActual(!isActual)}>
            {isActual ? t(($) => $.checking.evidence.viewer.fit) : t(($) => $.checking.evidence.viewer.actual)}
          </Button>
        </div>
        <section className="checking-viewer-picture" aria-label={t(($) => $.checking.evidence.viewer.title)}>
          {image === null ? null : (
            <button
              type="button"
              aria-label={isActual ? t(($) => $.checking.evidence.viewer.fit) : t(($) => $.checking.evidence.viewer.actual)}
              onClick={() => setActual(!isActual)}
            >
              <span className="annotate-under">
                <img
                  className={isActual ? '' : 'is-fit'}
                  src={evidenceUrl(image)}
                  alt={evidence.title ?? evidence.finalUrl ?? ''}
                />
                <PictureLayers layers={annotation.data?.layers ?? []} width={evidence.width} height={evidence.height} />
              </span>
            </button>
          )}
        </section>
      </div>
      {isAnnotating && image !== null ? (
        <AnnotateEditor
          evidenceId={evidence.id}
          imageUrl={evidenceUrl(image)}
          title={t(($) => $.annotate.title, { name: evidence.title ?? image.name })}
          onClose={() => setAnnotating(false)}
        />
      ) : null}
    </Dialog>
  )
}
