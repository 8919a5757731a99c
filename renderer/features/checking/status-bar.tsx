import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { StatusLine } from './use-checking.ts'

const signs: Readonly<Record<StatusLine['tone'], string>> = { info: 'i', good: '✓', warn: '!', bad: '✕' }

/** Answers every act in place: a toast would lie over the page, which the desktop draws above this document. */
export function StatusBar({ status, onClose }: { status: StatusLine | null; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="checking-status" role={status?.tone === 'bad' ? 'alert' : 'status'}>
      {status === null ? null : (
        <div className={`checking-said is-${status.tone}`}>
          <span className="checking-sign" aria-hidden="true">
            {signs[status.tone]}
          </span>
          <span className="checking-grow">{status.text}</span>
          {status.undo === undefined ? null : (
            <Button size="small" onClick={status.undo}>
              {t(($) => $.checking.foot.undo)}
            </Button>
          )}
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={t(($) => $.checking.status.close)}
            title={t(($) => $.checking.status.close)}
            onClick={onClose}
          />
        </div>
      )}
    </div>
  )
}
