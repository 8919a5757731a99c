import { serveRpc } from '../../../electron/backend/rpc-server.ts'
import type { RpcBackend } from '../../../electron/backend/rpc-server.ts'
import type { OpenPage, PageDriver, PageIncident } from '../../../electron/capture/page-driver.ts'
import type { Reply } from '../../../electron/contract/rpc.ts'
import type { FromBackend, ToBackend } from '../../../electron/hosts/electron/messages.ts'
import { createPageRelay } from '../../../electron/hosts/electron/page-relay.ts'

/**
 * Stands where the backend process stands and lets a test drive the page host itself: any address, any allow list.
 * Everything from the relay on (main process, policy, views) is the product's own.
 */
const { parentPort } = process
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin; the rule means windows
const post = (message: FromBackend): void => parentPort.postMessage(message)
const relay = createPageRelay(post)
const rpcListeners = new Set<(message: unknown) => void>()
const pages = new Map<string, { driver: PageDriver; incidents: PageIncident[]; events: { event: string; params: unknown }[] }>()

type Step =
  | { op: 'open'; options: OpenPage }
  | { op: 'send'; page: string; method: string; params?: unknown }
  | { op: 'bounds'; page: string; bounds: { x: number; y: number; width: number; height: number } | null }
  | { op: 'zoom'; page: string; factor: number }
  | { op: 'close'; page: string }
  | { op: 'listen'; page: string; event: string }
  | { op: 'incidents'; page: string }
  | { op: 'events'; page: string }
  | { op: 'print'; html: string }
  | { op: 'exit'; code: number }

async function perform(step: Step): Promise<unknown> {
  if (step.op === 'exit') return process.exit(step.code)
  if (step.op === 'open') {
    const driver = await relay.open(step.options)
    const incidents: PageIncident[] = []
    driver.onIncident((incident) => incidents.push(incident))
    pages.set(driver.id, { driver, incidents, events: [] })
    return { page: driver.id, versions: driver.versions }
  }
  // The channel to the window carries JSON.
  if (step.op === 'print') return Buffer.from((await relay.printPdf?.(step.html)) ?? []).toString('base64')
  const page = pages.get(step.page)
  if (page === undefined) throw new Error('no such page')
  if (step.op === 'send') return page.driver.send(step.method as 'Page.reload', step.params as never)
  if (step.op === 'bounds') return page.driver.setBounds(step.bounds)
  if (step.op === 'zoom') return page.driver.setZoom(step.factor)
  if (step.op === 'close') return page.driver.close()
  if (step.op === 'incidents') return page.incidents
  if (step.op === 'events') return page.events
  page.driver.on(step.event as 'Page.loadEventFired', (params) => page.events.push({ event: step.event, params }))
  return null
}

const backend: RpcBackend = {
  async call(_procedure, input): Promise<Reply<unknown>> {
    try {
      return { ok: true, value: (await perform(input as Step)) ?? null }
    } catch (error) {
      return { ok: false, error: { code: 'page-failed', message: error instanceof Error ? error.message : 'failed', faults: [] } }
    }
  },
  onEvent: () => () => {}
}

parentPort.on('message', ({ data }: { data: ToBackend }) => {
  if (relay.take(data)) return
  if (data.kind === 'rpc') for (const listener of rpcListeners) listener(data.message)
  if (data.kind === 'served-file') post({ kind: 'served-file', call: data.call, served: null })
  if (data.kind === 'close') {
    post({ kind: 'closed' })
    setTimeout(() => process.exit(0), 20)
  }
  if (data.kind === 'start') {
    serveRpc(backend, {
      post: (message) => post({ kind: 'rpc', message }),
      onMessage: (listener) => {
        rpcListeners.add(listener)
        return () => void rpcListeners.delete(listener)
      }
    })
    post({ kind: 'ready' })
  }
})
