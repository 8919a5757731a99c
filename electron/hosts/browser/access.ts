import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the browser host: this machine's own browser, on our address, with the token from the printed link. */
export interface Access {
  /** Host names us, and where the request could change something, Origin does too. */
  isForUs(request: IncomingMessage): boolean
  /** The request carries the token as cookie. */
  hasToken(request: IncomingMessage): boolean
  isToken(text: string | null): boolean
  readonly cookie: string
}

export function createAccess(token: string, port: number): Access {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origins = hosts.map((host) => `http://${host}`)
  // Cookies do not know ports: the name keeps two hosts on one machine apart.
  const name = `xuncha-${port}`
  const isToken = (text: string | null): boolean => text !== null && timingSafeEqual(digest(text), digest(token))

  return {
    cookie: `${name}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    isToken,
    isForUs(request) {
      const { host, origin } = request.headers
      // A name that leads here but is not ours is a rebinding page.
      if (host === undefined || !hosts.includes(host)) return false
      const isReading = request.method === 'GET' && request.headers.upgrade === undefined
      if (isReading) return origin === undefined || origins.includes(origin)
      return origin !== undefined && origins.includes(origin)
    },
    hasToken(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim())
      const own = pairs.find((pair) => pair.startsWith(`${name}=`))
      return isToken(own?.slice(name.length + 1) ?? null)
    }
  }
}

/** Equal lengths, so that the comparison may be a timing-safe one. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
