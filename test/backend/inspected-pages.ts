import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, onTestFinished } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { PageState } from '../../electron/contract/pages.ts'
import { realHost } from '../support/chromium.ts'
import { redirectTo, send, sendHtml, serveFixtures, serveOn } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { design, header, importFile, openBackend } from './support.ts'
import type { TestBackend } from './support.ts'

export let host: PageHost
export let site: FixtureServer
export let tls: FixtureServer
export let expired: FixtureServer
let certificates = ''
export let dir = ''
export let test: TestBackend
export let batchId = ''

export const clock = { now: () => new Date().toISOString() }
export const code = (number: number): string => `34${String(number).padStart(8, '0')}`
export const key = (number: number): string => `site:${code(number)}`

/** One Chromium, its fixture sites and a workspace with a batch of them for each test of the file that asks for them. */
export function useInspectedPages(): void {
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
      '/words': sendHtml(
        '<title>词</title><p>政务<span>公开</span>，政务公开</p><p hidden>政务公开</p><script>var x="政务公开"</script><div style="height:4000px"></div><p>政務公开 ＺＷＧＫ zwgk 政务 公开 政务公开</p><iframe srcdoc="<p>框里的政务公开</p>"></iframe>'
      ),
      '/heavy': sendHtml(
        '<title>重</title><link rel=stylesheet href="/heavy.css"><img src="/heavy.png" alt=""><script src="/heavy.js"></script><script>document.title="脚本"</script><p>文字</p>'
      ),
      '/then': sendHtml(changingPage('', '2023-02-01')),
      '/now': sendHtml(changingPage('<p>全市安全生产会议召开</p>', '2026-02-01')),
      '/popup': sendHtml('<title>弹</title><script>open("/other")</script>'),
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [
          `/kept/${at + 4}`,
          sendHtml(
            `<title>第 ${at + 4} 页</title><style>body{margin:0}</style><h1>${at + 4}</h1><div style="height:5000px"></div>`
          )
        ])
      )
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
      keysDir: join(dir, '密钥'),
      pageHost: {
        open: (options) => host.open(options),
        printPdf: (html) => host.printPdf?.(html) ?? Promise.reject(new Error('this host cannot print')),
        close: async () => {}
      }
    })
    onTestFinished(async () => {
      await test.backend.close()
      rmSync(dir, { recursive: true, force: true })
    })
    const file = join(dir, '名录.csv')
    const row = (number: number, url: string): string =>
      `网站,第${number}号网站,合肥市,第${number}号单位,${code(number)},${url},,,`
    const more = Array.from({ length: 12 }, (_, at) => row(at + 4, `${site.origin}/kept/${at + 4}`))
    writeFileSync(
      file,
      `${[header, row(1, `${site.origin}/`), row(2, `${tls.origin}/`), row(3, `${expired.origin}/`), ...more].join('\r\n')}\r\n`
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
}

/** One page at two times: lines of 40 pixels, the second changed in one digit and one put in behind it. */
function changingPage(extra: string, date: string): string {
  const lines = Array.from({ length: 20 }, (_, index) => `<p style="margin-left:${index * 7}px">第 ${index} 行固定内容</p>`)
  return (
    '<title>县政府</title><style>body{margin:0;font:20px/40px sans-serif}p{height:40px;margin:0}</style>' +
    `<p>县政府门户网站</p><p>关于印发实施方案的通知 ${date}</p>${extra}<p>版权所有</p>${lines.join('')}`
  )
}

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

export const open = (path: string, number = 1): Promise<PageState> =>
  test.call('page.open', { batchId, objectKey: key(number), url: `${site.origin}${path}` })
export const states = (): PageState[] =>
  test.events.filter(({ name }) => name === 'page.changed').map(({ payload }) => payload as PageState)
export const incidents = (): { kind: string; url: string }[] =>
  test.events.filter(({ name }) => name === 'page.incident').map(({ payload }) => payload as { kind: string; url: string })
export const evidenceFiles = (): string[] =>
  readdirSync(join(dir, 'workspace', 'evidence'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
