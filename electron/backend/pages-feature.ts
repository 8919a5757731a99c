import { join } from 'node:path'
import type { Bounds, PageHost } from '../capture/page-driver.ts'
import type { pageProcedures } from '../contract/pages.ts'
import { XunchaError } from '../domain/errors.ts'
import { createEvidenceStore } from '../evidence/store.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext, Feature } from './context.ts'
import { capturePage } from './capture-page.ts'
import { forwardInput } from './page-input.ts'
import { openLivePage } from './page-live.ts'
import type { LivePage, LiveTarget } from './page-live.ts'

type Procedures = keyof typeof pageProcedures

/** The embedded page of the checking screen: one at a time, its own session per target. */
export function pagesFeature(
  ctx: BackendContext,
  evidence: EvidenceStore = createEvidenceStore(join(ctx.workspaceDir, 'evidence'))
): Feature<Procedures> {
  let live: LivePage | null = null
  let bounds: Bounds | null = null
  // Opening and closing go one after the other; a navigation may overtake the one before it.
  let lastChange: Promise<unknown> = Promise.resolve()
  let isCapturing = false

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = lastChange.then(work)
    lastChange = next.catch(() => undefined)
    return next
  }

  function opened(): LivePage {
    if (live === null) throw new XunchaError('page-failed', '还没有打开页面，请先选择对象并打开网址。')
    return live
  }

  async function closeLive(): Promise<void> {
    const closing = live
    live = null
    await closing?.close()
  }

  async function show(page: LivePage): Promise<void> {
    await page.driver.setBounds(bounds)
    await (bounds === null ? page.screencast.stop() : page.screencast.start())
  }

  async function open(host: PageHost, target: LiveTarget, allowHosts: readonly string[]): Promise<LivePage> {
    await closeLive()
    const driver = await host.open({
      sessionKey: `${target.batchId}/${target.objectKey}`,
      allowHosts,
      visible: bounds !== null
    })
    driver.onIncident((incident) => ctx.emit('page.incident', { ...incident, time: ctx.clock.now() }))
    live = await openLivePage(driver, {
      target,
      now: () => ctx.clock.now(),
      onChanged: (state) => ctx.emit('page.changed', state),
      onFrame: (frame) => ctx.emit('page.frame', frame)
    })
    await show(live)
    return live
  }

  return {
    handlers: {
      async 'page.open'({ batchId, objectKey, url }) {
        const batch = ctx.store.batch(batchId)
        if (batch === null) throw new XunchaError('unknown-batch', '没有这个批次，请回到批次页重新选择。')
        const target = ctx.store.target(batchId, objectKey)
        if (target === null) throw new XunchaError('unknown-target', '这个对象不在本批次里，请在列表中重新选择。')
        const host = ctx.pageHost
        if (host === null) {
          throw new XunchaError('no-browser', '这台电脑上没有找到 Chromium、Edge 或 Chrome，请安装其中一个后重新打开程序。')
        }
        const address = url ?? target.object.url
        if (address === null) throw new XunchaError('bad-input', '该对象没有登记网址，请在地址栏输入网址。')
        const wanted = webAddress(address)
        const page = await inTurn(async () =>
          live !== null && live.target.batchId === batchId && live.target.objectKey === objectKey
            ? live
            : open(host, { batchId, objectKey, name: target.object.name, registeredUrl: target.object.url }, batch.allowHosts)
        )
        await page.navigate(wanted)
        return page.state()
      },
      async 'page.navigate'({ url }) {
        const page = opened()
        await page.navigate(webAddress(url))
        return page.state()
      },
      async 'page.back'() {
        const page = opened()
        await page.move(-1)
        return page.state()
      },
      async 'page.forward'() {
        const page = opened()
        await page.move(1)
        return page.state()
      },
      async 'page.reload'() {
        const page = opened()
        await page.reload()
        return page.state()
      },
      async 'page.stop'() {
        const page = opened()
        await page.halt()
        return page.state()
      },
      async 'page.zoom'({ factor }) {
        const page = opened()
        await page.zoom(factor)
        return page.state()
      },
      async 'page.bounds'(input) {
        bounds = input.bounds
        if (live !== null && !isCapturing) await show(live)
        return {}
      },
      'page.state': () => ({ state: live?.state() ?? null }),
      async 'page.close'() {
        await inTurn(closeLive)
        return {}
      },
      async 'page.capture'({ mode }) {
        const page = opened()
        if (isCapturing) throw new XunchaError('capture-failed', '上一次取证还没有完成，请稍候。')
        isCapturing = true
        try {
          // A picture of the whole page would flicker through the frames.
          await page.screencast.stop()
          return await capturePage(ctx, evidence, page, mode)
        } finally {
          isCapturing = false
          if (live === page) await show(page).catch(() => undefined)
        }
      },
      'page.input'(input) {
        forwardInput(opened().driver, input)
        return {}
      }
    },
    async close() {
      await inTurn(closeLive)
    }
  }
}

/** What a person types is a web address also without `http://`; anything else but the web is refused. */
function webAddress(text: string): string {
  const trimmed = text.trim()
  const withScheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (!URL.canParse(withScheme)) throw new XunchaError('bad-input', `网址无法识别：“${trimmed.slice(0, 80)}”，请检查后重新输入。`)
  const url = new URL(withScheme)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new XunchaError('page-blocked', '只能打开以 http:// 或 https:// 开头的网址，请检查地址。')
  }
  return url.href
}
