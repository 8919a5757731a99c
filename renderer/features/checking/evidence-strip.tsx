import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { canBeAccepted } from '../../../electron/domain/evidence-standing.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { QualityMark, Thumbnail } from './evidence-media.tsx'
import { toLocalText } from './local-time.ts'

interface Props {
  evidence: readonly Evidence[]
  onOpen: (evidence: Evidence) => void
  /** null where nothing can be changed (an inspected target). */
  onAccept: ((evidence: Evidence) => void) | null
  /** null where the page cannot be taken again (an inspected target, no page). */
  onRetake: (() => void) | null
}

/** The target's captures, newest first; a doubtful one says why and can be taken again. */
export function EvidenceStrip({ evidence, onOpen, onAccept, onRetake }: Props): ReactNode {
  const { t } = useTranslation()
  if (evidence.length === 0) return <p className="checking-empty quiet">{t(($) => $.checking.evidence.none)}</p>
  const newestFirst = [...evidence].sort((a, b) => b.capturedAt.localeCompare(a.capturedAt))
  return (
    <ul className="plain-list checking-strip">
      {newestFirst.map((each, at) => (
        <li key={each.id}>
          <button
            type="button"
            className="checking-thumb-button"
            aria-label={t(($) => $.checking.evidence.open, { time: toLocalText(each.capturedAt) })}
            title={each.finalUrl ?? each.files[0]?.name ?? ''}
            onClick={() => onOpen(each)}
          >
            <Thumbnail evidence={each} />
          </button>
          <span className="checking-small figures">{toLocalText(each.capturedAt)}</span>
          <QualityMark evidence={each} />
          {onAccept !== null && canBeAccepted(each) ? (
            <Button size="small" title={t(($) => $.capture.accept.help)} onClick={() => onAccept(each)}>
              {t(($) => $.capture.accept.button)}
            </Button>
          ) : null}
          {at === 0 && each.quality.length > 0 && each.kind === 'capture' && onRetake !== null ? (
            <Button size="small" title={t(($) => $.checking.evidence.retakeKeys)} onClick={onRetake}>
              {t(($) => $.checking.evidence.retake)}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
