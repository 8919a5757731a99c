import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'electron-vite'
import { WebSocket } from 'ws'
import { electronExecutable } from '../support/electron-app.ts'
import { median } from './figure.ts'
import type { Part } from './figure.ts'
import { rootDir } from './paths.ts'
import { processTree } from './process-tree.ts'

const electronPath = electronExecutable()

/**
 * In the page: when its largest content was painted and the long tasks begun before that had ended, as wall-clock time.
 * What is loaded ahead in idle time after it is left out. Buffered entries are asked for, so that it does not matter when
 * we got to connect.
 */
const interactiveAt = `new Promise((done) => {
  const entries = []
  const take = (list) => entries.push(...list.getEntries())
  for (const type of ['paint', 'largest-contentful-paint', 'longtask']) new PerformanceObserver(take).observe({ type, buffered: true })
  setTimeout(() => {
    const painted = Math.max(0, ...entries.filter((entry) => entry.entryType !== 'longtask').map((entry) => entry.startTime))
    const tasks = entries.filter((entry) => entry.entryType === 'longtask' && entry.startTime <= painted)
    done(painted === 0 ? 0 : performance.timeOrigin + Math.max(painted, ...tasks.map((task) => task.startTime + task.duration)))
  }, 1500)
})`

/** Milliseconds from the start of the process until the window answers. */
async function startOnce(electron: string, app: string, selector: string): Promise<number> {
  const profile = mkdtempSync(join(tmpdir(), 'xuncha-window-'))
  const started = performance.timeOrigin + performance.now()
  const child = spawn(electron, [app, '--remote-debugging-port=0', '--workspace', join(profile, 'workspace')], {
    env: { ...process.env, EMPTY_WINDOW_PROFILE: profile, XDG_CONFIG_HOME: profile },
    stdio: ['ignore', 'ignore', 'pipe']
  })
  try {
    const endpoint = await new Promise<string>((done, fail) => {
      child.once('exit', (code) => fail(new Error(`Electron ended with ${code}`)))
      createInterface({ input: child.stderr }).on('line', (line) => {
        const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
        if (found) done(found)
      })
    })
    const page = await connect(new URL(endpoint).host)
    await page.until(`document.querySelector('${selector}') !== null`)
    const at = await page.evaluate<number>(interactiveAt)
    page.close()
    if (at === 0) throw new Error('the window painted nothing')
    return at - started
  } finally {
    const pids = processTree(child.pid ?? -1)
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // Ended already.
      }
    }
    await wait(300)
    rmSync(profile, { recursive: true, force: true })
  }
}

interface WindowPage {
  evaluate<T>(expression: string): Promise<T>
  until(expression: string): Promise<void>
  close(): void
}

/** Speaks to the window's page over its own DevTools socket: Playwright's connection asks more than Electron answers. */
async function connect(host: string): Promise<WindowPage> {
  let url: string | undefined
  for (let tries = 0; url === undefined && tries < 600; tries += 1) {
    if (tries > 0) await wait(50)
    const targets = (await (await fetch(`http://${host}/json`)).json()) as { type: string; webSocketDebuggerUrl: string }[]
    url = targets.find((target) => target.type === 'page')?.webSocketDebuggerUrl
  }
  if (url === undefined) throw new Error('no window opened within 30 s')
  const socket = new WebSocket(url)
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  let lastId = 0
  const evaluate = <T>(expression: string) =>
    new Promise<T>((done) => {
      const id = (lastId += 1)
      const take = (data: Buffer) => {
        const answer = JSON.parse(data.toString('utf8')) as { id?: number; result?: { result?: { value?: T } } }
        if (answer.id !== id) return
        socket.off('message', take)
        done(answer.result?.result?.value as T)
      }
      socket.on('message', take)
      socket.send(
        JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, awaitPromise: true, returnByValue: true } })
      )
    })
  const until = async (expression: string) => {
    for (let tries = 0; tries < 600; tries += 1) {
      if (await evaluate<boolean>(expression)) return
      await wait(50)
    }
    throw new Error(`waited 30 s for ${expression}`)
  }
  return { evaluate, until, close: () => socket.close() }
}

export const windowStart: Part = async () => {
  if (electronPath === null) throw new Error('there is no Electron on this machine')
  if (!existsSync(join(rootDir, 'out/main/main.cjs'))) throw new Error('out/ is not built')
  await build({ configFile: join(import.meta.dirname, 'empty-window/electron.vite.config.ts'), logLevel: 'warn' })
  const emptyMain = join(rootDir, 'out/empty-window/main/main.cjs')
  const ours: number[] = []
  const empty: number[] = []
  // In turns, so that a busy moment of the machine hits both. The first of each only warms the disk cache.
  for (let run = 0; run < 9; run += 1) {
    const emptyMs = await startOnce(electronPath, emptyMain, '#root *')
    const oursMs = await startOnce(electronPath, rootDir, '#root *')
    if (run === 0) continue
    empty.push(emptyMs)
    ours.push(oursMs)
  }
  const ratio = median(ours.map((time, index) => time / (empty[index] ?? Number.NaN)))
  return [
    { part: 'window', what: 'empty window, first screen', value: median(empty), unit: 'ms', note: 'real Electron' },
    { part: 'window', what: 'Xuncha on a fresh workspace, first screen', value: median(ours), unit: 'ms', note: 'real Electron' },
    { part: 'window', what: 'Xuncha ÷ empty window', value: ratio, unit: '×', aim: { most: 1.5 }, note: `${ours.length} pairs` }
  ]
}
