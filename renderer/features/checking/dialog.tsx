import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  isWide?: boolean
  /** The whole window. */
  isFull?: boolean
  onClose: () => void
  children: ReactNode
}

/**
 * The browser's own modal dialog: it keeps the focus, closes by Escape, gives the focus back, and needs none of the
 * style tags that a library's dialog adds to lock the page behind it (the content policy refuses them).
 */
export function Dialog({ title, isWide = false, isFull = false, onClose, children }: Props): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const dialogRef = useRef<HTMLDialogElement>(null)

  useEffect(() => {
    const dialog = dialogRef.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])

  // Under the body, where the page pane watches for what reaches over it.
  return createPortal(
    <dialog
      ref={dialogRef}
      className={isFull ? 'checking-dialog is-full' : isWide ? 'checking-dialog is-wide' : 'checking-dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        // A dialog opened from inside this one hangs below it for React, not for the browser.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="checking-row checking-between">
        <h2 id={id}>{title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t(($) => $.common.close)}
          title={t(($) => $.common.close)}
          onClick={onClose}
        />
      </div>
      {children}
    </dialog>,
    document.body
  )
}
