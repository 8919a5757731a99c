import { createServer as createRawServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:https'
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { PoliteClient, PoliteClientOptions } from '../../electron/crawl/polite-client.ts'
import { selfSigned } from '../support/self-signed.ts'
import { closeServer, measuringServer, type MeasuringServer } from './support.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const each of open.splice(0).toReversed()) await each.close()
})

function client(options: PoliteClientOptions = {}): PoliteClient {
  const made = createPoliteClient({ allowHosts: ['127.0.0.1', 'localhost'], spacingMs: 0, ...options })
  open.push(made)
  return made
}

async function server(...given: Parameters<typeof measuringServer>): Promise<MeasuringServer> {
  const made = await measuringServer(...given)
  open.push(made)
  return made
}

describe('address policy', () => {
  it('refuses loopback and private addresses that the list does not name, without connecting', async () => {
    const site = await server((_request, response) => response.end('a'))
    const polite = client({ allowHosts: [`127.0.0.1:${site.port + 1}`] })
    for (const url of [
      site.origin,
      `http://localhost:${site.port}/`,
      `http://2130706433:${site.port}/`,
      'http://10.0.0.1/',
      'http://[::1]/'
    ]) {
      expect((await polite.fetch(url)).error?.kind).toBe('blocked')
    }
    expect(site.starts).toHaveLength(0)
  })

  it('refuses a redirect to such an address', async () => {
    const inside = await server((_request, response) => response.end('secret'), '127.0.0.2')
    const site = await server((_request, response) => response.writeHead(302, { location: `${inside.origin}/` }).end())
    const answer = await client().fetch(site.origin)
    expect(answer.error?.kind).toBe('blocked')
    expect(answer.redirects).toEqual([{ url: `${site.origin}/`, status: 302, location: `${inside.origin}/` }])
    expect(inside.starts).toHaveLength(0)
  })

  it('refuses a public name that resolves to such an address, also when only later (rebinding)', async () => {
    const site = await server((_request, response) => response.end('secret'))
    const answers = [['127.0.0.1'], ['93.184.215.14', '127.0.0.1'], ['::ffff:127.0.0.1']]
    for (const addresses of answers) {
      const polite = client({ allowHosts: [], resolve: async () => addresses })
      expect((await polite.fetch(`http://www.example.gov.cn:${site.port}/`)).error?.kind).toBe('blocked')
    }
    expect(site.starts).toHaveLength(0)
  })

  it('asks the resolver for each connection and never again between judging and connecting', async () => {
    const site = await server((_request, response) => {
      response.setHeader('connection', 'close')
      response.end('a')
    })
    let asked = 0
    // Allowed by name: then the name may lie inside, but every new connection is judged anew.
    const polite = client({
      allowHosts: ['www.example.gov.cn'],
      resolve: async () => {
        asked += 1
        return ['127.0.0.1']
      }
    })
    for (let count = 0; count < 3; count += 1) await polite.fetch(`http://www.example.gov.cn:${site.port}/`)
    expect([asked, site.starts.length]).toEqual([3, 3])
  })

  it('refuses what is no web address', async () => {
    const kinds = await Promise.all(['ftp://a/', 'file:///etc/passwd', 'x', 'http://'].map((url) => client().fetch(url)))
    expect(kinds.map(({ error }) => error?.kind)).toEqual(['bad-url', 'bad-url', 'bad-url', 'bad-url'])
  })
})

describe('bounds', () => {
  it('cuts an endless body', async () => {
    const site = await server((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, 'a')));
      }
      response.on('drain', more)
      more()
    })
    const answer = await client({ maxBytes: 100_000 }).fetch(site.origin)
    expect(answer).toMatchObject({ status: 200, isCut: true, error: null })
    expect(answer.bytes.length).toBe(100_000)
    expect(answer.wireBytes).toBeLessThan(400_000)
  })

  it('unpacks no more of a bomb than allowed, small on the wire or not', async () => {
    const bombs: Record<string, [string, Buffer]> = {
      '/gzip': ['gzip', gzipSync(Buffer.alloc(50_000_000))],
      '/brotli': ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
      '/twice': ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(50_000_000)))],
      '/large': ['gzip', gzipSync(Buffer.alloc(200_000_000))]
    }
    const site = await server((request, response) => {
      const [encoding, bytes] = bombs[request.url ?? ''] ?? ['', Buffer.alloc(0)]
      response.writeHead(200, { 'content-encoding': encoding }).end(bytes)
    })
    for (const path of Object.keys(bombs)) {
      const answer = await client({ maxBytes: 1_000_000 }).fetch(`${site.origin}${path}`)
      expect([path, answer.bytes.length, answer.isCut]).toEqual([path, 1_000_000, true])
    }
  })

  it('gives up on a body that drips too long and keeps what came', async () => {
    const site = await server((_request, response) => {
      response.write('begin')
      const timer = setInterval(() => response.write('.'), 50)
      response.once('close', () => clearInterval(timer))
    })
    const answer = await client({ wholeTimeoutMs: 700 }).fetch(site.origin)
    expect(answer).toMatchObject({ status: 200, error: { kind: 'body-timeout' } })
    expect(answer.bytes.toString()).toMatch(/^begin\.+$/)
  })

  it('gives up on a server that does not answer', async () => {
    const site = await server(() => undefined)
    const answer = await client({ answerTimeoutMs: 300 }).fetch(site.origin)
    expect(answer).toMatchObject({ status: null, error: { kind: 'answer-timeout' } })
  })

  it('gives up on a resolver that does not answer', async () => {
    const polite = client({ connectTimeoutMs: 200, resolve: () => new Promise(() => undefined) })
    expect((await polite.fetch('http://www.example.gov.cn/')).error?.kind).toBe('connect-timeout')
  })

  it('follows twenty redirects and no more', async () => {
    const site = await server((request, response) => {
      const [, last = '', step = ''] = /^\/(\d+)\/(\d+)$/.exec(request.url ?? '') ?? []
      if (last === step) response.end('end')
      else response.writeHead(302, { location: `/${last}/${Number(step) + 1}` }).end()
    })
    const there = await client().fetch(`${site.origin}/20/0`)
    expect([there.status, there.redirects.length, there.finalUrl]).toEqual([200, 20, `${site.origin}/20/20`])
    expect((await client().fetch(`${site.origin}/21/0`)).error?.kind).toBe('too-many-redirects')
  })

  it('sees a loop when it comes to the same place in the same state', async () => {
    const site = await server((request, response) =>
      response.writeHead(302, { location: request.url === '/a' ? '/b' : '/a' }).end()
    )
    const answer = await client().fetch(`${site.origin}/a`)
    expect(answer.error?.kind).toBe('redirect-loop')
    expect(site.paths).toEqual(['/a', '/b'])
  })
})

describe('what an answer tells', () => {
  it('names the address that answered, the redirects, and bytes as they are', async () => {
    const body = Buffer.from([0xd5, 0xfe, 0xb8, 0xae])
    const site = await server((request, response) => {
      if (request.url === '/') response.writeHead(301, { location: '/b#part' }).end()
      else response.writeHead(200, { 'content-type': 'text/html; charset=gbk', 'content-encoding': 'gzip' }).end(gzipSync(body))
    })
    const answer = await client().fetch(`${site.origin}/#top`)
    expect(answer).toMatchObject({
      url: `${site.origin}/`,
      finalUrl: `${site.origin}/b`,
      status: 200,
      remoteAddress: { ip: '127.0.0.1', port: site.port },
      redirects: [{ url: `${site.origin}/`, status: 301, location: '/b#part' }],
      tls: null,
      error: null
    })
    expect(answer.bytes.equals(body)).toBe(true)
    expect(answer.headers['content-type']).toBe('text/html; charset=gbk')
  })

  it('shows a certificate that does not fit instead of hiding the page', async () => {
    const secure = createTlsServer(selfSigned('www.example.gov.cn'), (_request, response) => response.end('a'))
    await new Promise<void>((done) => {
      secure.listen(0, '127.0.0.1', done)
    })
    open.push({ close: () => closeServer(secure) })
    const { port } = secure.address() as AddressInfo
    const polite = client()
    // Twice: the second connection must not be trusted because the first was made.
    for (let count = 0; count < 2; count += 1) {
      const answer = await polite.fetch(`https://127.0.0.1:${port}/`)
      expect(answer).toMatchObject({ status: 200, error: null })
      expect(answer.tls).toMatchObject({
        protocol: 'TLSv1.3',
        subject: 'CN=www.example.gov.cn',
        names: ['www.example.gov.cn'],
        error: 'DEPTH_ZERO_SELF_SIGNED_CERT'
      })
      expect(Date.parse(answer.tls?.validTo ?? '')).toBeGreaterThan(Date.now())
    }
  })

  it('names each failure of the connection', async () => {
    const raw = createRawServer((socket) => void socket.once('data', () => socket.end('SSH-2.0-x\r\n')))
    await new Promise<void>((done) => {
      raw.listen(0, '127.0.0.1', done)
    })
    open.push({ close: () => new Promise((done) => void raw.close(() => done())) })
    const { port } = raw.address() as AddressInfo
    const cutting = await server((request) => request.socket.resetAndDestroy())
    const polite = client({
      resolve: (host) =>
        Promise.reject(Object.assign(new Error(host), { code: host.startsWith('no') ? 'ENOTFOUND' : 'EAI_AGAIN' }))
    })
    const kindOf = async (url: string): Promise<string | undefined> => (await polite.fetch(url)).error?.kind
    expect(await kindOf('http://no.example.gov.cn/')).toBe('name-not-resolved')
    expect(await kindOf('http://out.example.gov.cn/')).toBe('resolver-failed')
    expect(await kindOf('http://127.0.0.1:1/')).toBe('refused')
    expect(await kindOf(cutting.origin)).toBe('reset')
    expect(await kindOf(`http://127.0.0.1:${port}/`)).toBe('bad-answer')
    expect(await kindOf(`https://127.0.0.1:${cutting.port}/`)).toBe('tls')
  })

  it('takes a kept connection that the server has just closed for no failure of the page', async () => {
    let count = 0
    const site = await server((request, response) => {
      count += 1
      response.end('a')
      // Closed without notice as soon as the answer is out.
      response.once('finish', () => setTimeout(() => request.socket.destroy(), 5))
    })
    const polite = client({ perHost: 1 })
    for (let each = 0; each < 20; each += 1) {
      expect((await polite.fetch(`${site.origin}/${each}`)).status).toBe(200)
      await wait(4)
    }
    expect(count).toBeGreaterThanOrEqual(20)
  })
})
