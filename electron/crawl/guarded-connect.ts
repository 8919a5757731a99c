/**
 * Connections that obey the address policy. The name is resolved here, every address judged, and the connection made to exactly
 * those; what the socket is really connected to is judged once more. So a name that resolves differently the second time (DNS
 * rebinding) gains nothing, and neither does a redirect: it needs a connection like any other.
 */
import { constants } from 'node:crypto'
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction, type Socket } from 'node:net'
import { createSecureContext, type ConnectionOptions } from 'node:tls'
import { buildConnector } from 'undici'
import { hostAllowed, hostListed, isPrivateAddress } from '../domain/address-policy.ts'

export type Resolve = (host: string) => Promise<string[]>

export interface GuardOptions {
  host: string
  port: number
  allowHosts: readonly string[]
  connectTimeoutMs: number
  resolve: Resolve | undefined
  onConnected: (socket: Socket) => void
}

/** The code of an error that stands for a refused address. */
export const blockedCode = 'ERR_ADDRESS_BLOCKED'

/** A name with several addresses: how long each may take before the next is tried beside it. Node's 250 ms gives up on slow sites. */
const attemptMs = 4_000

export function guardedConnector(options: GuardOptions): buildConnector.connector {
  const { host, port, allowHosts } = options
  const isListed = hostListed(host, port, allowHosts)
  const connect = buildConnector({
    allowH2: false,
    timeout: options.connectTimeoutMs,
    // A resumed session is not compared with the name again: a wrong certificate would show only once.
    maxCachedSessions: 0,
    lookup: guardedLookup(options, isListed),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: attemptMs,
    // The certificate is looked at, not obeyed: its faults are facts for the inspector.
    rejectUnauthorized: false,
    ...oldServers
  })
  return (target, done) => {
    if (!hostAllowed(host, port, allowHosts)) {
      done(blocked(`${host}:${port}`), null)
      return
    }
    connect({ ...target, servername: serverName(host) }, (...[error, socket]) => {
      if (error !== null) {
        done(error, null)
        return
      }
      const remote = socket.remoteAddress ?? ''
      if (remote === '' || (isPrivateAddress(remote) && !isListed)) {
        socket.destroy()
        done(blocked(remote), null)
        return
      }
      options.onConnected(socket)
      done(null, socket)
    })
  }
}

/** Government sites still run TLS 1.0 and old ciphers. A build of TLS that knows no such setting goes without. */
const oldServers: Pick<ConnectionOptions, 'minVersion' | 'ciphers' | 'secureOptions'> = (() => {
  const wanted = {
    minVersion: 'TLSv1' as const,
    ciphers: 'DEFAULT@SECLEVEL=0',
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT
  }
  try {
    createSecureContext(wanted)
    return wanted
  } catch {
    return {}
  }
})()

/** No SNI for addresses; the dot that ends a full name is not part of it. */
function serverName(host: string): string {
  const name = host.replace(/\.$/, '')
  return isIP(name.replace(/^\[|\]$/g, '')) === 0 ? name : ''
}

function guardedLookup(options: GuardOptions, isListed: boolean): LookupFunction {
  const resolve = options.resolve ?? resolveAll
  return (name, { all }, done) => {
    resolve(name).then(
      (addresses) => {
        // One private answer among public ones is the mark of rebinding: the whole name is refused.
        const inside = isListed ? undefined : addresses.find(isPrivateAddress)
        const [first] = addresses
        if (inside !== undefined) done(blocked(`${name} → ${inside}`), '', 0)
        else if (first === undefined) done(Object.assign(new Error(`no address: ${name}`), { code: 'ENOTFOUND' }), '', 0)
        else if (all === true)
          done(
            null,
            addresses.slice(0, 6).map((address) => ({ address, family: isIP(address) }))
          )
        else done(null, first, isIP(first))
      },
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), '', 0)
    )
  }
}

async function resolveAll(name: string): Promise<string[]> {
  // Not every resolver knows that `x.localhost` is this machine; browsers do.
  if (/(?:^|\.)localhost\.?$/i.test(name)) return ['127.0.0.1']
  return (await systemLookup(name, { all: true, order: 'ipv4first' })).map(({ address }) => address)
}

const blocked = (detail: string): Error => Object.assign(new Error(detail), { code: blockedCode })
