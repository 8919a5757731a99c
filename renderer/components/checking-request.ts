import { useLayoutEffect, useRef } from 'react'
import { create } from 'zustand'

/** A hint to be looked at in its page, or to be made into a finding there. */
export interface HintRequest {
  hintId: string
  url: string
  /** Text to be marked; empty: the whole page. */
  text: string
  location: string
  message: string
  isTaken: boolean
}

/** What another part of the window asks of the checking screen: go to an object, or to an indicator. */
interface CheckingRequest {
  batchId: string
  objectKey: string | null
  indicatorId: string | null
  hint?: HintRequest
}

const useRequests = create<{ request: CheckingRequest | null }>(() => ({ request: null }))

export function askChecking(request: CheckingRequest): void {
  useRequests.setState({ request })
}

/**
 * The screen takes a request once it can: at once, or when it has come up. `isReady`: it knows where it was left, which would
 * else come later and win.
 */
export function useCheckingRequest(batchId: string, isReady: boolean, take: (request: CheckingRequest) => void): void {
  const request = useRequests((state) => state.request)
  const latest = useRef(take)
  useLayoutEffect(() => {
    latest.current = take
  })
  // With the screen, not after it: the next key means what was asked for.
  useLayoutEffect(() => {
    if (!isReady || request === null || request.batchId !== batchId) return
    useRequests.setState({ request: null })
    latest.current(request)
  }, [request, batchId, isReady])
}
