/**
 * Cookies within one chain of redirects, and no longer: many sites set one and send the visitor to the same address again, which
 * without it would look like an endless loop.
 */
export interface ChainCookies {
  /** From the `set-cookie` lines of an answer. */
  take(url: URL, lines: readonly string[]): void
  /** The header's value, '' where there is none. */
  headerFor(url: URL): string
}

interface Cookie {
  domain: string
  isHostOnly: boolean
  name: string
  value: string
}

const most = 50
const longest = 4096

export function createChainCookies(): ChainCookies {
  const cookies = new Map<string, Cookie>()
  return {
    take(url, lines) {
      for (const line of lines) {
        const cookie = line.length <= longest ? readCookie(url, line) : null
        if (cookie === null) continue
        const key = `${cookie.domain} ${cookie.name}`
        if (cookies.size < most || cookies.has(key)) cookies.set(key, cookie)
      }
    },
    headerFor(url) {
      const pairs = [...cookies.values()].filter(
        ({ domain, isHostOnly }) => url.hostname === domain || (!isHostOnly && url.hostname.endsWith(`.${domain}`))
      )
      return pairs.map(({ name, value }) => `${name}=${value}`).join('; ')
    }
  }
}

function readCookie(url: URL, line: string): Cookie | null {
  const [pair = '', ...attributes] = line.split(';')
  const at = pair.indexOf('=')
  const name = pair.slice(0, at).trim()
  const value = pair.slice(at + 1).trim()
  if (at < 1 || !/^[\x21-\x7e]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value)) return null
  const named = attributes
    .map((attribute) => /^\s*domain\s*=\s*\.?([^\s]+)\s*$/i.exec(attribute)?.[1]?.toLowerCase())
    .find((domain) => domain !== undefined)
  const reaches = named !== undefined && (named === url.hostname || url.hostname.endsWith(`.${named}`)) && named.includes('.')
  return { domain: reaches ? named : url.hostname, isHostOnly: !reaches, name, value }
}
