/** What an inspected page may not do in the Chromium host: each attempt is refused and reported, none is acted on. */
import type { Page } from 'playwright-core'
import type { PageDriver } from '../../capture/page-driver.ts'
import type { AddressRelay, DialFailure } from './address-relay.ts'
import type { Incidents } from './incidents.ts'

type Cdp = Pick<PageDriver, 'send' | 'on'>

const failReasons = {
  blocked: 'BlockedByClient',
  'name-not-resolved': 'NameNotResolved',
  refused: 'ConnectionRefused',
  'timed-out': 'TimedOut',
  unreachable: 'AddressUnreachable',
  reset: 'ConnectionReset',
  failed: 'ConnectionFailed'
} as const satisfies Record<DialFailure, string>

/** Names every permission a page can ask for; those the browser does not know are passed over. */
export const permissionNames = [
  'accelerometer',
  'ambient-light-sensor',
  'background-fetch',
  'background-sync',
  'camera',
  'captured-surface-control',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'geolocation',
  'gyroscope',
  'idle-detection',
  'keyboard-lock',
  'local-fonts',
  'local-network-access',
  'magnetometer',
  'microphone',
  'midi',
  'nfc',
  'notifications',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'pointer-lock',
  'push',
  'screen-wake-lock',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'window-management'
] as const

const bindingName = 'xunchaAsked'

/**
 * Tells which permission the page asked for; refusing is the browser's part. It runs in the page's own world and can be
 * faked there, so it only ever makes a line in the list of incidents.
 */
const watchPermissions = `(() => {
  const tell = globalThis.${bindingName}
  if (typeof tell !== 'function') return
  delete globalThis.${bindingName}
  const watch = (owner, name, label) => {
    const original = owner?.[name]
    if (typeof original !== 'function') return
    owner[name] = function (...args) {
      tell(label)
      return original.apply(this, args)
    }
  }
  watch(globalThis.Notification, 'requestPermission', 'notifications')
  watch(globalThis.Geolocation?.prototype, 'getCurrentPosition', 'geolocation')
  watch(globalThis.Geolocation?.prototype, 'watchPosition', 'geolocation')
  watch(globalThis.MediaDevices?.prototype, 'getUserMedia', 'camera/microphone')
  watch(globalThis.MediaDevices?.prototype, 'getDisplayMedia', 'display-capture')
  watch(globalThis.Clipboard?.prototype, 'read', 'clipboard-read')
  watch(globalThis.Clipboard?.prototype, 'readText', 'clipboard-read')
  watch(globalThis.Navigator?.prototype, 'requestMIDIAccess', 'midi')
  watch(globalThis.USB?.prototype, 'requestDevice', 'usb')
  watch(globalThis.HID?.prototype, 'requestDevice', 'hid')
  watch(globalThis.Serial?.prototype, 'requestPort', 'serial')
  watch(globalThis.Bluetooth?.prototype, 'requestDevice', 'bluetooth')
})()`

interface Guard {
  relay: AddressRelay
  incidents: Incidents
  isTextOnly: () => boolean
}

/** What text mode leaves out. */
const leftOut = new Set(['Image', 'Media', 'Font', 'Script'])

export async function guardPage(page: Page, cdp: Cdp, { relay, incidents, isTextOnly }: Guard): Promise<void> {
  page.on('dialog', (dialog) => {
    const kind = dialog.type()
    incidents.report({ kind: 'dialog', url: page.url(), detail: `${kind}: ${dialog.message()}` })
    // "Stay on this page?" would hold the inspector: leaving is what was asked for.
    void (kind === 'beforeunload' ? dialog.accept() : dialog.dismiss()).catch(() => undefined)
  })
  page.on('download', (download) => {
    incidents.report({ kind: 'download', url: download.url(), detail: download.suggestedFilename() })
    void download.cancel().catch(() => undefined)
  })
  page.on('crash', () => incidents.report({ kind: 'crashed', url: page.url(), detail: '' }))
  // A file chooser must not open over the inspector's files.
  page.on('filechooser', () => undefined)

  cdp.on('Page.frameRequestedNavigation', ({ url }) => {
    if (!isWebUrl(url)) incidents.report({ kind: 'external-protocol', url, detail: url.slice(0, url.indexOf(':') + 1) })
  })
  cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
    if (name === bindingName) incidents.report({ kind: 'permission', url: page.url(), detail: payload })
  })
  cdp.on('Network.loadingFailed', ({ errorText, requestId }) => {
    if (!errorText.includes('ERR_CERT') && !errorText.includes('ERR_SSL')) return
    const kind = errorText.includes('CLIENT_AUTH') ? 'client-certificate' : 'certificate'
    incidents.report({ kind, url: urls.get(requestId) ?? page.url(), detail: errorText })
  })
  const urls = new Map<string, string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (urls.size > 2_000) urls.clear()
    urls.set(requestId, request.url)
  })
  cdp.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
    if (isTextOnly() && leftOut.has(resourceType)) {
      void cdp.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => undefined)
      return
    }
    void decide(resourceType === 'Document' ? request.url : '', relay).then(async (failure) => {
      await (
        failure === null
          ? cdp.send('Fetch.continueRequest', { requestId })
          : cdp.send('Fetch.failRequest', { requestId, errorReason: failReasons[failure] })
      ).catch(() => undefined)
    })
  })
  cdp.on('Fetch.authRequired', ({ requestId, request, authChallenge }) => {
    incidents.report({ kind: 'auth', url: request.url, detail: `${authChallenge.scheme} ${authChallenge.realm}`.trim() })
    void cdp
      .send('Fetch.continueWithAuth', { requestId, authChallengeResponse: { response: 'CancelAuth' } })
      .catch(() => undefined)
  })

  await cdp.send('Network.enable', {})
  await cdp.send('Page.enable', {})
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: bindingName })
  await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: watchPermissions })
  // Every request, not documents alone: a picture that asks for a password would hold the page with a dialog no one sees.
  await cdp.send('Fetch.enable', { handleAuthRequests: true, patterns: [{ urlPattern: '*' }] })
}

/** Documents are dialled before they are let go, so that the browser's error page names the true reason. */
async function decide(url: string, relay: AddressRelay): Promise<DialFailure | null> {
  const target = hostPort(url)
  return target === null ? null : relay.prepare(target.host, target.port)
}

export function hostPort(url: string): { host: string; port: number } | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname, port } = new URL(url)
  const usual = protocol === 'https:' || protocol === 'wss:' ? 443 : 80
  if (!['http:', 'https:', 'ws:', 'wss:'].includes(protocol)) return null
  return { host: hostname.replace(/^\[|\]$/g, '').replace(/\.$/, ''), port: port === '' ? usual : Number(port) }
}

/** What a page may go to by itself. The browser itself keeps web pages from file:, chrome: and top-level data:. */
export function isWebUrl(url: string): boolean {
  return /^(?:https?|about|blob|data|javascript):/i.test(url)
}

/** What the inspector may send the page to. */
export function isNavigable(url: string): boolean {
  return url === 'about:blank' || (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol))
}
