import { useEffect, useState, type RefObject } from 'react'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'
import { overlayBoxes, watchOverlays } from './overlay-boxes.ts'
import { boundsToSend, sameBounds, type Bounds } from './page-bounds.ts'

/**
 * Keeps the host told where the page pane stands, and null when it is gone or (native view only) reached over; whichever
 * page is shown is put there. Answers whether the page is hidden now.
 */
export function usePageBounds(pane: RefObject<HTMLElement | null>, options: { isShown: boolean; isNative: boolean }): boolean {
  const { isShown, isNative } = options
  const [isHidden, setHidden] = useState(false)

  useEffect(() => {
    const element = pane.current
    if (element === null || !isShown) return undefined
    let sent: { bounds: Bounds | null } | null = null
    let frame = 0

    const tell = (bounds: Bounds | null): void => {
      if (sent !== null && sameBounds(sent.bounds, bounds)) return
      sent = { bounds }
      setHidden(bounds === null)
      void attempt(rpc.call('page.bounds', { bounds }))
    }
    const look = (): void => {
      frame = 0
      tell(boundsToSend(element.getBoundingClientRect(), isNative ? overlayBoxes() : []))
    }
    const lookSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look)
    }

    const resize = new ResizeObserver(lookSoon)
    resize.observe(element)
    resize.observe(document.documentElement)
    window.addEventListener('resize', lookSoon)
    document.addEventListener('scroll', lookSoon, true)
    const stopOverlays = isNative ? watchOverlays(lookSoon) : () => undefined
    look()

    return () => {
      if (frame !== 0) cancelAnimationFrame(frame)
      resize.disconnect()
      window.removeEventListener('resize', lookSoon)
      document.removeEventListener('scroll', lookSoon, true)
      stopOverlays()
      tell(null)
    }
  }, [pane, isShown, isNative])

  return isHidden
}
