import { useEffect, useRef } from 'react'

/**
 * An act that is asked for while what it speaks of is still being read: done once it is there, unless one went on to
 * something else first (`of` changed).
 */
export function useWhenReady<T>(isReady: boolean, of: string | null, act: (given: T) => void): (given: T) => void {
  const asked = useRef<{ of: string | null; given: T } | null>(null)
  useEffect(() => {
    const waiting = asked.current
    if (waiting === null || (waiting.of === of && !isReady)) return
    asked.current = null
    if (waiting.of === of) act(waiting.given)
  })
  return (given) => {
    if (isReady) act(given)
    else asked.current = { of, given }
  }
}
