import '../styles/overlays.css'
import { useEffect, useRef, type ReactNode } from 'react'
import { createPortal } from 'react-dom'

interface Props {
  label: string
  className: string
  onClose: () => void
  children: ReactNode
}

/**
 * The browser's own modal dialog, closed by Escape or a click beside it. It stands under the body, where the page pane
 * watches for what reaches over it: in the desktop the page is a native view and must go while this is open.
 */
export function ModalDialog({ label, className, onClose, children }: Props): ReactNode {
  const dialogRef = useRef<HTMLDialogElement>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const dialog = dialogRef.current
    if (dialog === null) return undefined
    dialog.showModal()
    const cancel = (event: Event): void => {
      event.preventDefault()
      close.current()
    }
    const beside = (event: MouseEvent): void => {
      if (event.target === dialog) close.current()
    }
    dialog.addEventListener('cancel', cancel)
    dialog.addEventListener('mousedown', beside)
    return () => {
      dialog.removeEventListener('cancel', cancel)
      dialog.removeEventListener('mousedown', beside)
      dialog.close()
    }
  }, [])
  return createPortal(
    <dialog ref={dialogRef} className={`modal-dialog ${className}`} aria-label={label}>
      <div className="modal-inside">{children}</div>
    </dialog>,
    document.body
  )
}
