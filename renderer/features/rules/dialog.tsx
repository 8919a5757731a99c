import { Button } from 'antd'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'

interface DialogProps {
  title: string
  okText: string
  isBusy?: boolean
  onOk: () => void
  onClose: () => void
  children: ReactNode
}

/** A question with fields: the browser's own modal dialog, because a library's adds style tags that the content policy refuses. */
export function FormDialog({ title, okText, isBusy = false, onOk, onClose, children }: DialogProps): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return createPortal(
    <dialog
      ref={dialog}
      className="rules-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <form
        className="rules-form"
        onSubmit={(event) => {
          event.preventDefault()
          onOk()
        }}
      >
        <h2 id={id}>{title}</h2>
        {children}
        <div className="rules-dialog-foot">
          <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {okText}
          </Button>
        </div>
      </form>
    </dialog>,
    document.body
  )
}
