import type { CdpEvents, OpenPage, PageDriver, PageHost, PageIncident } from '../../capture/page-driver.ts'
import type { PageEnvironment } from '../../domain/environment.ts'
import type { FromBackend, OpenedPage, PageRequest, ToBackend } from './messages.ts'

interface RelayedPage {
  events: Map<string, Set<(params: never) => void>>
  incidents: Set<(incident: PageIncident) => void>
}

/** PageHost of the backend process: every page lives in the main process, this side only names it. */
export interface PageRelay extends PageHost {
  /** Takes what main says about pages; true when the message was one. */
  take(message: ToBackend): boolean
}

export function createPageRelay(post: (message: FromBackend) => void): PageRelay {
  const pages = new Map<string, RelayedPage>()
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let calls = 0

  function ask(request: PageRequest): Promise<unknown> {
    calls += 1
    const call = calls
    return new Promise((resolve, reject) => {
      waiting.set(call, { resolve, reject })
      post({ kind: 'page-call', call, request })
    })
  }

  function driver({ page: id, versions }: OpenedPage, page: RelayedPage): PageDriver {
    return {
      id,
      versions,
      async send(method, ...params) {
        // The reply is what this command of the protocol answers with; main hands it through untouched.
        return (await ask({ op: 'send', page: id, method, params: params[0] })) as never
      },
      on(event, listener) {
        const listeners = page.events.get(event) ?? new Set()
        if (!page.events.has(event)) {
          page.events.set(event, listeners)
          post({ kind: 'page-listen', page: id, method: event })
        }
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
      onIncident(listener) {
        page.incidents.add(listener)
        return () => void page.incidents.delete(listener)
      },
      async setBounds(bounds) {
        await ask({ op: 'bounds', page: id, bounds })
      },
      async setZoom(factor) {
        await ask({ op: 'zoom', page: id, factor })
      },
      async setDevice(device) {
        await ask({ op: 'device', page: id, device })
      },
      async setTextOnly(isOn) {
        await ask({ op: 'text-only', page: id, isOn })
      },
      async environment(url) {
        return (await ask({ op: 'environment', page: id, url })) as PageEnvironment
      },
      async close() {
        if (!pages.delete(id)) return
        await ask({ op: 'close', page: id })
      }
    }
  }

  return {
    async open(options: OpenPage) {
      const opened = (await ask({ op: 'open', options })) as OpenedPage
      const page: RelayedPage = { events: new Map(), incidents: new Set() }
      pages.set(opened.page, page)
      return driver(opened, page)
    },
    async printPdf(html) {
      return (await ask({ op: 'print', html })) as Uint8Array
    },
    async close() {
      const ids = [...pages.keys()]
      pages.clear()
      await Promise.all(ids.map((page) => ask({ op: 'close', page })))
    },
    take(message) {
      if (message.kind === 'page-reply') {
        const call = waiting.get(message.call)
        waiting.delete(message.call)
        if (message.ok) call?.resolve(message.value)
        else call?.reject(new Error(message.message))
        return true
      }
      if (message.kind === 'page-event') {
        const listeners = pages.get(message.page)?.events.get(message.method)
        for (const listener of listeners ?? []) listener(message.params as CdpEvents[keyof CdpEvents][0] as never)
        return true
      }
      if (message.kind === 'page-incident') {
        for (const listener of pages.get(message.page)?.incidents ?? []) listener(message.incident)
        return true
      }
      return false
    }
  }
}
