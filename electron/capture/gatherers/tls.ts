/** What the server's secure side is: asked of the server itself, over a connection of its own that carries nothing. */
import { connect } from 'node:tls'
import type { ConnectionOptions, PeerCertificate, SecureVersion, TLSSocket } from 'node:tls'
import { isIP } from 'node:net'
import type { Fact } from '../../domain/facts/facts.ts'
import { addressesOf } from '../reach-policy.ts'
import type { ResolveAll } from '../reach-policy.ts'

const timeoutMs = 8_000

export interface ServerAsked {
  url: string
  allowHosts: readonly string[]
  resolve?: ResolveAll
}

/** Throws where the address is not https or nobody answers. */
export async function askTls({ url, allowHosts, resolve }: ServerAsked): Promise<Fact<'tls'>> {
  const address = new URL(url)
  if (address.protocol !== 'https:') throw new Error('not-https')
  const port = Number(address.port || 443)
  const { v4, v6 } = await addressesOf(address, port, allowHosts, resolve)
  const ip = v4[0] ?? v6[0]
  if (ip === undefined) throw new Error('no-address')
  const host = address.hostname.replace(/^\[|\]$/g, '')
  const target = { host: ip, port, ...(isIP(host) === 0 ? { servername: host } : {}) }
  const current = await handshake(target, (socket) => factOf(socket, host))
  const oldVersions: string[] = []
  for (const version of ['TLSv1', 'TLSv1.1'] as const) if (await takes(target, version)) oldVersions.push(version)
  return { ...current, oldVersions }
}

type Current = Omit<Fact<'tls'>, 'oldVersions'>

function factOf(socket: TLSSocket, host: string): Current {
  const certificate: PeerCertificate = socket.getPeerCertificate()
  const nameError = isIP(host) === 0 ? null : 'address'
  const error = socket.authorized ? null : String(socket.authorizationError ?? 'unauthorized')
  return {
    protocol: socket.getProtocol() ?? '',
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    names: (certificate.subjectaltname ?? '')
      .split(', ')
      .flatMap((each) => (/^(?:DNS|IP Address):/.test(each) ? [each.replace(/^[^:]+:/, '')] : []))
      .slice(0, 200),
    validFrom: instant(certificate.valid_from),
    validTo: instant(certificate.valid_to),
    error: nameError === 'address' && error === 'ERR_TLS_CERT_ALTNAME_INVALID' ? null : error
  }
}

const nameOf = (name: PeerCertificate['subject'] | undefined): string => {
  const common = name?.CN ?? name?.O ?? ''
  return Array.isArray(common) ? common.join(', ') : String(common)
}

function instant(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

const takes = (target: ConnectionOptions, version: SecureVersion): Promise<boolean> =>
  handshake({ ...target, minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }, () => true).catch(() => false)

/** The certificate is looked at, not trusted: nothing is sent. */
function handshake<T>(options: ConnectionOptions, read: (socket: TLSSocket) => T): Promise<T> {
  return new Promise((done, failed) => {
    const socket = connect({ ...options, rejectUnauthorized: false, ALPNProtocols: ['http/1.1'] })
    const end = (act: () => void): void => {
      socket.destroy()
      act()
    }
    socket.setTimeout(timeoutMs, () => end(() => failed(new Error('timed-out'))))
    socket.once('error', (error) => end(() => failed(error)))
    socket.once('secureConnect', () => {
      const value = read(socket)
      end(() => done(value))
    })
  })
}
