/** Addresses as a browser reads them: IDN hosts, dot segments and percent-encoding by the WHATWG rules. */

/** An http(s) address without fragment, or null. */
export function readAddress(text: string, base?: string): URL | null {
  const url = URL.parse(text, base)
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null
  url.hash = ''
  return url
}

/** Name and port, the default ports left out: what politeness counts by. */
export function hostKey(url: URL): string {
  const name = url.hostname.replace(/\.$/, '')
  return url.port === '' ? name : `${name}:${url.port}`
}

export const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)

/**
 * A Location as it came, each byte one character. Browsers read its bytes as UTF-8, and where they are none (GB18030 paths of
 * old servers) send the very same bytes back.
 */
export function locationText(raw: string): string {
  const bytes = Buffer.from(raw, 'latin1')
  const text = bytes.toString('utf8')
  if (!text.includes('\uFFFD')) return text
  return [...bytes].map((byte) => (byte < 0x80 ? String.fromCodePoint(byte) : percent(byte))).join('')
}

export const percent = (byte: number): string => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
