import type { Page } from 'playwright-core'
import type { HostBridge } from '../../electron/contract/host-bridge.ts'
import type { Reply } from '../../electron/contract/rpc.ts'

/** What this leaves on the program's own page: the renderer's end, by hand. */
interface Probe {
  ask(name: string, args: unknown[]): Promise<unknown>
  raw(message: unknown): void
  events: { name: string; payload: unknown }[]
}
type ProbedWindow = Window & { xuncha?: HostBridge; probe?: Probe }

export interface ElectronWire {
  call(procedure: unknown, input: unknown): Promise<Reply<unknown>>
  callFunction(name: string): Promise<unknown>
  sendRaw(message: unknown): Promise<void>
  events(): Promise<{ name: string; payload: unknown }[]>
}

/** Speaks to the backend through the bridge of the program's own window, beside its renderer. */
export async function electronWire(page: Page): Promise<ElectronWire> {
  await page.waitForLoadState('load')
  await page.evaluate(() => {
    const own = window as ProbedWindow
    const bridge = own.xuncha
    if (bridge === undefined) throw new Error('no bridge')
    const waiting = new Map<string, (answer: unknown) => void>()
    const events: Probe['events'] = []
    bridge.onMessage((message) => {
      const { t, i = '', r, e, a } = message as { t: string; i?: string; r?: unknown; e?: unknown; a?: [string, unknown] }
      if (t === 'q' && a !== undefined) events.push({ name: a[0], payload: a[1] })
      waiting.get(i)?.(e ?? r)
      waiting.delete(i)
    })
    let calls = 0
    own.probe = {
      events,
      raw: (message) => bridge.post(message),
      ask: (name, args) =>
        new Promise((resolve) => {
          calls += 1
          const id = `probe-${calls}`
          waiting.set(id, resolve)
          bridge.post({ t: 'q', m: name, a: args, i: id })
        })
    }
  })
  const ask = (name: string, args: unknown[]): Promise<unknown> =>
    page.evaluate(([called, given]) => (window as ProbedWindow).probe?.ask(called, given), [name, args] as const)
  return {
    call: (procedure, input) => ask('call', [procedure, input]) as Promise<Reply<unknown>>,
    callFunction: (name) => ask(name, []),
    sendRaw: (message) => page.evaluate((raw) => (window as ProbedWindow).probe?.raw(raw), message),
    events: () => page.evaluate(() => (window as ProbedWindow).probe?.events ?? [])
  }
}
