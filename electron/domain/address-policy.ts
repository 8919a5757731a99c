/**
 * Which hosts an inspected page may reach. A hostile page must not use the inspector's browser to look into the
 * office network, so loopback, private and special addresses are refused unless the batch's allow list names them.
 * Names are judged here by their spelling; what a name resolves to must be judged with `isPrivateAddress` as well.
 */

/** Ranges a public website never has: [first address, prefix length]. */
const specialRanges4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // carrier NAT; also holds the 100.100.100.200 metadata service
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local; holds the 169.254.169.254 metadata service
  ['172.16.0.0', 12],
  ['192.0.0.0', 24], // protocol assignments; holds 192.0.0.192
  ['192.0.2.0', 24], // documentation
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // benchmarking
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4] // reserved, broadcast
]
const ranges4 = specialRanges4.map(([first, bits]) => ({ first: dotted(first), bits }))

/** Names that clouds give their metadata services; they resolve only inside. */
const metadataNames = new Set(['metadata', 'metadata.google.internal', 'instance-data', 'metadata.tencentyun.com'])
const localSuffixes = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home.arpa', 'localdomain', 'corp']

/** True for an IP address text, in any form a browser understands, that lies in a loopback, private or special range. */
export function isPrivateAddress(ip: string): boolean {
  const text = bare(ip)
  if (text.includes(':')) {
    const groups = parseIpv6(text)
    return groups === null || isPrivateIpv6(groups)
  }
  const address = parseIpv4(text)
  return address !== null && isPrivateIpv4(address)
}

/** True for a host, name or address, that is by its spelling on this machine, in the office network or a metadata service. */
export function isPrivateHost(host: string): boolean {
  const name = bare(host)
  if (name === '') return true
  if (name.includes(':')) return isPrivateAddress(name)
  const address = parseIpv4(name)
  if (address !== null) return isPrivateIpv4(address)
  // A name whose last label is a number is read as an IPv4 address by browsers; one that is not valid is refused.
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(name.split('.').at(-1) ?? '')) return true
  if (metadataNames.has(name)) return true
  if (localSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))) return true
  // One label (`oa`, `nas`) can only be resolved inside a local network.
  return !name.includes('.')
}

/**
 * Whether the allow list names this host. Entries: `host`, `host:port`, `*.suffix`, `*.suffix:port`, `[::1]:8080`.
 * An entry without a port allows every port.
 */
export function hostListed(host: string, port: number, allowHosts: readonly string[]): boolean {
  const name = bare(host)
  return allowHosts.some((entry) => {
    const { host: allowed, port: allowedPort } = splitEntry(entry)
    if (allowedPort !== null && allowedPort !== port) return false
    if (allowed.startsWith('*.')) return name.endsWith(allowed.slice(1)) && name.length > allowed.length - 1
    return sameHost(allowed, name)
  })
}

/** Whether an inspected page may contact this host: public by its spelling, or named by the allow list. */
export function hostAllowed(host: string, port: number, allowHosts: readonly string[]): boolean {
  return !isPrivateHost(host) || hostListed(host, port, allowHosts)
}

function bare(host: string): string {
  const text = host.trim().toLowerCase()
  const unbracketed = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text
  return unbracketed.replace(/\.+$/, '').replace(/%.*$/, '')
}

function splitEntry(entry: string): { host: string; port: number | null } {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry.trim())
  if (bracketed !== null) return { host: bare(bracketed[1] ?? ''), port: portOf(bracketed[2]) }
  const plain = /^([^:]*):(\d+)$/.exec(entry.trim())
  if (plain !== null) return { host: bare(plain[1] ?? ''), port: portOf(plain[2]) }
  return { host: bare(entry), port: null }
}

function portOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}

/** `127.1` in the list names `127.0.0.1` in the address bar: both are compared as addresses where they are some. */
function sameHost(a: string, b: string): boolean {
  if (a === b) return true
  const left = a.includes(':') ? parseIpv6(a)?.join(':') : parseIpv4(a)
  const right = b.includes(':') ? parseIpv6(b)?.join(':') : parseIpv4(b)
  return left !== null && left !== undefined && left === right
}

function dotted(text: string): number {
  return text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
}

/** IPv4 as the URL standard reads it: one to four parts, each decimal, octal (`0177`) or hexadecimal (`0x7f`). */
function parseIpv4(text: string): number | null {
  const parts = text.split('.')
  if (parts.length > 4 || text === '') return null
  const numbers = parts.map(ipv4Part)
  let address = 0
  for (const [index, number] of numbers.entries()) {
    const last = index === numbers.length - 1
    const limit = last ? 256 ** (5 - numbers.length) : 256
    if (number === null || number >= limit) return null
    address += last ? number : number * 256 ** (3 - index)
  }
  return address
}

function ipv4Part(part: string): number | null {
  if (/^0x[0-9a-f]*$/.test(part)) return part === '0x' ? 0 : Number.parseInt(part.slice(2), 16)
  if (/^0[0-7]+$/.test(part)) return Number.parseInt(part, 8)
  if (/^\d+$/.test(part) && !/^0\d/.test(part)) return Number(part)
  return null
}

function isPrivateIpv4(address: number): boolean {
  return ranges4.some(({ first, bits }) => Math.floor(address / 2 ** (32 - bits)) === Math.floor(first / 2 ** (32 - bits)))
}

/** Eight groups, or null when the text is not an IPv6 address. */
function parseIpv6(text: string): number[] | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = groupsOf(halves[0] ?? '')
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? '') : []
  if (head === null || tail === null) return null
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  return [...head, ...Array.from({ length: missing }, () => 0), ...tail]
}

function groupsOf(text: string): number[] | null {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const address = index === parts.length - 1 ? parseIpv4(part) : null
      if (address === null) return null
      groups.push(Math.floor(address / 65_536), address % 65_536)
    } else {
      if (!/^[0-9a-f]{1,4}$/.test(part)) return null
      groups.push(Number.parseInt(part, 16))
    }
  }
  return groups
}

function isPrivateIpv6(groups: readonly number[]): boolean {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = groups
  const embedded = isPrivateIpv4(g * 65_536 + h)
  const zero4 = a === 0 && b === 0 && c === 0 && d === 0
  // ::, ::1 and the old IPv4-compatible form; ::ffff:a.b.c.d mapped; ::ffff:0:a.b.c.d translated.
  if (zero4 && e === 0 && (f === 0 || f === 0xff_ff)) return f === 0 ? g === 0 || embedded : embedded
  if (zero4 && e === 0xff_ff && f === 0) return embedded
  if (a === 0x64 && b === 0xff_9b) return c === 1 || embedded // NAT64; 64:ff9b:1::/48 is local use
  if (a === 0x20_02) return isPrivateIpv4(b * 65_536 + c) // 6to4
  if (a === 0x20_01 && (b === 0 || b === 0xd_b8)) return true // Teredo, documentation
  if (a === 0x1_00 && b === 0 && c === 0 && d === 0) return true // discard
  const top = Math.floor(a / 256)
  return top === 0xfc || top === 0xfd || top === 0xff || (a >= 0xfe_80 && a <= 0xfe_ff) // ULA, multicast, link- and site-local
}
