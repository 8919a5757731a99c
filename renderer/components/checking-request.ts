import { useEffect, useRef } from 'react'
import { create } from 'zustand'

/** What another part of the window asks of the checking screen: go to an object, or to an indicator. */
interface CheckingRequest {
  batchId: string
  objectKey: string | null
  indicatorId: string | null
}

const useRequests = create<{ request: CheckingRequest | null }>(() => ({ request: null }))

export function askChecking(request: CheckingRequest): void {
  useRequests.setState({ request })
}

/** The screen takes a request once it can: at once, or when it has come up. */
export function useCheckingRequest(batchId: string, take: (request: CheckingRequest) => void): void {
  const request = useRequests((state) => state.request)
  const latest = useRef(take)
  useEffect(() => {
    latest.current = take
  })
  useEffect(() => {
    if (request === null || request.batchId !== batchId) return
    useRequests.setState({ request: null })
    latest.current(request)
  }, [request, batchId])
}
