import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Backend } from '../../../electron/backend/backend.ts'
import { findStaticFile, servedPath } from '../../../electron/backend/static-file.ts'
import { startBrowserHost } from '../../../electron/hosts/browser/main.ts'
import type { BrowserHost } from '../../../electron/hosts/browser/main.ts'
import { openRealBackend, rendererDir } from '../../contract/open-backend.ts'

describe('the browser host', () => {
  const workspaceDir = mkdtempSync(join(tmpdir(), 'xuncha-access-'))
  let backend: Backend
  let host: BrowserHost
  let port: string
  let cookie: string

  beforeAll(async () => {
    backend = await openRealBackend(workspaceDir)
    host = await startBrowserHost({ backend, rendererDir, port: null })
    ;({ port } = new URL(host.url))
    const entry = await ask(new URL(host.url).pathname + new URL(host.url).search, {})
    cookie = entry.cookie.split(';')[0] ?? ''
  })
  afterAll(async () => {
    await host?.close()
    await backend?.close()
    rmSync(workspaceDir, { recursive: true, force: true })
  })

  /** One request exactly as written: no client of ours tidies the path or the headers. */
  function ask(
    path: string,
    headers: Record<string, string>,
    method = 'GET'
  ): Promise<{ status: number; body: string; cookie: string; policy: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path, method, headers: { host: `127.0.0.1:${port}`, ...headers }, agent: false },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: Buffer.concat(parts).toString(),
              cookie: response.headers['set-cookie']?.[0] ?? '',
              policy: String(response.headers['content-security-policy'])
            })
          )
        }
      )
      sent.on('error', reject)
      sent.end()
    })
  }

  function dial(headers: Record<string, string>, path = '/rpc'): Promise<'open' | 'refused'> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    return new Promise((resolve) => {
      socket.once('open', () => {
        socket.terminate()
        resolve('open')
      })
      socket.once('error', () => resolve('refused'))
    })
  }

  it('gives its page, with a policy, to who has the token', async () => {
    const page = await ask('/', { cookie })
    expect(page).toMatchObject({ status: 200 })
    expect(page.body).toContain('<title>巡查</title>')
    expect(page.policy).toContain("script-src 'self';")
    expect((await ask('/', { cookie, host: `localhost:${port}` })).status).toBe(200)
  })

  it('sets a cookie that scripts and other sites cannot use', async () => {
    const { search } = new URL(host.url)
    const entry = await ask(`/${search}`, {})
    expect(entry.status).toBe(303)
    expect(entry.cookie).toMatch(new RegExp(`^xuncha-${port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`))
  })

  it.each([
    ['no token', {}],
    ['an empty token', { cookie: 'x=' }],
    ['a wrong token', { cookie: `xuncha-0=${'A'.repeat(43)}` }]
  ])('refuses with %s', async (_what, headers) => {
    const own = Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [name, text.replace('xuncha-0', `xuncha-${port}`)])
    )
    const answer = await ask('/', own)
    expect(answer.status).toBe(403)
    expect(answer.body).toMatch(/\p{Script=Han}/u)
    expect((await ask('/?token=wrong', own)).status).toBe(403)
    expect((await ask('/assets/x.js', own)).status).toBe(403)
  })

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', `[::1]`, 'localhost.:0'])(
    'refuses the Host "%s"',
    async (name) => {
      expect((await ask('/', { cookie, host: name })).status).not.toBe(200)
    }
  )

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1'])('refuses the Origin %s', async (origin) => {
    expect((await ask('/', { cookie, origin })).status).toBe(403)
    expect(await dial({ cookie, origin })).toBe('refused')
  })

  it('only reads over HTTP, and asks for an Origin for anything else', async () => {
    expect((await ask('/', { cookie }, 'POST')).status).toBe(403)
    expect((await ask('/', { cookie, origin: `http://127.0.0.1:${port}` }, 'POST')).status).toBe(405)
  })

  it('opens its socket to its own page with the token, and to nobody else', async () => {
    const origin = `http://127.0.0.1:${port}`
    expect(await dial({ cookie, origin })).toBe('open')
    expect(await dial({ cookie })).toBe('refused')
    expect(await dial({ origin })).toBe('refused')
    expect(await dial({ cookie, origin, host: 'evil.example' })).toBe('refused')
    expect(await dial({ cookie, origin }, '/other')).toBe('refused')
  })

  it('cuts off a socket that sends more than it takes, and goes on', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/rpc`, { headers: { cookie, origin: `http://127.0.0.1:${port}` } })
    await once(socket, 'open')
    socket.on('error', () => {})
    socket.send('x'.repeat(5 * 1024 * 1024))
    await once(socket, 'close')
    expect((await ask('/', { cookie })).status).toBe(200)
  })

  it('listens on the loopback address of this machine only', async () => {
    const elsewhere = connect({ host: '127.0.0.2', port: Number(port) })
    const [error] = (await once(elsewhere, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
  })

  it('says in one sentence that a port is taken', async () => {
    await expect(startBrowserHost({ backend, rendererDir, port: Number(port) })).rejects.toThrow(`端口 ${port} 已被别的程序占用`)
  })

  it.each([
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/package.json',
    '/..\\package.json',
    '/%00',
    '//etc/passwd',
    '/.git/config'
  ])('answers 404 to %s', async (path) => {
    expect((await ask(path, { cookie })).status).toBe(404)
  })

  it('hands out an exported file under its Chinese name, to save and not to show', async () => {
    mkdirSync(join(workspaceDir, 'exports/甲'), { recursive: true })
    writeFileSync(join(workspaceDir, 'exports/甲/通报.docx'), 'docx')
    const path = `/exports/${encodeURIComponent('甲')}/${encodeURIComponent('通报.docx')}`
    const answer = await ask(path, { cookie })
    expect([answer.status, answer.body, answer.policy]).toEqual([200, 'docx', "default-src 'none'; sandbox"])
    expect((await ask(path, {})).status).toBe(403)
    expect((await ask('/exports/../workspace.db', { cookie })).status).toBe(404)
    expect((await ask(`/exports/${'%2e%2e'}/workspace.db`, { cookie })).status).toBe(404)
    expect((await ask(`/evidence/${'a'.repeat(64)}`, { cookie })).status).toBe(404)
  })
})

describe('findStaticFile', () => {
  it('follows no link out of its folder', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'xuncha-static-'))
    mkdirSync(join(dir, 'root'))
    writeFileSync(join(dir, 'secret.html'), 'secret')
    writeFileSync(join(dir, 'root/in.html'), 'in')
    symlinkSync(join(dir, 'secret.html'), join(dir, 'root/out.html'))
    symlinkSync(join(dir, 'root/in.html'), join(dir, 'root/alias.html'))
    const found = async (path: string): Promise<boolean> => (await findStaticFile(join(dir, 'root'), path)) !== null
    expect([await found('/in.html'), await found('/alias.html'), await found('/out.html'), await found('/')]).toEqual([
      true,
      true,
      false,
      false
    ])
    rmSync(dir, { recursive: true })
  })
})

describe('servedPath', () => {
  it.each([
    [`/evidence/${'0'.repeat(64)}`, `evidence/${'0'.repeat(64)}`],
    ['/exports/a.xlsx', 'exports/a.xlsx'],
    ['/exports/%E9%80%9A%E6%8A%A5.docx', 'exports/通报.docx'],
    ['/exports/a/b%20c.json', 'exports/a/b c.json']
  ])('reads %s', (urlPath, path) => {
    expect(servedPath(urlPath)).toBe(path)
  })

  it.each([
    `/evidence/${'0'.repeat(63)}`,
    `/evidence/${'A'.repeat(64)}`,
    `/evidence/../${'0'.repeat(64)}`,
    '/exports/',
    '/exports/..',
    '/exports/%2e%2e/x',
    '/exports/a/../../x',
    '/exports/a%2f..%2fx',
    '/exports/a%5cx',
    '/exports/a%00x',
    '/exports/%252e%252e/x',
    '/exports/%c0%ae%c0%ae/x',
    '/exports/%',
    '/exports//x',
    '/exports/C:x',
    '/exports/.hidden',
    '/other'
  ])('refuses %s', (urlPath) => {
    expect(servedPath(urlPath)).toBeNull()
  })
})
