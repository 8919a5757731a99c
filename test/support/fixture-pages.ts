/** Pages with known faults and known pixels, served on loopback for the tests of capture and page policy. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { crc32, deflateSync } from 'node:zlib'

export type Page = (request: IncomingMessage, response: ServerResponse) => void

export interface FixtureServer {
  origin: string
  host: string
  port: number
  /** Paths asked for, in order. */
  requests: string[]
  /** Bytes that arrived on any connection, HTTP or not. */
  connections(): number
  close(): Promise<void>
}

export async function serveFixtures(pages: Record<string, Page>): Promise<FixtureServer> {
  return serveOn(createServer(), 'http', pages)
}

export async function serveOn(server: Server, scheme: 'http' | 'https', pages: Record<string, Page>): Promise<FixtureServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://fixture').pathname
    requests.push(request.url ?? '/')
    const page = pages[path]
    if (page !== undefined) page(request, response)
    else if (path.startsWith('/stripes/')) sendHtml(stripes(Number(path.split('/')[2])))(request, response)
    else if (pages['*'] !== undefined) pages['*'](request, response)
    else send(404, 'text/html; charset=utf-8', '<title>未找到</title><h1>404 页面不存在</h1>')(request, response)
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', () => done())
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    origin: `${scheme}://127.0.0.1:${address.port}`,
    host: `127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((done) => {
        server.close(() => done())
      })
    }
  }
}

export function send(status: number, type: string, body: string | Buffer, headers: Record<string, string> = {}): Page {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers })
    response.end(body)
  }
}

export const sendHtml = (body: string): Page =>
  send(200, 'text/html; charset=utf-8', `<!doctype html><meta charset="utf-8">${body}`)

export const redirectTo = (to: string): Page => send(302, 'text/plain', '', { location: to })

export const stripeHeight = 20

/** The colour of stripe `index`, from which the index can be read back. */
export const stripeColour = (index: number): [number, number, number] => [index >> 8, index & 0xff, (index * 37 + 11) & 0xff]

export function stripeIndex([r = 0, g = 0, b = 0]: readonly number[]): number | null {
  const index = r * 256 + g
  return ((index * 37 + 11) & 0xff) === b ? index : null
}

/** A page exactly `height` pixels tall whose every row tells where it belongs. */
export function stripes(height: number): string {
  const bands: string[] = []
  for (let top = 0; top < height; top += stripeHeight) {
    const [r, g, b] = stripeColour(top / stripeHeight)
    bands.push(`<div style="height:${Math.min(stripeHeight, height - top)}px;background:rgb(${r},${g},${b})"></div>`)
  }
  return `<title>条纹 ${height}</title><style>html,body{margin:0;padding:0}</style>${bands.join('')}`
}

/** A PNG of one colour, for pages that load pictures. */
export function colourPng(width: number, height: number, colour: readonly [number, number, number]): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: width }, () => Buffer.from(colour)))])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, body: Buffer): Buffer => {
    const out = Buffer.alloc(12 + body.length)
    out.writeUInt32BE(body.length, 0)
    out.write(type, 4, 'latin1')
    body.copy(out, 8)
    out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
    return out
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0))
  ])
}
