import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { formatInstant } from '../../components/format.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { ScrollPane } from '../../components/screen.tsx'

/** The original at its full size, in a window that scrolls. */
export function EvidenceView({ evidence, onClose }: { evidence: Evidence; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const title = t(($) => $.exchange.inbox.picture)
  const image =
    evidence.files.find(({ role }) => role === 'image') ??
    evidence.files.find(({ role, mime }) => role === 'attachment' && mime.startsWith('image/'))
  return (
    <ModalDialog label={title} className="exchange-picture" onClose={onClose}>
      <div className="exchange-row">
        <h2>{evidence.title ?? title}</h2>
        <span className="quiet figures">{formatInstant(evidence.capturedAt)}</span>
        <span className="quiet exchange-name" title={evidence.finalUrl ?? ''}>
          {evidence.finalUrl ?? ''}
        </span>
        <Button onClick={onClose}>{t(($) => $.common.close)}</Button>
      </div>
      <ScrollPane className="exchange-picture-pane" label={title}>
        {image === undefined ? (
          <p className="quiet">{t(($) => $.exchange.inbox.noPicture)}</p>
        ) : (
          <img src={`evidence/${image.sha256}`} alt={evidence.title ?? evidence.finalUrl ?? ''} />
        )}
      </ScrollPane>
    </ModalDialog>
  )
}
