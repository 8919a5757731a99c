/**
 * One connection to one origin, used for one request at a time. So it is always known which socket an answer came over: its
 * address and its certificate belong to the answer.
 */
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { Client } from 'undici'
import { portOf } from './address.ts'
import { guardedConnector, type GuardOptions } from './guarded-connect.ts'
import type { AnswerTls } from './polite-client.ts'

export interface Connection {
  readonly client: Client
  /** The socket in use; null before the first and after the last. */
  socket: Socket | null
  /** Called each time a new socket stands. */
  onConnected: (() => void) | null
}

export interface ConnectionSettings extends Pick<GuardOptions, 'allowHosts' | 'connectTimeoutMs' | 'resolve'> {
  /** Idle origins beyond this many are let go. */
  mostOrigins: number
}

export interface Connections {
  take(url: URL): Connection
  /** Ready for the next request. */
  giveBack(url: URL, connection: Connection): void
  /** Not to be used again. */
  drop(connection: Connection): void
  close(): Promise<void>
}

const keepAliveMs = 10_000

export function createConnections(settings: ConnectionSettings): Connections {
  /** By origin, the one used last at the end. */
  const idle = new Map<string, Connection[]>()
  const all = new Set<Connection>()

  function open(url: URL): Connection {
    const connect = guardedConnector({
      ...settings,
      host: url.hostname,
      port: portOf(url),
      onConnected(socket) {
        connection.socket = socket
        connection.onConnected?.()
      }
    })
    const client = new Client(url.origin, {
      connect,
      pipelining: 1,
      keepAliveTimeout: keepAliveMs,
      // The caller keeps its own time, over the whole answer.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: 64 * 1024,
      strictContentLength: false
    })
    const connection: Connection = { client, socket: null, onConnected: null }
    all.add(connection)
    return connection
  }

  function drop(connection: Connection): void {
    all.delete(connection)
    void connection.client.destroy().catch(() => undefined)
  }

  return {
    take(url) {
      return idle.get(url.origin)?.pop() ?? open(url)
    },
    giveBack(url, connection) {
      connection.onConnected = null
      const list = idle.get(url.origin) ?? []
      list.push(connection)
      idle.delete(url.origin)
      idle.set(url.origin, list)
      if (idle.size <= settings.mostOrigins) return
      const oldest = idle.entries().next().value
      if (oldest === undefined) return
      idle.delete(oldest[0])
      for (const each of oldest[1]) drop(each)
    },
    drop,
    async close() {
      idle.clear()
      await Promise.all([...all].map(({ client }) => client.destroy().catch(() => undefined)))
      all.clear()
    }
  }
}

const seen = new WeakMap<Socket, AnswerTls>()

/** The certificate and version of a connection; null where it is not encrypted. */
export function tlsOf(socket: Socket | null): AnswerTls | null {
  if (!(socket instanceof TLSSocket)) return null
  const known = seen.get(socket)
  if (known !== undefined) return known
  const certificate = socket.getPeerCertificate(false)
  const tls: AnswerTls = {
    protocol: socket.getProtocol() ?? '',
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    names: namesOf(certificate.subjectaltname),
    validFrom: isoOf(certificate.valid_from),
    validTo: isoOf(certificate.valid_to),
    error: errorText(socket.authorizationError)
  }
  seen.set(socket, tls)
  return tls
}

function nameText(name: object | undefined): string {
  const fields = Object.entries(name ?? {}).map(([key, value]) => `${key}=${String(value)}`)
  return fields.join(', ').slice(0, 1000)
}

function namesOf(text: string | undefined): string[] {
  const names = (text ?? '').split(', ').filter((name) => name !== '')
  return names.slice(0, 200).map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
}

function isoOf(text: string | undefined): string {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}

/** Typed as an Error, but it is a code. */
function errorText(error: unknown): string | null {
  if (error === null || error === undefined || error === '') return null
  return error instanceof Error ? ('code' in error ? String(error.code) : error.message) : String(error)
}
