import './capture-region.css'
import { Button } from 'antd'
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'
import { areaOf, boxBetween, isClick, stepBox, type CaptureArea, type DrawnBox, type Size, type Still } from './region.ts'

interface Props {
  onTake: (area: CaptureArea) => void
  onCancel: (failure: string | null) => void
}

/**
 * 框选取证: a rectangle drawn over a still picture of the page, or a click for the element there. The picture stands in the
 * page's place in both hosts: in the desktop nothing can be drawn over the page itself.
 */
export function CaptureRegion({ onTake, onCancel }: Props): ReactNode {
  const [still, setStill] = useState<Still | null>(null)
  const cancel = useRef(onCancel)
  useEffect(() => {
    cancel.current = onCancel
  })
  useEffect(() => {
    let isGone = false
    // Taken before the dialog opens: it would hide the page.
    void attempt(rpc.call('page.still', {})).then((answer) => {
      if (isGone) return
      if (answer.ok) setStill(answer.value)
      else cancel.current(answer.failure.message)
    })
    return () => {
      isGone = true
    }
  }, [])
  return still === null ? null : <Drawing still={still} onTake={onTake} onCancel={() => onCancel(null)} />
}

interface DrawingProps {
  still: Still
  onTake: (area: CaptureArea) => void
  onCancel: () => void
}

function Drawing({ still, onTake, onCancel }: DrawingProps): ReactNode {
  const { t } = useTranslation()
  const dialogRef = useRef<HTMLDialogElement>(null)
  const [box, setBox] = useState<DrawnBox | null>(null)
  const [shown, setShown] = useState<Size>({ width: 1, height: 1 })
  const from = useRef<{ x: number; y: number } | null>(null)

  useEffect(() => {
    const dialog = dialogRef.current
    const pane = document.querySelector('[data-page-surface]')?.getBoundingClientRect()
    if (dialog === null || pane === undefined) return undefined
    Object.assign(dialog.style, {
      left: `${pane.left}px`,
      top: `${pane.top}px`,
      width: `${pane.width}px`,
      height: `${pane.height}px`
    })
    setShown({ width: Math.max(1, pane.width), height: Math.max(1, pane.height) })
    dialog.showModal()
    dialog.focus()
    return () => dialog.close()
  }, [])

  const at = (event: PointerEvent): { x: number; y: number } => {
    const place = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - place.left, y: event.clientY - place.top }
  }
  const take = (drawn: DrawnBox | null): void => {
    if (drawn !== null) onTake(areaOf(drawn, shown, still))
  }
  const up = (event: PointerEvent): void => {
    const start = from.current
    from.current = null
    if (start === null) return
    const drawn = boxBetween(start, at(event), shown)
    if (isClick(drawn)) return take(drawn)
    setBox(drawn)
  }

  // Under the body, where the page pane watches for what reaches over it.
  return createPortal(
    <dialog
      ref={dialogRef}
      className="capture-region"
      tabIndex={-1}
      aria-label={t(($) => $.capture.region.title)}
      onCancel={(event) => {
        event.preventDefault()
        onCancel()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        const isButton = event.target instanceof HTMLButtonElement
        if (event.key === 'Enter' && !isButton) return take(box)
        const next = stepBox(box, event.key, event.shiftKey, shown)
        if (next === box) return
        event.preventDefault()
        setBox(next)
      }}
    >
      <div
        className="capture-region-sheet"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          from.current = at(event)
          setBox(null)
        }}
        onPointerMove={(event) => {
          if (from.current !== null) setBox(boxBetween(from.current, at(event), shown))
        }}
        onPointerUp={up}
      >
        <img src={`data:image/jpeg;base64,${still.data}`} alt={t(($) => $.capture.region.picture)} draggable={false} />
        {box === null ? null : (
          <svg className="capture-region-box" aria-hidden="true">
            <rect x={box.x} y={box.y} width={box.width} height={box.height} />
          </svg>
        )}
      </div>
      <div className="capture-region-foot">
        <span className="capture-region-help">{t(($) => $.capture.region.help)}</span>
        <output className="figures">
          {box === null
            ? ''
            : t(($) => $.capture.region.size, {
                width: Math.round((box.width * still.viewport.width) / shown.width),
                height: Math.round((box.height * still.viewport.height) / shown.height)
              })}
        </output>
        <Button size="small" type="primary" disabled={box === null} onClick={() => take(box)}>
          {t(($) => $.capture.region.take)}
        </Button>
        <Button size="small" onClick={onCancel}>
          {t(($) => $.capture.region.cancel)}
        </Button>
      </div>
    </dialog>,
    document.body
  )
}
