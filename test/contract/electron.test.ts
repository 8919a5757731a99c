import { expect, it } from 'vitest'
import type { HostBridge } from '../../electron/contract/host-bridge.ts'
import type { Reply } from '../../electron/contract/rpc.ts'
import { electronExecutable, launchElectron } from '../support/electron-app.ts'
import { describeTransport } from './transport-suite.ts'
import type { Wire } from './wire.ts'

/** What this test leaves on the program's own page: the renderer's end, by hand. */
interface Probe {
  ask(name: string, args: unknown[]): Promise<unknown>
  raw(message: unknown): void
  events: { name: string; payload: unknown }[]
}
type ProbedWindow = Window & { xuncha?: HostBridge; probe?: Probe }

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describeTransport("Electron's channel", async (workspaceDir) => {
    const running = await launchElectron({ workspace: workspaceDir })
    if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
    const { page } = running
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
    const wire: Wire = {
      call: (procedure, input) => ask('call', [procedure, input]) as Promise<Reply<unknown>>,
      callFunction: (name) => ask(name, []),
      sendRaw: (message) => page.evaluate((raw) => (window as ProbedWindow).probe?.raw(raw), message),
      events: () => page.evaluate(() => (window as ProbedWindow).probe?.events ?? []),
      close: async () => {
        expect(await running.close()).toBe(0)
      }
    }
    return wire
  })
}
