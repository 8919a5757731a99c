import { session as sessions } from 'electron'
import type { Session, WebContents } from 'electron'
import { hostListed, isPrivateAddress, isPrivateHost } from '../../domain/address-policy.ts'
import type { Policy } from './policy.ts'

const plainPorts: Readonly<Record<string, number>> = { 'http:': 80, 'ws:': 80, 'https:': 443, 'wss:': 443 }
/** What text mode leaves out. */
const leftOut = new Set(['image', 'media', 'font', 'script'])
/** Made by the page out of itself; they reach nothing. */
const innerSchemes = new Set(['about:', 'data:', 'blob:'])

export interface InspectSession {
  readonly session: Session
  /** Ends a use; the last one wipes the session. */
  release(): Promise<void>
}

export interface InspectSessions {
  take(key: string, allowHosts: readonly string[]): InspectSession
  /** Text mode of one page: what `leftOut` names is not fetched. */
  setTextOnly(contents: WebContents, isOn: boolean): void
}

interface Shared {
  session: Session
  allowHosts: Set<string>
  users: number
}

/** Sessions for inspected pages: in memory only, one per key, gone with its last page. */
export function createInspectSessions(policy: Policy): InspectSessions {
  const textOnly = new Set<number>()
  const open = new Map<string, Shared>()
  let made = 0

  function make(): Shared {
    made += 1
    // Without the prefix `persist:` a partition lives in memory; a number never used before starts it empty.
    const session = sessions.fromPartition(`inspect-${made}`)
    const shared: Shared = { session, allowHosts: new Set(), users: 0 }
    session.setUserAgent(plainUserAgent(session.getUserAgent()))
    session.setSpellCheckerEnabled(false)
    session.webRequest.onBeforeRequest((details, answer) => {
      if (textOnly.has(details.webContentsId ?? -1) && leftOut.has(details.resourceType)) return answer({ cancel: true })
      return void isAllowed(new URL(details.url), shared).then((allowed) => {
        if (!allowed)
          policy.report(details.webContentsId, { kind: 'blocked-address', url: details.url, detail: details.resourceType })
        answer({ cancel: !allowed })
      })
    })
    return shared
  }

  return {
    setTextOnly(contents, isOn) {
      if (isOn) textOnly.add(contents.id)
      else textOnly.delete(contents.id)
      const { id } = contents
      contents.once('destroyed', () => textOnly.delete(id))
    },
    take(key, allowHosts) {
      const shared = open.get(key) ?? make()
      open.set(key, shared)
      for (const host of allowHosts) shared.allowHosts.add(host)
      shared.users += 1
      let isReleased = false
      return {
        session: shared.session,
        async release() {
          if (isReleased) return
          isReleased = true
          shared.users -= 1
          if (shared.users > 0) return
          open.delete(key)
          await shared.session.closeAllConnections()
          await shared.session.clearStorageData()
          await shared.session.clearCache()
        }
      }
    }
  }
}

/** Loopback and private addresses only by the allow list: asked before every request of every kind, redirects included. */
async function isAllowed(url: URL, { session, allowHosts }: Shared): Promise<boolean> {
  if (innerSchemes.has(url.protocol)) return true
  const plainPort = plainPorts[url.protocol]
  if (plainPort === undefined) return false
  const port = url.port === '' ? plainPort : Number(url.port)
  if (hostListed(url.hostname, port, [...allowHosts])) return true
  if (isPrivateHost(url.hostname)) return false
  // A public name may point inwards. The answer comes from, and stays in, the cache the request itself will use.
  const resolved = await session.resolveHost(url.hostname).catch(() => null)
  return resolved === null || !resolved.endpoints.some(({ address }) => isPrivateAddress(address))
}

/** What any Chromium says: some sites turn away what they do not know, and the inspected body need not learn the tool. */
function plainUserAgent(agent: string): string {
  return agent
    .split(' ')
    .filter((part) => !/^(?:Electron|xuncha)\//i.test(part))
    .join(' ')
}
