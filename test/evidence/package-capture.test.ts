import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { arch, networkInterfaces, release, type } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Evidence } from '../../electron/domain/inspection.ts'
import { batchId, code, dir, expired, key, open, site, test, useInspectedPages } from '../backend/inspected-pages.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { passphrase } from './package-fixture.ts'

useInspectedPages()

type Fields = Record<string, unknown>

const json = (file: string): Fields => JSON.parse(readFileSync(file, 'utf8')) as Fields
const missing = (reason: string): Fields => ({ value: null, reason: `未取得：${reason}` })

/** Packs what there is, opens it with `unzip`, and gives the folder. */
async function unpacked(): Promise<string> {
  await builtVerifyPage()
  const { file } = await test.call('packages.create', { batchId, objectKeys: null, outFile: join(dir, '包.zip'), passphrase })
  const into = join(dir, '解开')
  execFileSync('unzip', ['-q', file, '-d', into])
  return into
}

/** The sheet as it was saved when the page was captured, not as it was packed. */
function savedSheet({ files }: Evidence): Record<'page' | 'network' | 'times' | 'view' | 'versions', Fields> & Fields {
  const hash = files.find(({ role }) => role === 'sheet')?.sha256 ?? ''
  return json(join(dir, 'workspace', 'evidence', hash.slice(0, 2), `${hash}.json`)) as ReturnType<typeof savedSheet>
}

/** Of the event that brought the evidence in, read beside the program. */
function logged(id: string): { device: string; seq: number; hash: string; time: string; author: string } {
  const db = new Database(join(dir, 'workspace', 'workspace.db'), { readonly: true })
  try {
    const find = `SELECT device, seq, hash, time, author FROM events WHERE type = 'evidence.captured' AND payload LIKE ?`
    return db.prepare(find).get(`%"id":"${id}"%`) as ReturnType<typeof logged>
  } finally {
    db.close()
  }
}

/** What capture.json has to say, by the sheet and the log; the rest is the same of every capture so far. */
function expected(evidence: Evidence, own: Fields): Fields {
  const { page, network, times, view, userAgent } = savedSheet(evidence)
  const { device, seq, hash, time, author } = logged(evidence.id)
  return {
    format: 'xuncha-capture/1',
    evidence: evidence.id,
    batch: batchId,
    object: { key: key(1), name: '第1号网站', unit: '第1号单位' },
    siteCode: code(1),
    findings: missing('没有问题引用这份证据'),
    inspector: author,
    device,
    log: { seq, hash, time },
    kind: 'capture',
    title: page['title'],
    requestedUrl: page['requestedUrl'],
    finalUrl: page['finalUrl'],
    redirects: page['redirects'],
    status: page['status'],
    error: '无',
    method: 'GET',
    responseHeaders: page['headers'],
    remoteIp: network['remoteIp'],
    remotePort: network['remotePort'],
    protocol: network['protocol'],
    dns: { answer: missing('浏览器不给出域名解析的应答'), resolver: missing('浏览器不给出所用的解析服务器') },
    tls: Object.fromEntries(
      ['connection', 'chainSha256', 'chainDer', 'spkiSha256'].map((name) => [name, missing('网页没有用 https')])
    ),
    times: {
      started: times['captureStarted'],
      requested: times['requested'],
      shown: times['shown'],
      loaded: times['loaded'],
      ended: times['captured'],
      clockOffset: missing('本机时钟未校时'),
      monotonic: missing('取证时没有记录单调计数；次序见日志序号')
    },
    claimedTime: missing('文件没有自称的拍摄时间'),
    view: { ...view, element: missing('这次取证没有这一项') },
    image: { width: evidence.width, height: evidence.height },
    userAgent,
    quality: 'ok',
    acceptedBy: missing('没有人另行确认'),
    files: evidence.files,
    ...own
  }
}

describe('a capture of a real page in a package', () => {
  it('says field by field what the sheet says that was saved with it', async () => {
    await open('/old')
    const evidence = await test.call('page.capture', { mode: 'whole' })
    const observedAt = new Date().toISOString()
    const finding = { batchId, objectKey: key(1), indicatorId: 'W4.3', count: 1, location: '首页', url: '', observedAt }
    const desk = await test.call('findings.record', { ...finding, description: '栏目空白', evidenceIds: [evidence.id] })
    const id = desk.findings[0]?.id
    expect(id).toBeTypeOf('string')
    const sheet = savedSheet(evidence)
    const into = await unpacked()
    const captures = join(into, 'captures', evidence.id)
    const capture = json(join(captures, 'capture.json'))
    expect(capture).toEqual(expected(evidence, { findings: [{ id, indicatorId: 'W4.3' }] }))
    // What the server is known to have done, told by neither of the two.
    expect(capture).toMatchObject({
      title: '第二页',
      requestedUrl: `${site.origin}/old`,
      finalUrl: `${site.origin}/second`,
      redirects: [{ url: `${site.origin}/old` }, { url: `${site.origin}/older` }],
      status: 200,
      remoteIp: '127.0.0.1',
      remotePort: Number(new URL(site.origin).port),
      protocol: 'http/1.1',
      responseHeaders: { 'content-type': 'text/html; charset=utf-8' }
    })
    const environment = json(join(captures, 'environment.json'))
    const hosts = readFileSync('/etc/hosts')
    expect(environment).toEqual({
      format: 'xuncha-environment/1',
      evidence: evidence.id,
      batch: batchId,
      device: logged(evidence.id).device,
      os: { name: type(), release: release(), arch: arch() },
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      app: '0.0.0',
      appHash: missing('程序文件的校验值没有记录'),
      versions: sheet.versions,
      fuses: missing('程序的安全开关状态没有记录'),
      proxy: { environment: expect.any(Array), browser: '本机中转，逐个连接直接连到对方，不用系统代理' },
      hostsFile: { sha256: createHash('sha256').update(hosts).digest('hex'), override: '无', lines: [] },
      clock: missing('未校时（本机没有加盖过时间戳）'),
      partition: { isFresh: true, isPersistent: false },
      extensions: 0,
      devTools: '关闭',
      view: { ...sheet.view, element: missing('这次取证没有这一项') },
      network: { interfaces: expect.any(Array) },
      injectedScripts: missing('取证时在页面里运行的程序没有逐项记录'),
      route: missing('网络路由没有记录'),
      antivirus: missing('杀毒软件的状态没有检查')
    })
    // Kept with the capture, not looked up when the package is made; and nothing in it that names this machine's addresses.
    expect(sheet['environment']).toMatchObject({ os: environment['os'], hostsFile: environment['hostsFile'] })
    const addresses = Object.values(networkInterfaces()).flatMap((list = []) =>
      list.map(({ address, mac }) => [address, mac]).flat()
    )
    const text = JSON.stringify(sheet['environment'])
    expect(addresses.filter((address) => address !== '127.0.0.1' && text.includes(address))).toEqual([])
    expect(sheet.versions['browser']).toMatch(/Chrom/)
    // All files of the capture are in the package, as they were saved.
    expect(evidence.files.map(({ role }) => role)).toEqual(['image', 'archive', 'thumbnail', 'sheet'])
    const packed = readdirSync(join(into, 'evidence')).map((name) => readFileSync(join(into, 'evidence', name)))
    expect(packed.map((bytes) => createHash('sha256').update(bytes).digest('hex')).toSorted()).toEqual(
      evidence.files.map(({ sha256 }) => sha256).toSorted()
    )
    console.log(`capture.json of a real page: ${Object.keys(capture).length} fields against the saved sheet and the log`)
  })

  it('says of a page that gave no answer that nothing of an answer was obtained, and why', async () => {
    await test.call('page.open', { batchId, objectKey: key(3), url: `${expired.origin}/` })
    const evidence = await test.call('page.capture', { mode: 'visible' })
    expect(savedSheet(evidence).page).toMatchObject({ status: null, headers: {} })
    const capture = json(join(await unpacked(), 'captures', evidence.id, 'capture.json'))
    expect(capture).toEqual(
      expected(evidence, {
        object: { key: key(3), name: '第3号网站', unit: '第3号单位' },
        siteCode: code(3),
        error: 'net::ERR_CERT_AUTHORITY_INVALID',
        quality: ['load-failed'],
        status: missing('没有收到应答'),
        responseHeaders: missing('没有收到应答'),
        remoteIp: missing('浏览器没有给出对方地址'),
        remotePort: missing('浏览器没有给出对方端口'),
        protocol: missing('浏览器没有给出'),
        tls: Object.fromEntries(
          ['connection', 'chainSha256', 'chainDer', 'spkiSha256'].map((name) => [name, missing('没有收到应答')])
        )
      })
    )
  })
})
