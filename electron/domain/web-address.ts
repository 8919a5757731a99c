/**
 * Reads the address of a home page. Written without the platform's URL class: the domain runs without one, and what
 * counts as a mistake in a registry is narrower than what a browser accepts.
 */
export type AddressReading = { ok: true; url: string } | { ok: false; reason: string }

const shape = /^(?:([a-z][a-z0-9+.-]*):(?=\/\/|[^0-9]))?(?:\/\/)?([^/?#]*)([/?#].*)?$/i
const hostLabel = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}_-]*[\p{L}\p{N}\p{M}])?$/u

/** Only http and https with a host; a bare host gets `http://`. `text` is already free of spaces. */
export function readWebAddress(text: string): AddressReading {
  const match = shape.exec(text)
  const [, scheme = 'http', authority = '', rest = ''] = match ?? []
  if (match === null) return fault(text)
  if (!/^https?$/i.test(scheme)) return { ok: false, reason: `“${text}”不是以 http:// 或 https:// 开头的网址` }
  if (authority.includes('@')) return { ok: false, reason: `网址“${text}”里带有用户名，请只填写网址` }
  const { host, port } = splitAuthority(authority)
  if (!isHost(host) || (port !== '' && !isPort(port))) return fault(text)
  if (/[，；、。<>"'\\^`{|}]/.test(rest)) return fault(text)
  if (/[,;|]https?:\/\//i.test(rest)) return { ok: false, reason: `“${text}”里有两个网址，请只填写一个首页网址` }
  return { ok: true, url: `${scheme.toLowerCase()}://${host.toLowerCase()}${port === '' ? '' : `:${port}`}${rest}` }
}

function fault(text: string): AddressReading {
  return { ok: false, reason: `“${text}”不是有效的网址，请填写完整的首页网址，例如 https://www.example.gov.cn/` }
}

function splitAuthority(authority: string): { host: string; port: string } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/.exec(authority)
  return { host: match?.[1] ?? '', port: match?.[2] ?? '' }
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535
}

function isHost(host: string): boolean {
  if (/^\[[0-9a-f:.]+\]$/i.test(host)) return true
  if (host.toLowerCase() === 'localhost') return true
  if (host.length > 253) return false
  const labels = host.replace(/\.$/, '').split('.')
  return labels.length >= 2 && labels.every((label) => label.length <= 63 && hostLabel.test(label))
}
