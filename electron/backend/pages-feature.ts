import { join } from 'node:path'
import type { PageHost } from '../capture/page-driver.ts'
import { takeStill } from '../capture/still.ts'
import { tabLimit } from '../contract/pages.ts'
import type { PageState, pageProcedures } from '../contract/pages.ts'
import { XunchaError } from '../domain/errors.ts'
import { createEvidenceStore } from '../evidence/store.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext, Feature } from './context.ts'
import { forwardInput } from './page-input.ts'
import type { LivePage, LiveTarget } from './page-live.ts'
import { readPlace } from './page-places.ts'
import type { PagePlace } from './page-places.ts'
import { createPageShelf, isUsable, stateOf } from './page-shelf.ts'
import type { KeptTarget } from './page-shelf.ts'

type Procedures = keyof typeof pageProcedures

interface Wanted {
  host: PageHost
  target: LiveTarget
  allowHosts: readonly string[]
  url: string
  place: PagePlace | null
}

/** The embedded pages of the checking screen: one is shown, a few are kept behind it, each target in a session of its own. */
export function pagesFeature(
  ctx: BackendContext,
  evidence: EvidenceStore = createEvidenceStore(join(ctx.workspaceDir, 'evidence'))
): Feature<Procedures> & { shownPage(): LivePage | null } {
  const shelf = createPageShelf(ctx)

  function opened(): KeptTarget {
    const kept = shelf.shown()
    if (kept === null) throw new XunchaError('page-failed', '还没有打开页面，请先选择对象并打开网址。')
    return kept
  }

  /** Does something with the shown page and answers what came of it. */
  async function act(work: (page: LivePage) => Promise<void>): Promise<PageState> {
    const kept = opened()
    await work(kept.page)
    return stateOf(kept)
  }

  /** Where the target was left the last time, or its registered address. */
  async function begin(kept: KeptTarget, { url, place }: Wanted): Promise<void> {
    const { page } = kept
    if (place?.textMode === true) await page.setTextMode(true)
    if (place !== null && place.device !== 'pane') await page.setDevice(place.device)
    await page.navigate(url)
    if (place !== null && place.y > 0 && page.state().error === null) await page.scrollBack(place.y).catch(() => undefined)
  }

  function wanted(batchId: string, objectKey: string, url: string | null): Wanted {
    const batch = ctx.store.batch(batchId)
    if (batch === null) throw new XunchaError('unknown-batch', '没有这个批次，请回到批次页重新选择。')
    const row = ctx.store.target(batchId, objectKey)
    if (row === null) throw new XunchaError('unknown-target', '这个对象不在本批次里，请在列表中重新选择。')
    const host = ctx.pageHost
    if (host === null) {
      throw new XunchaError('no-browser', '这台电脑上没有找到 Chromium、Edge 或 Chrome，请安装其中一个后重新打开程序。')
    }
    const { object } = row
    const place = url === null ? readPlace(ctx, { batchId, objectKey }) : null
    const address = url ?? place?.url ?? object.url
    if (address === null) throw new XunchaError('bad-input', '该对象没有登记网址，请在地址栏输入网址。')
    const target = { batchId, objectKey, name: object.name, registeredUrl: object.url }
    return { host, target, allowHosts: batch.allowHosts, url: webAddress(address), place }
  }

  return {
    shownPage: () => shelf.shown()?.page ?? null,
    handlers: {
      async 'page.open'({ batchId, objectKey, url }) {
        const want = wanted(batchId, objectKey, url)
        shelf.show(want.target)
        const before = shelf.find(want.target)
        const isSame = before !== null && (url === null || before.page.state().requestedUrl === want.url)
        if (before !== null && isSame && isUsable(before)) return stateOf(before)
        const kept = await shelf.ensure(want.host, want.target, want.allowHosts)
        if (kept === null) throw new XunchaError('page-failed', '打开的页面太多，请关闭一个标签后重试。')
        // Asked for while it was being loaded ahead: it is on its way.
        const isComing = kept !== before && kept.page.hasBegun() && (url === null || kept.page.state().requestedUrl === want.url)
        if (!isComing) await begin(kept, want)
        return stateOf(kept)
      },
      'page.show'(target) {
        const wasShown = shelf.isShown(target)
        shelf.show(target)
        const kept = shelf.find(target)
        // One that failed behind the shown one is loaded anew when it is wanted; one that failed before one's eyes stays.
        return { state: kept !== null && (wasShown || isUsable(kept)) ? stateOf(kept) : null }
      },
      async 'page.prefetch'({ batchId, objectKey, url }) {
        const want = wanted(batchId, objectKey, url)
        if (shelf.find(want.target) !== null || shelf.isShown(want.target)) return { isKept: true }
        const kept = await shelf.ensure(want.host, want.target, want.allowHosts)
        // It may have been asked for by its own name meanwhile, and then it is on its way.
        if (kept === null || kept.page.hasBegun()) return { isKept: kept !== null }
        await begin(kept, want)
        return { isKept: shelf.find(want.target) === kept }
      },
      'page.navigate': ({ url }) => {
        const address = webAddress(url)
        return act((page) => page.navigate(address))
      },
      'page.back': () => act((page) => page.move(-1)),
      'page.forward': () => act((page) => page.move(1)),
      'page.reload': () => act((page) => page.reload()),
      'page.stop': () => act((page) => page.halt()),
      'page.zoom': ({ factor }) => act((page) => page.zoom(factor)),
      async 'page.device'({ device }) {
        const kept = opened()
        for (const page of kept.tabs) await page.setDevice(device)
        return stateOf(kept)
      },
      async 'page.textMode'({ isOn }) {
        const kept = opened()
        for (const page of kept.tabs) await page.setTextMode(isOn)
        return act((page) => page.reload())
      },
      async 'page.openTab'({ url }) {
        const kept = opened()
        const address = webAddress(url)
        const full = new XunchaError('page-failed', `一个对象最多打开 ${tabLimit} 个标签，请先关闭一个标签。`)
        if (kept.tabs.length >= tabLimit) throw full
        const page = await shelf.addTab(kept)
        if (page === null) throw full
        await page.navigate(address)
        return stateOf(kept)
      },
      'page.selectTab'({ tab }) {
        const kept = opened()
        shelf.selectTab(kept, tabOf(kept, tab))
        return stateOf(kept)
      },
      async 'page.closeTab'({ tab }) {
        const kept = opened()
        await shelf.closeTab(kept, tabOf(kept, tab))
        return stateOf(kept)
      },
      'page.find': ({ query, by }) => opened().page.finder.find(query, by),
      async 'page.bounds'({ bounds }) {
        await shelf.setBounds(bounds)
        return {}
      },
      'page.state'() {
        const kept = shelf.shown()
        return { state: kept === null ? null : stateOf(kept) }
      },
      async 'page.close'() {
        const kept = shelf.shown()
        if (kept !== null) await shelf.close(kept)
        return {}
      },
      async 'page.capture'(area) {
        const { page } = opened()
        if (shelf.isHeld()) throw new XunchaError('capture-failed', '上一次取证还没有完成，请稍候。')
        return shelf.hold(page, async () => {
          const { capturePage } = await import('./capture-page.ts')
          return capturePage(ctx, evidence, page, area)
        })
      },
      'page.still': () => takeStill(opened().page.driver),
      'page.input'(input) {
        forwardInput(opened().page.driver, input)
        return {}
      }
    },
    async close() {
      await shelf.closeAll()
    }
  }
}

function tabOf(kept: KeptTarget, tab: string): LivePage {
  const page = kept.tabs.find(({ driver }) => driver.id === tab)
  if (page === undefined) throw new XunchaError('page-failed', '这个标签已经关闭，请选择另一个标签。')
  return page
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
