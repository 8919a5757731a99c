import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { PageState } from '../../electron/contract/pages.ts'
import { certificateLine } from '../../electron/backend/page-certificate.ts'
import { realHost, pause, until } from '../support/chromium.ts'
import { redirectTo, send, sendHtml, serveFixtures, serveOn } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { design, header, importFile, openBackend } from './support.ts'
import type { TestBackend } from './support.ts'

let host: PageHost
let site: FixtureServer
let tls: FixtureServer
let expired: FixtureServer
let certificates = ''
let dir = ''
let test: TestBackend
let batchId = ''

const clock = { now: () => new Date().toISOString() }
const code = (number: number): string => `34${String(number).padStart(8, '0')}`
const key = (number: number): string => `site:${code(number)}`

/** A disk of 8 KB over the folder; null where this user may not mount. Returns what takes it away again. */
function mountSmallDisk(folder: string): (() => void) | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8k', 'tmpfs', folder])
  return mounted.status === 0 ? () => void execFileSync('umount', [folder]) : null
}

beforeAll(async () => {
  certificates = mkdtempSync(join(tmpdir(), 'certificates-'))
  const good = certificate('good', ['-days', '62'])
  tls = await serveOn(createTlsServer(good), 'https', { '*': sendHtml('inside') })
  expired = await serveOn(
    createTlsServer(certificate('expired', ['-not_before', '20200101000000Z', '-not_after', past(3)])),
    'https',
    { '*': sendHtml('inside') }
  )
  site = await serveFixtures({
    '/': sendHtml('<title>首页</title><h1>县政府门户网站</h1><a href="/second">二</a>'),
    '/second': sendHtml('<title>第二页</title><p>二</p>'),
    '/old': redirectTo('/older'),
    '/older': redirectTo('/second'),
    '/slow': (request, response) => void setTimeout(() => sendHtml('<title>慢</title>慢')(request, response), 1_500),
    '/hang': () => undefined,
    '/half': (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': '9999' })
      response.write('<title>半页</title><p>文字</p>')
    },
    '/file': send(200, 'application/zip', 'PK', { 'content-disposition': 'attachment; filename=a.zip' }),
    '/tall': sendHtml('<title>长</title><div style="height:3000px;background:linear-gradient(red,blue)"></div>'),
    '/input': sendHtml(
      '<title>输入</title><style>body{margin:0}input{display:block;width:300px;height:40px}</style><input id=i><div style="height:4000px"></div><script>const s=()=>{document.title=[i.value,scrollY>0,k].join("|")};let k="";addEventListener("keydown",(e)=>{k=e.key;s()});addEventListener("input",s);addEventListener("scroll",s)</script>'
    ),
    '/moving': sendHtml(
      '<title>动</title><style>@keyframes m{to{margin-left:500px}}div{width:50px;height:50px;background:red;animation:m 1s infinite}</style><div></div>'
    ),
    '/popup': sendHtml('<title>弹</title><script>open("/other")</script>')
  })
  host = await realHost()
})
afterAll(async () => {
  await host?.close()
  for (const server of [site, tls, expired]) await server?.close()
  rmSync(certificates, { recursive: true, force: true })
})
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'pages-'))
  // The host outlives each workspace.
  test = await openBackend(join(dir, 'workspace'), {
    clock,
    pageHost: { open: (options) => host.open(options), close: async () => {} }
  })
  onTestFinished(async () => {
    await test.backend.close()
    rmSync(dir, { recursive: true, force: true })
  })
  const file = join(dir, '名录.csv')
  const row = (number: number, url: string): string => `网站,第${number}号网站,合肥市,第${number}号单位,${code(number)},${url},,,`
  writeFileSync(
    file,
    `${[header, row(1, `${site.origin}/`), row(2, `${tls.origin}/`), row(3, `${expired.origin}/`)].join('\r\n')}\r\n`
  )
  await importFile(test, file)
  const { batch } = await test.call('batches.create', {
    title: '三季度检查',
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [site.host, tls.host, expired.host]
  })
  batchId = batch.id
})

function past(days: number): string {
  return `${new Date(Date.now() - days * 86_400_000 - 60_000).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`
}

function certificate(name: string, validity: string[]): { key: string; cert: string } {
  const files = {
    key: join(certificates, `${name}.key`),
    csr: join(certificates, `${name}.csr`),
    cert: join(certificates, `${name}.pem`)
  }
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'ignore', cwd: certificates })
  openssl('genrsa', '-out', files.key, '2048')
  if (validity[0] === '-days') {
    openssl(
      'req',
      '-x509',
      '-key',
      files.key,
      '-out',
      files.cert,
      '-subj',
      '/CN=127.0.0.1',
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      ...validity
    )
  } else {
    // Only the `ca` command of older OpenSSL sets both dates.
    openssl('req', '-new', '-key', files.key, '-out', files.csr, '-subj', '/CN=127.0.0.1')
    writeFileSync(join(certificates, 'index.txt'), '')
    writeFileSync(join(certificates, 'serial'), '01')
    writeFileSync(
      join(certificates, 'ca.cnf'),
      `[ca]\ndefault_ca=d\n[d]\ndir=.\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n`
    )
    const [, from = '', , to = ''] = validity
    openssl(
      'ca',
      '-batch',
      '-selfsign',
      '-config',
      'ca.cnf',
      '-keyfile',
      files.key,
      '-in',
      files.csr,
      '-out',
      files.cert,
      '-startdate',
      from,
      '-enddate',
      to
    )
  }
  return { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8') }
}

const open = (path: string, number = 1): Promise<PageState> =>
  test.call('page.open', { batchId, objectKey: key(number), url: `${site.origin}${path}` })
const states = (): PageState[] =>
  test.events.filter(({ name }) => name === 'page.changed').map(({ payload }) => payload as PageState)
const incidents = (): { kind: string; url: string }[] =>
  test.events.filter(({ name }) => name === 'page.incident').map(({ payload }) => payload as { kind: string; url: string })
const evidenceFiles = (): string[] =>
  readdirSync(join(dir, 'workspace', 'evidence'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)

describe('page.open', () => {
  it('opens the registered address and tells what came', async () => {
    const state = await test.call('page.open', { batchId, objectKey: key(1), url: null })
    expect(state).toMatchObject({
      requestedUrl: `${site.origin}/`,
      url: `${site.origin}/`,
      status: 200,
      error: null,
      errorText: null,
      remoteIp: '127.0.0.1',
      certificate: { state: 'none', text: '未使用 HTTPS' },
      onRegisteredHost: true,
      canGoBack: false,
      canGoForward: false
    })
    await until(() => states().at(-1)?.loading === false)
    expect(states().at(-1)?.title).toBe('首页')
    expect((await test.call('page.state', {})).state?.title).toBe('首页')
  })

  it('goes back, forward, to another address, and again', async () => {
    await open('/')
    expect(await test.call('page.navigate', { url: `${site.host}/second` })).toMatchObject({ canGoBack: true, status: 200 })
    expect((await test.call('page.back', {})).url).toBe(`${site.origin}/`)
    expect(await test.call('page.forward', {})).toMatchObject({ url: `${site.origin}/second`, canGoForward: false })
    const asked = (): number => site.requests.filter((path) => path === '/second').length
    const before = asked()
    expect((await test.call('page.reload', {})).url).toBe(`${site.origin}/second`)
    expect(asked()).toBe(before + 1)
    expect((await test.call('page.back', {})).canGoBack).toBe(false)
    expect((await test.call('page.back', {})).url).toBe(`${site.origin}/`)
    expect((await test.call('page.zoom', { factor: 1.25 })).zoom).toBe(1.25)
  })

  it('shows a page that is not there as what it is', async () => {
    expect(await open('/none')).toMatchObject({ status: 404, error: null, url: `${site.origin}/none` })
  })

  it('answers for a slow page when it comes, and stops one that does not', async () => {
    expect((await open('/slow')).status).toBe(200)
    const hanging = open('/hang')
    await until(() => site.requests.includes('/hang'))
    expect((await test.call('page.state', {})).state?.loading).toBe(true)
    const other = await test.call('batches.list', {})
    expect(other.batches.length).toBe(1)
    expect((await test.call('page.stop', {})).url).toBe(`${site.origin}/slow`)
    expect((await hanging).url).toBe(`${site.origin}/slow`)
  })

  it('answers after fifteen seconds for a page that hangs, still loading', async () => {
    const state = await open('/hang')
    expect(state).toMatchObject({ loading: true, status: null })
  })

  it('says in a sentence why a page did not open', async () => {
    const closed = await serveFixtures({})
    await closed.close()
    const state = await test.call('page.open', { batchId, objectKey: key(1), url: 'http://127.0.0.1:9/' })
    expect(state).toMatchObject({ error: 'net::ERR_BLOCKED_BY_CLIENT', status: null })
    expect((await test.call('page.navigate', { url: closed.origin })).errorText).toContain('本机或内网')
    expect(incidents().map(({ kind }) => kind)).toContain('blocked-address')
    expect((await test.call('page.navigate', { url: `${site.origin}/` })).error).toBeNull()
  })

  it('tells valid, expired and untrusted certificates apart', async () => {
    expect(await test.call('page.open', { batchId, objectKey: key(3), url: null })).toMatchObject({
      error: expect.stringContaining('ERR_CERT'),
      certificate: { state: 'invalid' },
      status: null
    })
    // What is wrong with it comes a moment later, from the browser's security side.
    await until(() => states().some(({ certificate: line }) => line.text.includes('证书过期 3 天')), 'expiry told')
    expect(await test.call('page.open', { batchId, objectKey: key(2), url: null })).toMatchObject({
      error: 'net::ERR_CERT_AUTHORITY_INVALID',
      errorText: expect.stringContaining('受信任'),
      certificate: { state: 'invalid', text: '证书签发机构不受信任' }
    })
    expect(tls.requests).toEqual([])
  })

  it('leaves the page where it was for a download', async () => {
    await open('/')
    expect(await test.call('page.navigate', { url: `${site.origin}/file` })).toMatchObject({
      url: `${site.origin}/`,
      error: null
    })
    await until(() => incidents().some(({ kind }) => kind === 'download'))
  })

  it('reports windows and says when the page is not the registered one', async () => {
    expect((await open('/popup')).onRegisteredHost).toBe(true)
    await until(() => incidents().some(({ kind, url }) => kind === 'popup' && url.endsWith('/other')))
    expect((await test.call('page.open', { batchId, objectKey: key(2), url: `${site.origin}/` })).onRegisteredHost).toBe(false)
  })

  it('refuses what is no web address, no target, or no page', async () => {
    await expect(test.call('page.capture', { mode: 'whole' })).rejects.toMatchObject({ code: 'page-failed' })
    await expect(test.call('page.open', { batchId, objectKey: 'none', url: null })).rejects.toMatchObject({
      code: 'unknown-target'
    })
    await expect(test.call('page.open', { batchId: 'none', objectKey: key(1), url: null })).rejects.toMatchObject({
      code: 'unknown-batch'
    })
    await open('/')
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'chrome://version']) {
      await expect(test.call('page.navigate', { url })).rejects.toMatchObject({ code: 'page-blocked' })
    }
    await expect(test.call('page.navigate', { url: 'http://' })).rejects.toMatchObject({ code: 'bad-input' })
    await test.call('page.close', {})
    expect((await test.call('page.state', {})).state).toBeNull()
  })
})

describe('page.capture', () => {
  it('saves picture, archive, sheet and thumbnail, and logs them', async () => {
    await open('/old')
    const evidence = await test.call('page.capture', { mode: 'whole' })
    expect(evidence).toMatchObject({
      batchId,
      objectKey: key(1),
      kind: 'capture',
      requestedUrl: `${site.origin}/old`,
      finalUrl: `${site.origin}/second`,
      title: '第二页',
      quality: []
    })
    expect(evidence.files.map(({ role }) => role).sort()).toEqual(['archive', 'image', 'sheet', 'thumbnail'])
    for (const { sha256, size } of evidence.files) {
      const served = test.backend.servedFile(`evidence/${sha256}`)
      const bytes = readFileSync(served?.file ?? '')
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
      expect([bytes.length, statSync(served?.file ?? '').size]).toEqual([size, size])
    }
    const bytesOf = (role: string): Buffer =>
      readFileSync(test.backend.servedFile(`evidence/${evidence.files.find((one) => one.role === role)?.sha256}`)?.file ?? '')
    expect(await new Transformer(bytesOf('image')).metadata()).toMatchObject({ width: evidence.width, height: evidence.height })
    expect(bytesOf('archive').toString('utf8')).toContain('multipart/related')
    const sheet: unknown = JSON.parse(bytesOf('sheet').toString('utf8'))
    expect(sheet).toMatchObject({
      format: 'xuncha-capture-sheet/1',
      evidence: evidence.id,
      page: {
        requestedUrl: `${site.origin}/old`,
        finalUrl: `${site.origin}/second`,
        redirects: [
          { url: `${site.origin}/old`, status: 302, location: '/older', remoteIp: '127.0.0.1', remotePort: site.port },
          { url: `${site.origin}/older`, status: 302, location: '/second' }
        ],
        status: 200,
        error: null
      },
      network: { remoteIp: '127.0.0.1', remotePort: site.port, tls: null },
      view: { mode: 'whole', viewport: { width: 1366, height: 768 }, devicePixelRatio: 1, zoom: 1, scroll: { x: 0, y: 0 } },
      userAgent: expect.stringContaining('Chrome/'),
      versions: { xuncha: '0.0.0', browser: expect.stringMatching(/\d/) },
      quality: 'ok'
    })
    const { times, page, files } = sheet as {
      times: Record<string, { utc: string; beijing: string }>
      page: { headers: Record<string, string> }
      files: unknown[]
    }
    expect(Object.keys(page.headers).map((name) => name.toLowerCase())).toContain('content-type')
    expect(files.length).toBe(3)
    for (const { utc, beijing } of Object.values(times)) {
      expect(beijing.endsWith('+08:00')).toBe(true)
      expect(new Date(beijing).getTime()).toBe(new Date(utc).getTime())
    }
    expect((await test.call('targets.get', { batchId, objectKey: key(1) })).evidence.map(({ id }) => id)).toEqual([evidence.id])
    const steps = test.events
      .filter(({ name }) => name === 'capture.progress')
      .map(({ payload }) => (payload as { step: string }).step)
    expect([...new Set(steps)]).toEqual(['preparing', 'tiles', 'checking', 'saving'])
  })

  it('keeps the faults of what it pictured', async () => {
    await test.call('page.open', { batchId, objectKey: key(2), url: `${site.origin}/` })
    expect((await test.call('page.capture', { mode: 'visible' })).quality).toEqual(['wrong-host'])
  })

  it('pictures the failure itself where the page did not open', async () => {
    await test.call('page.open', { batchId, objectKey: key(2), url: null })
    const evidence = await test.call('page.capture', { mode: 'visible' })
    expect(evidence.quality).toEqual(['load-failed'])
    const sheet = readFileSync(
      test.backend.servedFile(`evidence/${evidence.files.find(({ role }) => role === 'sheet')?.sha256}`)?.file ?? '',
      'utf8'
    )
    expect(JSON.parse(sheet)).toMatchObject({ page: { error: 'net::ERR_CERT_AUTHORITY_INVALID', status: null } })
  })

  it('logs nothing when the evidence cannot be written', async () => {
    await open('/')
    const before = (await test.call('workspace.info', {})).events
    rmSync(join(dir, 'workspace', 'evidence'), { recursive: true })
    writeFileSync(join(dir, 'workspace', 'evidence'), '')
    await expect(test.call('page.capture', { mode: 'visible' })).rejects.toMatchObject({
      code: 'capture-failed',
      message: expect.stringContaining('取证未保存')
    })
    expect((await test.call('workspace.info', {})).events).toBe(before)
    expect((await test.call('targets.get', { batchId, objectKey: key(1) })).evidence).toEqual([])
  })

  it('says that the disk is full and logs nothing, and captures again once there is room', async () => {
    await open('/')
    const before = (await test.call('workspace.info', {})).events
    const evidence = join(dir, 'workspace', 'evidence')
    const unmount = mountSmallDisk(evidence)
    if (unmount === null) return console.log('full disk while capturing: not shown (mounting is not allowed here)')
    try {
      await expect(test.call('page.capture', { mode: 'visible' })).rejects.toMatchObject({
        code: 'disk-full',
        message: expect.stringMatching(/^磁盘已满，取证未保存/)
      })
      // What fitted may stay: nothing points at it.
      expect(evidenceFiles().filter((name) => /\.(png|part)$/.test(name))).toEqual([])
    } finally {
      unmount()
    }
    expect((await test.call('workspace.info', {})).events).toBe(before)
    expect((await test.call('targets.get', { batchId, objectKey: key(1) })).evidence).toEqual([])
    expect((await test.call('page.capture', { mode: 'visible' })).quality).toEqual([])
  })

  it('takes one capture at a time', async () => {
    await open('/tall')
    const both = await Promise.allSettled([
      test.call('page.capture', { mode: 'whole' }),
      test.call('page.capture', { mode: 'whole' })
    ])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(evidenceFiles().filter((name) => name.endsWith('.part'))).toEqual([])
  })
})

describe('page.frame and page.input', () => {
  const frames = (): number => test.events.filter(({ name }) => name === 'page.frame').length

  it('sends pictures while something moves, and none while nothing does', async () => {
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    await open('/moving')
    await until(() => frames() > 20)
    const frame = test.events.findLast(({ name }) => name === 'page.frame')?.payload as {
      data: string
      width: number
      height: number
    }
    expect([frame.width, frame.height]).toEqual([800, 600])
    expect(Buffer.from(frame.data, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    await test.call('page.bounds', { bounds: null })
    await pause(200)
    const hidden = frames()
    await pause(500)
    expect(frames()).toBe(hidden)
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    await test.call('page.navigate', { url: `${site.origin}/second` })
    await pause(1_000)
    const still = frames()
    await pause(1_000)
    expect(frames()).toBe(still)
  })

  it('passes on mouse, wheel, keys and text', async () => {
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    const before = frames()
    await open('/input')
    // A page that has not been painted yet has nothing under the mouse: a person clicks on what is seen.
    await until(() => frames() > before, 'the first picture')
    await pause(300)
    const mouse = { type: 'mouse', x: 50, y: 20, button: 'left', clicks: 1, modifiers: 0 } as const
    await test.call('page.input', { ...mouse, action: 'down', buttons: 1 })
    await test.call('page.input', { ...mouse, action: 'up', buttons: 0 })
    await test.call('page.input', { type: 'text', text: '政务公开' })
    await test.call('page.input', { type: 'key', action: 'down', key: 'a', code: 'KeyA', text: 'a', keyCode: 65, modifiers: 0 })
    await test.call('page.input', { type: 'key', action: 'up', key: 'a', code: 'KeyA', text: '', keyCode: 65, modifiers: 0 })
    await test.call('page.input', { type: 'wheel', x: 300, y: 300, dx: 0, dy: 400, modifiers: 0 })
    // Titles set by script are told with the next change of state.
    await until(async () => {
      await test.call('page.zoom', { factor: 1 })
      await pause(150)
      return states().at(-1)?.title === '政务公开a|true|a'
    }, 'title')
  })
})

describe('certificateLine', () => {
  const tlsFacts = (validTo: string) => ({ error: null, tls: { validTo } }) as never
  const now = '2026-01-10T00:00:00.000Z'
  it('counts the days', () => {
    expect(certificateLine('https://a/', tlsFacts('2026-03-13T00:00:01.000Z'), null, now).text).toBe('证书有效，还有 62 天')
    expect(certificateLine('https://a/', tlsFacts('2026-01-10T05:00:00.000Z'), null, now).text).toBe('证书有效，今天到期')
    const broken = { error: 'net::ERR_CERT_DATE_INVALID', tls: null } as never
    const shown = (validFrom: string, validTo: string) => ({
      names: [],
      subject: '',
      issuer: '',
      validFrom,
      validTo,
      error: null
    })
    expect(certificateLine('https://a/', broken, shown('2020-01-01', '2026-01-07'), now)).toEqual({
      state: 'invalid',
      text: '证书过期 3 天'
    })
    expect(certificateLine('https://a/', broken, shown('2026-02-01', '2027-01-07'), now).text).toBe('证书尚未生效')
    expect(certificateLine('http://a/', null, null, now)).toEqual({ state: 'none', text: '未使用 HTTPS' })
  })
})
