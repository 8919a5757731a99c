import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { HostBridge } from '../../../electron/contract/host-bridge.ts'
import type { PageIncident } from '../../../electron/capture/page-driver.ts'
import type { Reply } from '../../../electron/contract/rpc.ts'
import { launchElectron, projectRoot } from '../../support/electron-app.ts'
import type { RunningApp } from '../../support/electron-app.ts'

type ProbedWindow = Window & { xuncha?: HostBridge; perform?: (step: unknown) => Promise<unknown> }

export interface ProbedApp extends RunningApp {
  /** The window's own page, whose channel the probe backend answers. */
  perform(step: Record<string, unknown>): Promise<Reply<unknown>>
  /** Opens an inspected page, hidden unless it says otherwise. */
  openPage(options?: { allowHosts?: readonly string[]; sessionKey?: string; visible?: boolean }): Promise<ProbedPage>
}

export interface ProbedPage {
  id: string
  send(method: string, params?: unknown): Promise<Record<string, unknown>>
  /** Loads and waits until the load is over; the answer carries `errorText` when there was one. */
  navigate(url: string): Promise<Record<string, unknown>>
  /** The value of an expression in the page; promises are awaited. */
  evaluate(expression: string, byUser?: boolean): Promise<unknown>
  incidents(): Promise<PageIncident[]>
  close(): Promise<void>
}

/** The built main process and preload, with a page of two lines and the probe backend. */
export async function launchProbedApp(): Promise<ProbedApp | null> {
  const appDir = mkdtempSync(join(tmpdir(), 'xuncha-probe-'))
  mkdirSync(join(appDir, 'out/main'), { recursive: true })
  mkdirSync(join(appDir, 'out/renderer'))
  cpSync(join(projectRoot, 'out/main/main.cjs'), join(appDir, 'out/main/main.cjs'))
  cpSync(join(projectRoot, 'out/preload'), join(appDir, 'out/preload'), { recursive: true })
  writeFileSync(join(appDir, 'package.json'), JSON.stringify({ name: 'xuncha', version: '0.0.0', main: 'out/main/main.cjs' }))
  writeFileSync(
    join(appDir, 'out/main/backend.cjs'),
    `require(${JSON.stringify(join(import.meta.dirname, 'probe-backend.ts'))})\n`
  )
  writeFileSync(join(appDir, 'out/renderer/index.html'), '<!doctype html><meta charset="utf-8"><h1>probe</h1>\n')
  const running = await launchElectron({
    workspace: join(appDir, 'workspace'),
    appDir,
    env: { ELECTRON_RUNTIME_NODE: process.execPath }
  })
  if (running === null) return null
  await running.page.waitForLoadState('load')
  await install(running.page)

  const perform = (step: Record<string, unknown>): Promise<Reply<unknown>> =>
    running.page.evaluate((given) => (window as ProbedWindow).perform?.(given), step) as Promise<Reply<unknown>>
  const value = async (step: Record<string, unknown>): Promise<unknown> => {
    const reply = await perform(step)
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value
  }

  return {
    ...running,
    perform,
    async openPage({ allowHosts = [], sessionKey = 'probe', visible = false } = {}) {
      const { page } = (await value({ op: 'open', options: { sessionKey, allowHosts, visible } })) as { page: string }
      await value({ op: 'listen', page, event: 'Page.loadEventFired' })
      const send = (method: string, params: unknown = {}): Promise<Record<string, unknown>> =>
        value({ op: 'send', page, method, params }) as Promise<Record<string, unknown>>
      return {
        id: page,
        send,
        async navigate(url) {
          const loads = async (): Promise<number> => ((await value({ op: 'events', page })) as unknown[]).length
          const before = await loads()
          const answer = await send('Page.navigate', { url })
          if (answer['errorText'] !== undefined) return answer
          // Nothing is asked of the page meanwhile: a command that meets the change of documents is never answered.
          while ((await loads()) === before) await setTimeout(20)
          return answer
        },
        async evaluate(expression, byUser = false) {
          const params = { expression, awaitPromise: true, returnByValue: true, userGesture: byUser }
          const { result, exceptionDetails } = (await send('Runtime.evaluate', params)) as {
            result: { value?: unknown }
            exceptionDetails?: { exception?: { description?: string } }
          }
          if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? 'the page threw')
          return result.value
        },
        incidents: async () => (await value({ op: 'incidents', page })) as PageIncident[],
        close: async () => void (await value({ op: 'close', page }))
      }
    },
    async close() {
      const code = await running.close()
      rmSync(appDir, { recursive: true, force: true })
      return code
    }
  }
}

/** Puts the smallest possible client on the window's page; again after every reload. */
async function install(page: Page): Promise<void> {
  await page.evaluate(() => {
    const own = window as ProbedWindow
    const waiting = new Map<string, (answer: unknown) => void>()
    own.xuncha?.onMessage((message) => {
      const { i = '', r, e } = message as { i?: string; r?: unknown; e?: unknown }
      waiting.get(i)?.(e ?? r)
      waiting.delete(i)
    })
    let calls = 0
    own.perform = (step) =>
      new Promise((resolve) => {
        calls += 1
        const id = `step-${calls}`
        waiting.set(id, resolve)
        own.xuncha?.post({ t: 'q', m: 'call', a: ['probe', step], i: id })
      })
  })
}
