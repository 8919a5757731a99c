import { useEffect, useRef, type ReactNode } from 'react'
import { rpc } from '../../rpc/client.ts'
import { forwardKeys, forwardMouse } from './canvas-input.ts'
import { FramePainter } from './frame-painter.ts'

/** The page in the browser host: frames on a canvas, and everything done on it sent to the page. */
export function CanvasSurface({ objectKey, label }: { objectKey: string; label: string }): ReactNode {
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const typingRef = useRef<HTMLTextAreaElement>(null)

  useEffect(() => {
    const canvas = canvasRef.current
    const typing = typingRef.current
    if (canvas === null || typing === null) return undefined
    const painter = new FramePainter(canvas)
    const stopFrames = rpc.on('page.frame', (frame) => {
      if (frame.objectKey === objectKey) painter.show(frame)
    })
    const stopMouse = forwardMouse(canvas, typing, () => painter.viewport)
    const stopKeys = forwardKeys(typing)
    return () => {
      stopFrames()
      stopMouse()
      stopKeys()
      painter.stop()
    }
  }, [objectKey])

  return (
    <div className="checking-canvas">
      <canvas ref={canvasRef} aria-hidden="true" />
      <textarea
        ref={typingRef}
        className="checking-typing"
        data-page-focus=""
        aria-label={label}
        rows={1}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
      />
    </div>
  )
}
