import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Clock, Timers } from '../../electron/domain/ports.ts'
import { csv, design, importFile, type TestBackend } from './support.ts'

export interface ManualTime {
  clock: Clock
  timers: Timers
  /**
   * Goes on in steps, and waits for what each alarm starts before the next step. `patience`: milliseconds to wait at most
   * for the next alarm to be set, for those that set none.
   */
  advance(milliseconds: number, patience?: number): Promise<void>
  set(instant: string): void
}

const step = 30_000

/** Time that only goes on when it is told to: the port that hosts fill with the system's clock. */
export function manualTime(start: string): ManualTime {
  let now = Date.parse(start)
  const alarms = new Set<{ at: number; act: () => void }>()
  return {
    clock: { now: () => new Date(now).toISOString() },
    timers: {
      after(milliseconds, act) {
        const alarm = { at: now + milliseconds, act }
        alarms.add(alarm)
        return () => void alarms.delete(alarm)
      }
    },
    set(instant) {
      now = Date.parse(instant)
    },
    async advance(milliseconds, patience = 20_000) {
      const end = now + milliseconds
      while (now < end) {
        now = Math.min(now + step, end)
        const due = [...alarms].filter(({ at }) => at <= now)
        for (const alarm of due) {
          alarms.delete(alarm)
          alarm.act()
        }
        await breathe()
        // A round under way sets the next alarm when it is done.
        const until = performance.now() + patience
        while (due.length > 0 && alarms.size === 0 && performance.now() < until) await wait(1)
      }
    }
  }
}

export interface TestSite {
  url: string
  host: string
  /** Method and path of each request, in order. */
  asked: string[]
  close(): Promise<void>
}

export async function serveSite(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => void response.end('<html>首页</html>')
): Promise<TestSite> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    answer(request, response)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((done) => {
      server.close(() => done())
    })
  }
  onTestFinished(close)
  return { url: `http://127.0.0.1:${port}/`, host: `127.0.0.1:${port}`, asked, close }
}

/** An address that nobody listens at. */
export async function deadAddress(): Promise<{ url: string; host: string }> {
  const { url, host, close } = await serveSite()
  await close()
  return { url, host }
}

/** A batch of sites at the given addresses, which it may reach. */
export async function watchedBatch(
  test: TestBackend,
  dir: string,
  urls: readonly string[],
  allowHosts = urls.map((url) => new URL(url).host)
) {
  const rows = urls.map(
    (url, index) => `网站,第${index + 1}号网站,市直,第${index + 1}号单位,34${String(index + 1).padStart(8, '0')},${url},,,`
  )
  await importFile(test, csv(dir, '名录.csv', rows))
  const { batch } = await test.call('batches.create', {
    title: '三季度检查',
    period: '2026Q3',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts
  })
  const { targets } = await test.call('batches.targets', { batchId: batch.id })
  return { batchId: batch.id, keys: targets.map(({ objectKey }) => objectKey) }
}
