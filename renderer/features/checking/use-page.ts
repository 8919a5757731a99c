import { useCallback, useEffect, useRef, useState } from 'react'
import type { BackendEvent, Input, Output } from '../../../electron/contract/index.ts'
import type { PageDevice, PageState } from '../../../electron/contract/pages.ts'
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
  /** Asks for another target's page ahead of the screen: its answer is there, or nearly, when the target is chosen. */
  comeTo(to: Pick<PageTarget, 'batchId' | 'objectKey'>): void
  reopen(): void
  /** Ends when the page is there, has failed, or has stayed where it was; never fails itself. */
  navigate(url: string): Promise<void>
  back(): void
  forward(): void
  reload(): void
  stop(): void
  zoom(factor: number): void
  setDevice(device: PageDevice): void
  setTextMode(isOn: boolean): void
  openTab(url: string): void
  selectTab(tab: string): void
  closeTab(tab: string): void
  /** null while no page is open, or it is just going. */
  find(query: string, by: -1 | 0 | 1): Promise<Output<'page.find'> | null>
  capture(area: Input<'page.capture'>): Promise<Attempt<Evidence> | null>
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

type Showing = Promise<Attempt<Output<'page.show'>>>
const show = ({ batchId, objectKey }: Pick<PageTarget, 'batchId' | 'objectKey'>): Showing =>
  attempt(rpc.call('page.show', { batchId, objectKey }))

const keyOf = (target: Pick<PageTarget, 'batchId' | 'objectKey'> | null): string =>
  target === null ? '' : `${target.batchId} ${target.objectKey}`
const emptyFor = (key: string, isOpening: boolean): Held => ({ key, state: null, failure: null, isOpening, incidents: [] })

/** Loads a target's page behind the shown one, so that it stands there at once when its turn comes. */
export function prefetchPage(target: PageTarget): void {
  if (target.url === null) return
  const { batchId, objectKey } = target
  // Whatever goes wrong is said when the page is opened.
  void attempt(rpc.call('page.prefetch', { batchId, objectKey, url: null }))
}

/** Loads the next target's page once the shown one is there, so that the two do not share the line. */
export function usePrefetch(shown: PageState | null, next: PageTarget | null): void {
  const isReady = shown !== null && !shown.loading
  const batchId = next?.batchId ?? null
  const objectKey = next?.objectKey ?? null
  const url = next?.url ?? null
  useEffect(() => {
    if (isReady && batchId !== null && objectKey !== null) prefetchPage({ batchId, objectKey, url })
  }, [isReady, batchId, objectKey, url])
}

/** The embedded page of the target that is being checked. */
export function usePage(target: PageTarget | null): PageControl {
  const key = keyOf(target)
  const [stored, setHeld] = useState<Held>(() => emptyFor(key, false))
  const [captureStep, setCaptureStep] = useState<CaptureStep | null>(null)
  const [isCapturing, setCapturing] = useState(false)
  const current = useRef(key)
  const asked = useRef<{ key: string; answer: Showing } | null>(null)
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
    let wait: ReturnType<typeof setTimeout> | null = null
    let isLeft = false
    // A page that is kept stands there at once, where it was left; the former target's page goes away in any case.
    const showing = asked.current?.key === keyOf(of) ? asked.current.answer : show(of)
    asked.current = null
    void showing.then((answer) => {
      if (isLeft) return
      const state = answer.ok ? answer.value.state : null
      if (state !== null) change(keyOf(of), (held) => ({ ...held, state, failure: null, isOpening: false }))
      else if (url !== null) wait = setTimeout(() => void open(of), settleMilliseconds)
    })
    if (url !== null) change(keyOf(of), (held) => ({ ...held, isOpening: true }))
    return () => {
      isLeft = true
      if (wait !== null) clearTimeout(wait)
    }
  }, [batchId, objectKey, url, change, open])

  useBackendEvent('page.changed', (state) => {
    change(keyOf(state), (held) => ({ ...held, state, failure: null }))
  })
  useBackendEvent('page.incident', (incident) => {
    change(keyOf(incident), (held) => ({ ...held, incidents: [incident, ...held.incidents].slice(0, keptIncidents) }))
  })
  useBackendEvent('capture.progress', setCaptureStep)

  const act = async (call: () => Promise<PageState>): Promise<void> => {
    if (target !== null) await take(key, call())
  }
  const capture = async (area: Input<'page.capture'>): Promise<Attempt<Evidence> | null> => {
    if (isBusy.current) return null
    isBusy.current = true
    setCapturing(true)
    setCaptureStep(null)
    const answer = await attempt(rpc.call('page.capture', area))
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
    comeTo: (to) => {
      if (keyOf(to) !== key) asked.current = { key: keyOf(to), answer: show(to) }
    },
    reopen: () => {
      if (target !== null) void open(target)
    },
    navigate: (to) => act(() => rpc.call('page.navigate', { url: to })),
    back: () => void act(() => rpc.call('page.back', {})),
    forward: () => void act(() => rpc.call('page.forward', {})),
    reload: () => void act(() => rpc.call('page.reload', {})),
    stop: () => void act(() => rpc.call('page.stop', {})),
    zoom: (factor) => void act(() => rpc.call('page.zoom', { factor })),
    setDevice: (device) => void act(() => rpc.call('page.device', { device })),
    setTextMode: (isOn) => void act(() => rpc.call('page.textMode', { isOn })),
    openTab: (to) => void act(() => rpc.call('page.openTab', { url: to })),
    selectTab: (tab) => void act(() => rpc.call('page.selectTab', { tab })),
    closeTab: (tab) => void act(() => rpc.call('page.closeTab', { tab })),
    find: async (query, by) => {
      const answer = await attempt(rpc.call('page.find', { query, by }))
      return answer.ok ? answer.value : null
    },
    capture,
    dismissIncident: (incident) =>
      change(key, (each) => ({ ...each, incidents: each.incidents.filter((known) => known !== incident) }))
  }
}
