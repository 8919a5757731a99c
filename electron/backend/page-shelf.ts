/** The targets whose pages are alive: which one is shown, which wait behind it, and what the screen is told of them. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Bounds, PageDriver, PageHost, PageIncident } from '../capture/page-driver.ts'
import type { PageState } from '../contract/pages.ts'
import type { BackendContext } from './context.ts'
import { openLivePage } from './page-live.ts'
import type { LivePage, LiveTarget } from './page-live.ts'
import { keepPlace } from './page-places.ts'
import { createPagePool } from './page-pool.ts'

/** Nobody reads more of one target than this; a hostile page causes them without end. */
const keptIncidents = 20
const placeEveryMs = 3_000

type Of = Pick<LiveTarget, 'batchId' | 'objectKey'>

export interface KeptTarget {
  readonly target: LiveTarget
  readonly host: PageHost
  readonly allowHosts: readonly string[]
  /** In the order they were opened. */
  tabs: LivePage[]
  /** The tab that is shown. */
  page: LivePage
  /** What happened while it was not shown. */
  untold: (PageIncident & { time: string })[]
  isCrashed: boolean
}

export interface PageShelf {
  shown(): KeptTarget | null
  find(target: Of): KeptTarget | null
  isShown(target: Of): boolean
  /** From now on this target is the shown one, kept or not; the former page goes away at once. */
  show(target: Of): void
  /** The target's page, opened where it is not kept. null: there was no room, and the target is not the shown one. */
  ensure(host: PageHost, target: LiveTarget, allowHosts: readonly string[]): Promise<KeptTarget | null>
  /** One more tab of a target, shown in place of the present one; null where there is no room. */
  addTab(kept: KeptTarget): Promise<LivePage | null>
  selectTab(kept: KeptTarget, page: LivePage): void
  closeTab(kept: KeptTarget, page: LivePage): Promise<void>
  setBounds(bounds: Bounds | null): Promise<void>
  /** Keeps the page alive, in place, without frames and without our marks while it is pictured. */
  hold<T>(page: LivePage, work: () => Promise<T>): Promise<T>
  isHeld(): boolean
  close(kept: KeptTarget): Promise<void>
  closeAll(): Promise<void>
}

const keyOf = ({ batchId, objectKey }: Of): string => `${batchId}/${objectKey}`

export function createPageShelf(ctx: BackendContext): PageShelf {
  const targets = new Map<string, KeptTarget>()
  const opening = new Map<string, Promise<KeptTarget | null>>()
  let shownKey: string | null = null
  let bounds: Bounds | null = null
  let held: LivePage | null = null

  const shown = (): KeptTarget | null => (shownKey === null ? null : (targets.get(shownKey) ?? null))
  const isSeen = (page: LivePage): boolean => shown()?.page === page
  const pool = createPagePool<LivePage>((page) => keyOf(page.target) === shownKey || page === held, forget)

  function forget(page: LivePage): void {
    const kept = targets.get(keyOf(page.target))
    if (kept === undefined) return
    kept.tabs = kept.tabs.filter((each) => each !== page)
    const last = kept.tabs.at(-1)
    if (last === undefined) targets.delete(keyOf(page.target))
    else if (kept.page === page) kept.page = last
  }

  /** Puts a page where it belongs: in its pane where it is the shown one, away otherwise. */
  async function place(page: LivePage): Promise<void> {
    if (page === held) return
    const isVisible = isSeen(page) && bounds !== null
    if (isSeen(page)) pool.touch(page)
    await page.driver.setBounds(isVisible ? bounds : null)
    await (isVisible ? page.screencast.start() : page.screencast.stop())
  }

  /** Not waited for: a page that hangs must not hold up the one that is wanted. */
  function placeSoon(page: LivePage): void {
    void place(page).catch(() => undefined)
  }

  function keepPlaceOf(kept: KeptTarget): Promise<void> {
    return keepPlace(ctx, kept.page.state(), kept.page.driver).catch(() => undefined)
  }

  function tell(kept: KeptTarget): void {
    const { batchId, objectKey } = kept.target
    for (const incident of kept.untold.splice(0)) ctx.emit('page.incident', { ...incident, batchId, objectKey })
  }

  function tellState(of: Of): void {
    const kept = targets.get(keyOf(of))
    if (kept !== undefined && kept === shown()) ctx.emit('page.changed', stateOf(kept))
  }

  async function make(host: PageHost, target: LiveTarget, allowHosts: readonly string[]): Promise<LivePage | null> {
    const isVisible = keyOf(target) === shownKey && bounds !== null
    return pool.make(async () => {
      const driver = await host.open({
        sessionKey: keyOf(target),
        allowHosts,
        visible: isVisible,
        ...(bounds === null ? {} : { size: { width: bounds.width, height: bounds.height } })
      })
      return live(driver, target)
    })
  }

  async function live(driver: PageDriver, target: LiveTarget): Promise<LivePage> {
    const { batchId, objectKey } = target
    const becoming = openLivePage(driver, {
      target,
      now: () => ctx.clock.now(),
      onChanged: () => tellState(target),
      onFrame(frame) {
        if (shown()?.page.driver === driver) ctx.emit('page.frame', { ...frame, batchId, objectKey })
      }
    })
    return becoming.catch(async (error: unknown) => {
      await driver.close()
      throw error
    })
  }

  function watch(kept: KeptTarget, page: LivePage): void {
    page.driver.onIncident((incident) => {
      kept.untold = [...kept.untold, { ...incident, time: ctx.clock.now() }].slice(-keptIncidents)
      if (incident.kind === 'crashed' && kept.page === page) kept.isCrashed = true
      if (kept === shown()) tell(kept)
    })
  }

  async function open(host: PageHost, target: LiveTarget, allowHosts: readonly string[]): Promise<KeptTarget | null> {
    const isVisible = keyOf(target) === shownKey && bounds !== null
    const page = await make(host, target, allowHosts)
    if (page === null) return null
    const kept: KeptTarget = { target, host, allowHosts, tabs: [page], page, untold: [], isCrashed: false }
    targets.set(keyOf(target), kept)
    watch(kept, page)
    // One that is loaded ahead stays unseen where its host opened it, painted and ready; one that was left meanwhile goes.
    if (isSeen(page) || isVisible) await place(page)
    return kept
  }

  const timer = setInterval(() => {
    const kept = shown()
    if (kept !== null && bounds !== null && held === null) void keepPlaceOf(kept)
  }, placeEveryMs)
  timer.unref()

  return {
    shown,
    find: (target) => targets.get(keyOf(target)) ?? null,
    isShown: (target) => shownKey === keyOf(target),
    show(target) {
      const former = shown()
      shownKey = keyOf(target)
      const next = shown()
      if (next !== null) {
        tell(next)
        // The new one first: in the desktop it lies over the former, which then goes away unseen.
        placeSoon(next.page)
      }
      if (former === null || former === next) return
      void keepPlaceOf(former)
      placeSoon(former.page)
    },
    ensure(host, target, allowHosts) {
      const key = keyOf(target)
      const known = targets.get(key)
      if (known !== undefined && !known.isCrashed) return Promise.resolve(known)
      const under = opening.get(key)
      if (under !== undefined) return under
      const work = (async () => {
        if (known !== undefined) await pool.close([...known.tabs])
        return open(host, target, allowHosts)
      })()
      opening.set(key, work)
      const done = (): void => void opening.delete(key)
      work.then(done, done)
      return work
    },
    async addTab(kept) {
      const page = await make(kept.host, kept.target, kept.allowHosts)
      if (page === null) return null
      const former = kept.page
      kept.tabs = [...kept.tabs, page]
      kept.page = page
      watch(kept, page)
      const { device, textMode } = former.state()
      if (textMode) await page.setTextMode(true)
      if (device !== 'pane') await page.setDevice(device)
      placeSoon(page)
      placeSoon(former)
      return page
    },
    selectTab(kept, page) {
      const former = kept.page
      kept.page = page
      placeSoon(page)
      if (former !== page) placeSoon(former)
    },
    async closeTab(kept, page) {
      const at = kept.tabs.indexOf(page)
      const next = kept.tabs[at + 1] ?? kept.tabs[at - 1]
      if (next === undefined) return
      if (kept.page === page) {
        kept.page = next
        placeSoon(next)
      }
      await pool.close([page])
      tellState(kept.target)
    },
    async setBounds(next) {
      bounds = next
      const page = shown()?.page
      if (page !== undefined) await place(page)
    },
    async hold(page, work) {
      held = page
      let restore = async (): Promise<void> => undefined
      try {
        // A picture of the whole page would flicker through the frames, and our marks are not the page's.
        await page.screencast.stop()
        restore = await page.finder.suspend()
        return await work()
      } finally {
        held = null
        await restore().catch(() => undefined)
        await page.setDevice(page.state().device).catch(() => undefined)
        await place(page).catch(() => undefined)
      }
    },
    isHeld: () => held !== null,
    async close(kept) {
      if (keyOf(kept.target) === shownKey) shownKey = null
      await keepPlaceOf(kept)
      await pool.close([...kept.tabs])
    },
    async closeAll() {
      clearInterval(timer)
      const kept = shown()
      if (kept !== null) await Promise.race([keepPlaceOf(kept), wait(1_000, undefined, { ref: false })])
      shownKey = null
      await pool.closeAll()
    }
  }
}

/** A page that came, or is coming, and can be shown as it stands. */
export function isUsable({ isCrashed, page }: KeptTarget): boolean {
  return !isCrashed && page.isThere()
}

export function stateOf({ page, tabs }: KeptTarget): PageState {
  return {
    ...page.state(),
    tab: page.driver.id,
    tabs: tabs.map((tab) => {
      const { title, url, requestedUrl, loading } = tab.state()
      return { id: tab.driver.id, title, url: url === 'about:blank' ? requestedUrl : url, loading }
    })
  }
}
