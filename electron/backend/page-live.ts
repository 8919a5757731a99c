/** One page of the checking screen: its browser page, its history, and what the screen is told of it. */
import type { PageDriver } from '../capture/page-driver.ts'
import { openWorld } from '../capture/in-world.ts'
import { recordNavigations } from '../capture/navigation-record.ts'
import type { NavigationRecorder } from '../capture/navigation-record.ts'
import type { PageDevice, PageFacts } from '../contract/pages.ts'
import { certificateLine } from './page-certificate.ts'
import { pageErrorText } from './page-errors.ts'
import { createPageFind } from './page-find.ts'
import type { PageFind } from './page-find.ts'
import { createScreencast } from './page-screencast.ts'
import type { Frame, Screencast } from './page-screencast.ts'

export interface LiveTarget {
  batchId: string
  objectKey: string
  name: string
  registeredUrl: string | null
}

export interface LivePage {
  readonly target: LiveTarget
  readonly driver: PageDriver
  readonly recorder: NavigationRecorder
  readonly screencast: Screencast
  readonly finder: PageFind
  state(): PageFacts
  /** The same, after asking the browser anew for title and history. */
  freshState(): Promise<PageFacts>
  /** It was sent somewhere. */
  hasBegun(): boolean
  /** Something stands in it or is coming, and it did not fail. */
  isThere(): boolean
  /** Ends when the document is there, failed, was superseded, or after 15 s. */
  navigate(url: string): Promise<void>
  move(steps: -1 | 1): Promise<void>
  reload(): Promise<void>
  halt(): Promise<void>
  zoom(factor: number): Promise<void>
  /** Also puts the layout back after something else changed it. */
  setDevice(device: PageDevice): Promise<void>
  /** Does not load anew by itself. */
  setTextMode(isOn: boolean): Promise<void>
  /** Goes down to where the page was left, again once all of it has come, unless the person scrolled meanwhile. */
  scrollBack(y: number): Promise<void>
  close(): Promise<void>
}

export interface LiveOptions {
  target: LiveTarget
  now: () => string
  onChanged: (state: PageFacts) => void
  onFrame: (frame: Frame) => void
}

const layouts = { pane: null, desktop: { width: 1366, isMobile: false }, phone: { width: 390, isMobile: true } } as const
const patienceMs = 15_000
const throttleMs = 100

export async function openLivePage(driver: PageDriver, { target, now, onChanged, onFrame }: LiveOptions): Promise<LivePage> {
  const recorder = await recordNavigations(driver, now)
  const openedAt = now()
  let requestedUrl = target.registeredUrl ?? 'about:blank'
  let zoom = 1
  let device: PageDevice = 'pane'
  let textMode = false
  let history = { index: 0, entries: [] as { id: number; url: string; title: string }[] }
  let isClosed = false
  let hasBegun = false
  let settling = 0
  let supersede = (): void => {}

  function state(): PageFacts {
    const record = recorder.current()
    const url = recorder.url()
    const error = record?.error ?? null
    // The blank page that every session begins with is no place to go back to.
    const first = history.entries[0]?.url === 'about:blank' ? 1 : 0
    return {
      batchId: target.batchId,
      objectKey: target.objectKey,
      requestedUrl,
      url,
      title: history.entries[history.index]?.title ?? '',
      // Sent somewhere, but the browser has not said so yet: nothing is there to look at.
      loading: settling > 0 || recorder.isLoading() || recorder.pending() !== null,
      canGoBack: history.index > first,
      canGoForward: history.index < history.entries.length - 1,
      zoom,
      status: record?.status ?? null,
      error,
      errorText: pageErrorText(error),
      remoteIp: record?.remoteIp ?? null,
      certificate: certificateLine(url, record, recorder.certificate(), now()),
      onRegisteredHost: isSameHost(url, target.registeredUrl),
      openedAt,
      device,
      textMode
    }
  }

  async function refresh(): Promise<void> {
    if (isClosed) return
    const answer = await driver.send('Page.getNavigationHistory').catch(() => null)
    if (answer !== null) {
      history = { index: answer.currentIndex, entries: answer.entries.map(({ id, url, title }) => ({ id, url, title })) }
    }
  }

  /** The renderer tells of a new document before the browser has put it into its history. */
  async function refreshCommitted(): Promise<void> {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await refresh()
      if (isClosed || withoutFragment(history.entries[history.index]?.url ?? '') === withoutFragment(recorder.url())) return
      await new Promise((done) => setTimeout(done, 20))
    }
  }

  let timer: NodeJS.Timeout | null = null
  let told = ''
  const changed = (): void => {
    if (timer !== null || isClosed) return
    timer = setTimeout(() => {
      timer = null
      void refresh().then(() => {
        if (isClosed) return
        const next = state()
        const text = JSON.stringify(next)
        if (text !== told) onChanged(next)
        told = text
      })
    }, throttleMs)
  }
  const stops = [
    driver.on('Page.frameNavigated', changed),
    driver.on('Page.navigatedWithinDocument', changed),
    driver.on('Page.frameStartedLoading', changed),
    driver.on('Page.frameStoppedLoading', changed),
    driver.on('Page.loadEventFired', changed),
    driver.on('Page.domContentEventFired', changed),
    driver.on('Network.loadingFailed', ({ type }) => {
      if (type === 'Document') changed()
    }),
    driver.on('Security.visibleSecurityStateChanged', changed)
  ]

  /** Starts something and waits for its outcome, but no longer than the inspector would. */
  async function settle(begin: () => Promise<void>): Promise<void> {
    supersede()
    const superseded = new Promise<void>((done) => {
      supersede = done
    })
    let timeout: NodeJS.Timeout | undefined
    const late = new Promise<void>((done) => {
      timeout = setTimeout(done, patienceMs)
    })
    settling += 1
    await Promise.race([begin(), superseded, late]).finally(() => {
      settling -= 1
      clearTimeout(timeout)
    })
    await refreshCommitted()
    changed()
  }

  /** An outcome of the navigation before may come in between: it goes on until the wanted one, but not for ever. */
  async function outcomeOf(begin: () => Promise<unknown>, isReached: () => boolean): Promise<void> {
    let outcome = recorder.nextOutcome()
    await begin()
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await outcome
      outcome = recorder.nextOutcome()
      await refresh()
      if (isClosed || isReached()) return
    }
  }

  const screencast = createScreencast(driver, onFrame)
  return {
    target,
    driver,
    recorder,
    screencast,
    finder: createPageFind(driver),
    state,
    async freshState() {
      await refresh()
      return state()
    },
    hasBegun: () => hasBegun,
    isThere() {
      if (settling > 0 || recorder.isLoading() || recorder.pending() !== null) return hasBegun
      return hasBegun && (recorder.current()?.error ?? null) === null && recorder.url() !== 'about:blank'
    },
    async navigate(url) {
      hasBegun = true
      requestedUrl = url
      await settle(async () => {
        const { errorText, loaderId } = await driver.send('Page.navigate', { url })
        // A download, an empty answer (204) or a place on the same page leaves the document where it was.
        if (loaderId === undefined || errorText === 'net::ERR_ABORTED') return
        // Refused before any request went out (a bad port): the network side has nothing to tell.
        if (errorText !== undefined && recorder.current()?.loaderId !== loaderId) recorder.noteFailure(url, errorText)
        else await recorder.shown(loaderId)
      })
    },
    async move(steps) {
      await refresh()
      const entry = history.entries[history.index + steps]
      if (entry === undefined || (entry.url === 'about:blank' && history.index + steps === 0)) return
      await settle(async () => {
        await outcomeOf(
          () => driver.send('Page.navigateToHistoryEntry', { entryId: entry.id }),
          () => history.entries[history.index]?.id === entry.id
        )
      })
    },
    reload: () =>
      settle(async () => {
        const before = recorder.current()
        await outcomeOf(
          () => driver.send('Page.reload', {}),
          () => recorder.current() !== before
        )
      }),
    async halt() {
      supersede()
      await driver.send('Page.stopLoading')
      await refresh()
    },
    async zoom(factor) {
      zoom = factor
      await driver.setZoom(factor)
      changed()
    },
    async setDevice(next) {
      device = next
      await driver.setDevice(layouts[next])
      // Another size of the window leaves the frames waiting for something to move.
      await screencast.restart()
      changed()
    },
    async setTextMode(isOn) {
      textMode = isOn
      await driver.setTextOnly(isOn)
      // What is in the cache would be shown without being asked for.
      await driver.send('Network.setCacheDisabled', { cacheDisabled: isOn })
      await driver.send('Emulation.setScriptExecutionDisabled', { value: isOn })
      changed()
    },
    async scrollBack(y) {
      const reached = await scrollTo(driver, y)
      if (reached >= y - 1 || !recorder.isLoading()) return
      const stop = driver.on('Page.loadEventFired', () => {
        stop()
        void scrolledTo(driver)
          .then((at) => (at === reached ? scrollTo(driver, y) : at))
          .catch(() => undefined)
      })
    },
    async close() {
      isClosed = true
      supersede()
      if (timer !== null) clearTimeout(timer)
      for (const stop of stops) stop()
      recorder.stop()
      await screencast.stop()
      await driver.close()
    }
  }
}

/** The registered host is the loaded one, where the other may have a leading `www.`; ports count. */
function isSameHost(url: string, registered: string | null): boolean {
  if (registered === null || !URL.canParse(url) || !URL.canParse(registered)) return registered === null || url === 'about:blank'
  const host = (text: string): string => new URL(text).host.replace(/^www\./, '').replace(/:(?:80|443)$/, '')
  return host(url) === host(registered)
}

async function scrolledTo(driver: PageDriver): Promise<number> {
  return (await driver.send('Page.getLayoutMetrics')).cssVisualViewport.pageY
}

async function scrollTo(driver: PageDriver, y: number): Promise<number> {
  const world = await openWorld(driver)
  await world(`scrollTo({ left: 0, top: ${Math.round(y)}, behavior: 'instant' })`)
  return scrolledTo(driver)
}

const withoutFragment = (url: string): string => url.replace(/#.*$/, '')
