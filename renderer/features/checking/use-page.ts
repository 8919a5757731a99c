import { useCallback, useEffect, useRef, useState } from 'react'
import type { BackendEvent, Input } from '../../../electron/contract/index.ts'
import type { PageState } from '../../../electron/contract/pages.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import { useBackendEvent } from '../../rpc/hooks.ts'
import { attempt, type Attempt } from './attempt.ts'

export type Incident = BackendEvent<'page.incident'>
export type CaptureStep = BackendEvent<'capture.progress'>

/** Walking quickly down the list opens only the target where one stops. */
const settleMilliseconds = 200
const keptIncidents = 20

export interface PageControl {
  /** State of this target's page; null while none is open. */
  state: PageState | null
  isOpening: boolean
  /** Why it could not even be opened; a page that opened and failed to load says so in `state.errorText`. */
  failure: RpcFailure | null
  incidents: readonly Incident[]
  captureStep: CaptureStep | null
  isCapturing: boolean
  reopen(): void
  navigate(url: string): void
  back(): void
  forward(): void
  reload(): void
  stop(): void
  zoom(factor: number): void
  capture(mode: 'visible' | 'whole'): Promise<Attempt<Evidence> | null>
  dismissIncident(incident: Incident): void
}

export interface PageTarget {
  batchId: string
  objectKey: string
  url: string | null
}

interface Held {
  key: string
  state: PageState | null
  failure: RpcFailure | null
  isOpening: boolean
  incidents: readonly Incident[]
}

const keyOf = (target: PageTarget | null): string => (target === null ? '' : `${target.batchId} ${target.objectKey}`)
const emptyFor = (key: string, isOpening: boolean): Held => ({ key, state: null, failure: null, isOpening, incidents: [] })

/** The one embedded page, opened for the target that is being checked. */
export function usePage(target: PageTarget | null): PageControl {
  const key = keyOf(target)
  const [stored, setHeld] = useState<Held>(() => emptyFor(key, false))
  const [captureStep, setCaptureStep] = useState<CaptureStep | null>(null)
  const [isCapturing, setCapturing] = useState(false)
  const current = useRef(key)
  const isBusy = useRef(false)

  useEffect(() => {
    current.current = key
  }, [key])

  // Answers and events of a target that was left meanwhile must not appear under the new one.
  const change = useCallback((of: string, next: (held: Held) => Held) => {
    if (current.current !== of) return
    setHeld((held) => next(held.key === of ? held : emptyFor(of, true)))
  }, [])

  const take = useCallback(
    (of: string, call: Promise<PageState>) =>
      attempt(call).then((answer) =>
        change(of, (held) =>
          answer.ok
            ? { ...held, state: answer.value, failure: null, isOpening: false }
            : { ...held, failure: answer.failure, isOpening: false }
        )
      ),
    [change]
  )

  const open = useCallback(
    (of: PageTarget) => {
      const itsKey = keyOf(of)
      change(itsKey, (held) => ({ ...held, failure: null, isOpening: true }))
      return take(itsKey, rpc.call('page.open', { batchId: of.batchId, objectKey: of.objectKey, url: null }))
    },
    [change, take]
  )

  const batchId = target?.batchId ?? null
  const objectKey = target?.objectKey ?? null
  const url = target?.url ?? null
  useEffect(() => {
    if (batchId === null || objectKey === null) return undefined
    const of = { batchId, objectKey, url }
    const wait = setTimeout(() => {
      if (url === null) {
        void attempt(rpc.call('page.close', {}))
        return
      }
      change(keyOf(of), (held) => ({ ...held, isOpening: true }))
      // Coming back from another screen, the page still stands where it was left.
      void attempt(rpc.call('page.state', {})).then((answer) => {
        const state = answer.ok ? answer.value.state : null
        if (state?.batchId === batchId && state.objectKey === objectKey) {
          change(keyOf(of), (held) => ({ ...held, state, isOpening: false }))
          return undefined
        }
        return current.current === keyOf(of) ? open(of) : undefined
      })
    }, settleMilliseconds)
    return () => clearTimeout(wait)
  }, [batchId, objectKey, url, change, open])

  useBackendEvent('page.changed', (state) => {
    change(`${state.batchId} ${state.objectKey}`, (held) => ({ ...held, state, failure: null }))
  })
  useBackendEvent('page.incident', (incident) => {
    change(current.current, (held) => ({ ...held, incidents: [incident, ...held.incidents].slice(0, keptIncidents) }))
  })
  useBackendEvent('capture.progress', setCaptureStep)

  const act = (call: () => Promise<PageState>): void => {
    if (target !== null) void take(key, call())
  }
  const capture = async (mode: Input<'page.capture'>['mode']): Promise<Attempt<Evidence> | null> => {
    if (isBusy.current) return null
    isBusy.current = true
    setCapturing(true)
    setCaptureStep(null)
    const answer = await attempt(rpc.call('page.capture', { mode }))
    isBusy.current = false
    setCapturing(false)
    setCaptureStep(null)
    return answer
  }

  const held = stored.key === key ? stored : emptyFor(key, url !== null)
  return {
    state: held.state,
    isOpening: held.isOpening,
    failure: held.failure,
    incidents: held.incidents,
    captureStep,
    isCapturing,
    reopen: () => {
      if (target !== null) void open(target)
    },
    navigate: (to) => act(() => rpc.call('page.navigate', { url: to })),
    back: () => act(() => rpc.call('page.back', {})),
    forward: () => act(() => rpc.call('page.forward', {})),
    reload: () => act(() => rpc.call('page.reload', {})),
    stop: () => act(() => rpc.call('page.stop', {})),
    zoom: (factor) => act(() => rpc.call('page.zoom', { factor })),
    capture,
    dismissIncident: (incident) =>
      change(key, (each) => ({ ...each, incidents: each.incidents.filter((known) => known !== incident) }))
  }
}
