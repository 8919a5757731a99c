/**
 * Every byte an inspected page sends goes through this SOCKS5 relay on loopback: one per session, so that names are
 * resolved here, the addresses judged, and the connection made to exactly the address that was judged. That covers what
 * request interception cannot: workers, WebSockets, preconnects, redirects, and a name that resolves differently
 * the second time (DNS rebinding).
 */
import { lookup } from 'node:dns/promises'
import { connect, createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { hostAllowed, hostListed, isPrivateAddress } from '../../domain/address-policy.ts'

export type DialFailure = 'blocked' | 'name-not-resolved' | 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'failed'

/** How the last attempt to reach a host ended: the address that answered, or why none did. */
export interface Reached {
  ip: string | null
  port: number
  failure: DialFailure | null
}

export interface AddressRelay {
  readonly port: number
  setAllowHosts(allowHosts: readonly string[]): void
  /** Connects ahead of the browser, so that a failure can be told by its real name. The connection is kept for it. */
  prepare(host: string, port: number): Promise<DialFailure | null>
  reached(host: string, port: number): Reached | null
  close(): Promise<void>
}

export type Resolve = (host: string) => Promise<string[]>

export interface RelayOptions {
  /** null: nothing passes at all (for the browser's own background requests). */
  allowHosts: readonly string[] | null
  onBlocked?: (host: string, port: number, detail: string) => void
  resolve?: Resolve
}

const dialTimeoutMs = 15_000
/** How long a connection made ahead waits for the browser to ask for it. */
const keepMs = 5_000

class DialError extends Error {
  readonly failure: DialFailure
  constructor(failure: DialFailure, detail: string) {
    super(detail)
    this.failure = failure
  }
}

export async function createAddressRelay(options: RelayOptions): Promise<AddressRelay> {
  const resolve = options.resolve ?? resolveAll
  let allowHosts = options.allowHosts
  const sockets = new Set<Socket>()
  const known = new Map<string, Reached>()
  const active = new Map<string, number>()
  const kept = new Map<string, Promise<Socket>>()

  const watch = (socket: Socket): void => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }

  async function addressesOf(host: string, port: number): Promise<string[]> {
    if (allowHosts === null) throw new DialError('blocked', '浏览器自身的后台请求')
    if (!hostAllowed(host, port, allowHosts)) throw new DialError('blocked', '本机或内网地址')
    const addresses = await resolve(host).catch(() => [])
    if (addresses.length === 0) throw new DialError('name-not-resolved', '域名无法解析')
    const listed = hostListed(host, port, allowHosts)
    // One private answer among public ones is the mark of rebinding: the whole name is refused.
    const inside = listed ? undefined : addresses.find(isPrivateAddress)
    if (inside !== undefined) throw new DialError('blocked', `域名解析到内网地址 ${inside}`)
    return addresses
  }

  async function dial(host: string, port: number): Promise<Socket> {
    const key = `${host}:${port}`
    try {
      let last: unknown = null
      for (const address of (await addressesOf(host, port)).slice(0, 4)) {
        const socket = await open(address, port, watch).catch((error: unknown) => {
          last = error
          return null
        })
        if (socket === null) continue
        // What it is really connected to, asked of the socket and not of the resolver.
        const remote = socket.remoteAddress ?? ''
        if (remote === '' || (isPrivateAddress(remote) && !hostListed(host, port, allowHosts ?? []))) {
          socket.destroy()
          throw new DialError('blocked', `连接到了内网地址 ${remote}`)
        }
        known.set(key, { ip: remote.replace(/^::ffff:/, ''), port, failure: null })
        return socket
      }
      throw new DialError(failureOf(last), String(last))
    } catch (error) {
      const failure = error instanceof DialError ? error.failure : 'failed'
      known.set(key, { ip: null, port, failure })
      if (failure === 'blocked') options.onBlocked?.(host, port, error instanceof Error ? error.message : '')
      throw error
    }
  }

  async function serve(client: Socket): Promise<void> {
    const request = await readRequest(client)
    if (request === null) {
      client.destroy()
      return
    }
    const key = `${request.host}:${request.port}`
    const ahead = kept.get(key)
    kept.delete(key)
    const remote = await (ahead ?? dial(request.host, request.port)).catch((error: unknown) => {
      client.end(reply(error instanceof DialError ? replyCodes[error.failure] : 1))
      return null
    })
    if (remote === null) return
    if (client.destroyed) {
      remote.destroy()
      return
    }
    active.set(key, (active.get(key) ?? 0) + 1)
    remote.once('close', () => {
      active.set(key, (active.get(key) ?? 1) - 1)
      client.destroy()
    })
    client.once('close', () => remote.destroy())
    client.write(reply(0))
    remote.pipe(client)
    client.pipe(remote)
  }

  let isClosing = false
  const server = createServer((client) => {
    if (isClosing) {
      client.destroy()
      return
    }
    watch(client)
    client.on('error', () => client.destroy())
    serve(client).catch(() => client.destroy())
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => done())
  })

  return {
    port: portOf(server),
    setAllowHosts: (hosts) => {
      allowHosts = hosts
    },
    async prepare(host, port) {
      const key = `${host}:${port}`
      // The browser will most likely reuse its open connection.
      if ((active.get(key) ?? 0) > 0 || kept.has(key)) return null
      const dialled = dial(host, port)
      kept.set(key, dialled)
      const outcome = await dialled.then(
        () => null,
        (error: unknown) => (error instanceof DialError ? error.failure : ('failed' as const))
      )
      if (outcome !== null) {
        if (kept.get(key) === dialled) kept.delete(key)
        return outcome
      }
      setTimeout(() => {
        if (kept.get(key) !== dialled) return
        kept.delete(key)
        dialled.then((socket) => socket.destroy()).catch(() => undefined)
      }, keepMs).unref()
      return null
    },
    reached: (host, port) => known.get(`${host}:${port}`) ?? null,
    async close() {
      isClosing = true
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    }
  }
}

async function resolveAll(host: string): Promise<string[]> {
  const bare = host.replace(/^\[|\]$/g, '')
  // Not every resolver knows that `x.localhost` is this machine; browsers do.
  if (/(?:^|\.)localhost\.?$/i.test(bare)) return ['127.0.0.1']
  return (await lookup(bare, { all: true, order: 'ipv4first' })).map(({ address }) => address)
}

function open(address: string, port: number, watch: (socket: Socket) => void): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect({ host: address, port, timeout: dialTimeoutMs })
    watch(socket)
    socket.once('error', fail)
    socket.once('timeout', () => {
      socket.destroy()
      fail(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' }))
    })
    socket.once('connect', () => {
      socket.off('error', fail)
      socket.setTimeout(0)
      socket.on('error', () => socket.destroy())
      done(socket)
    })
  })
}

function failureOf(error: unknown): DialFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ETIMEDOUT') return 'timed-out'
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'unreachable'
  if (code === 'ECONNRESET') return 'reset'
  return 'failed'
}

/** SOCKS5 reply codes (RFC 1928). */
const replyCodes: Record<DialFailure, number> = {
  blocked: 2,
  'name-not-resolved': 4,
  unreachable: 3,
  refused: 5,
  'timed-out': 4,
  reset: 1,
  failed: 1
}

const reply = (code: number): Buffer => Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0])

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('relay has no port')
  return address.port
}

/** Greeting and request of RFC 1928, without authentication; null for anything but CONNECT. */
async function readRequest(client: Socket): Promise<{ host: string; port: number } | null> {
  const read = reader(client)
  const greeting = await read(2)
  if (greeting[0] !== 5) return null
  await read(greeting[1] ?? 0)
  client.write(Buffer.from([5, 0]))
  const head = await read(4)
  if (head[0] !== 5 || head[1] !== 1) return null
  const host = await readHost(head[3] ?? 0, read)
  if (host === null) return null
  const port = (await read(2)).readUInt16BE(0)
  read.release()
  return { host, port }
}

async function readHost(kind: number, read: (size: number) => Promise<Buffer>): Promise<string | null> {
  if (kind === 1) return [...(await read(4))].join('.')
  if (kind === 3) return (await read((await read(1))[0] ?? 0)).toString('latin1').replace(/\.$/, '').toLowerCase()
  if (kind !== 4) return null
  const bytes = await read(16)
  return Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2).toString(16)).join(':')
}

function reader(client: Socket): ((size: number) => Promise<Buffer>) & { release(): void } {
  let waiting: (() => void) | null = null
  const wake = (): void => {
    waiting?.()
    waiting = null
  }
  client.on('readable', wake)
  client.on('close', wake)
  const read = async (size: number): Promise<Buffer> => {
    if (size === 0) return Buffer.alloc(0)
    for (;;) {
      const piece: unknown = client.read(size)
      if (Buffer.isBuffer(piece) && piece.length === size) return piece
      if (client.destroyed || client.readableEnded) throw new Error('client went away')
      await new Promise<void>((done) => {
        waiting = done
      })
    }
  }
  return Object.assign(read, {
    release(): void {
      client.off('readable', wake)
      client.off('close', wake)
    }
  })
}
