/** Which addresses a host has, and whether it can be reached over IPv6 and over HTTPS. */
import { connect, isIP } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { networkInterfaces } from 'node:os'
import type { Fact } from '../../domain/facts/facts.ts'
import { addressesOf } from '../reach-policy.ts'
import type { ServerAsked } from './tls.ts'

const timeoutMs = 6_000

export async function askReach({ url, allowHosts, resolve }: ServerAsked): Promise<Fact<'reach'>> {
  const address = new URL(url)
  const port = Number(address.port || (address.protocol === 'https:' ? 443 : 80))
  const { v4, v6 } = await addressesOf(address, port, allowHosts, resolve)
  const [first6] = v6
  const securePort = address.protocol === 'https:' ? port : 443
  const secure = address.protocol === 'https:' ? { v4, v6 } : await addressesOf(address, securePort, allowHosts, resolve)
  const firstSecure = secure.v4[0] ?? secure.v6[0]
  const host = address.hostname.replace(/^\[|\]$/g, '')
  const overTls = firstSecure === undefined ? null : await secures(firstSecure, securePort, isIP(host) === 0 ? host : null)
  return {
    addressesV4: v4,
    addressesV6: v6,
    overIpv6:
      first6 === undefined ? (v4.length > 0 ? false : null) : isLoopback(first6) || hasIpv6() ? await opens(first6, port) : null,
    overHttps: overTls === null ? null : overTls.error === null,
    ...(overTls === null || overTls.error === null ? {} : { httpsError: overTls.error })
  }
}

const isLoopback = (address: string): boolean => address === '::1'

/** This machine has an IPv6 address that reaches beyond its own network. */
const hasIpv6 = (): boolean =>
  Object.values(networkInterfaces()).some((list) =>
    list?.some(({ family, internal, address }) => family === 'IPv6' && !internal && /^[23]/.test(address))
  )

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port })
    const end = (isOpen: boolean): void => {
      socket.destroy()
      done(isOpen)
    }
    socket.setTimeout(timeoutMs, () => end(false))
    socket.once('error', () => end(false))
    socket.once('connect', () => end(true))
  })
}

function secures(host: string, port: number, servername: string | null): Promise<{ error: string | null }> {
  return new Promise((done) => {
    const socket = connectTls({ host, port, rejectUnauthorized: false, ...(servername === null ? {} : { servername }) })
    const end = (error: string | null): void => {
      socket.destroy()
      done({ error })
    }
    socket.setTimeout(timeoutMs, () => end('timed-out'))
    socket.once('error', (error) => end(('code' in error ? String(error.code) : error.message).slice(0, 200)))
    socket.once('secureConnect', () => end(null))
  })
}
