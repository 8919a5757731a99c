import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { WARCParser } from 'warcio'
import yauzl from 'yauzl'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { captureArchive } from '../../electron/capture/archive.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { webArchive, type ArchivedCapture } from '../../electron/evidence/web-archive.ts'
import { mhtmlParts } from '../../electron/mhtml/parts.ts'
import { realHost } from '../support/chromium.ts'
import { send, sendHtml, serveFixtures, type FixtureServer } from '../support/fixture-pages.ts'

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><circle cx="10" cy="10" r="9" fill="red"/></svg>'
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let host: PageHost
let site: FixtureServer
let capture: ArchivedCapture
beforeAll(async () => {
  host = await realHost()
  site = await serveFixtures({
    '/zwgk/': sendHtml(
      '<title>政务公开</title><link rel="stylesheet" href="/a.css"><h1>关于印发工作要点的通知</h1><img src="/tu.svg" alt="图"><iframe src="/frame"></iframe>'
    ),
    '/frame': sendHtml('<p>框里的通知公告</p>'),
    '/a.css': send(200, 'text/css', 'h1{color:#a3121a}'),
    '/tu.svg': send(200, 'image/svg+xml', svg)
  })
  const driver = await host.open({ sessionKey: 'web-archive', allowHosts: [site.host], visible: false })
  await driver.send('Page.enable')
  const loaded = new Promise<void>((resolve) => void driver.on('Page.loadEventFired', () => resolve()))
  await driver.send('Page.navigate', { url: `${site.origin}/zwgk/` })
  await loaded
  const bytes = await captureArchive(driver)
  await driver.close()
  capture = {
    evidenceId: 'e-1',
    url: `${site.origin}/zwgk/`,
    title: '政务公开',
    capturedAt: '2023-09-25T02:00:01.250Z',
    mhtml: { bytes, sha256: sha256(bytes) },
    picture: Buffer.from('\u0089PNG of the page', 'latin1'),
    software: 'Xuncha 0'
  }
}, 60_000)
afterAll(async () => {
  await host?.close()
  await site?.close()
})

/** The files of a zip by name, and how each is packed (0: stored). */
async function unzip(bytes: Buffer): Promise<Map<string, { bytes: Buffer; method: number }>> {
  const archive = await yauzl.fromBufferPromise(bytes)
  const files = new Map<string, { bytes: Buffer; method: number }>()
  for await (const entry of archive.eachEntry()) {
    files.set(entry.fileName, {
      bytes: await buffer(await archive.openReadStreamPromise(entry)),
      method: entry.compressionMethod
    })
  }
  return files
}

interface Line {
  url: string
  mime: string
  digest: string
  offset: string
  length: string
}

describe('webArchive', () => {
  it('holds the page, its parts and its picture, each found at the place that the index gives', async () => {
    const files = await unzip(await webArchive(capture))
    expect([...files.keys()]).toEqual([
      'archive/data.warc.gz',
      'indexes/index.cdxj',
      'pages/pages.jsonl',
      'datapackage.json',
      'datapackage-digest.json'
    ])
    // A replay tool reads records out of the middle of the file.
    expect([...files.values()].map(({ method }) => method)).toEqual([0, 0, 0, 0, 0])
    const warc = files.get('archive/data.warc.gz')?.bytes ?? Buffer.alloc(0)
    const lines = (files.get('indexes/index.cdxj')?.bytes.toString() ?? '').trimEnd().split('\n')
    expect(lines).toEqual(lines.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
    const found = new Map<string, string>()
    for (const line of lines) {
      expect(line).toMatch(/^\S+ 20230925020001 \{/)
      const entry = JSON.parse(line.slice(line.indexOf('{'))) as Line
      const piece = warc.subarray(Number(entry.offset), Number(entry.offset) + Number(entry.length))
      const record = await WARCParser.parse([piece])
      const payload = Buffer.from((await record?.readFully()) ?? [])
      expect([record?.warcType, record?.warcTargetURI, record?.warcDate]).toEqual(['resource', entry.url, '2023-09-25T02:00:01Z'])
      expect([entry.digest, record?.warcPayloadDigest]).toEqual([`sha256:${sha256(payload)}`, `sha256:${sha256(payload)}`])
      found.set(entry.url, payload.toString())
    }
    expect(found.get(`${site.origin}/zwgk/`)).toContain('关于印发工作要点的通知')
    expect(found.get(`${site.origin}/tu.svg`)).toBe(svg)
    expect(found.get(`${site.origin}/frame`)).toContain('框里的通知公告')
    expect(found.get(`urn:fullPage:${site.origin}/zwgk/`)).toBe(capture.picture?.toString())
    expect([...found.values()].join('\n')).toMatch(/h1\s*\{\s*color:\s*(?:#a3121a|rgb\(163, 18, 26\))/)
    // The frame is named by its place in the MHTML there, and by its address here.
    expect(Buffer.from(capture.mhtml.bytes).toString()).toMatch(/cid:frame-/)
    expect([...found.values()].join('\n')).not.toContain('cid:')
  })

  it('names its page, and its hashes hold', async () => {
    const files = await unzip(await webArchive(capture))
    const text = (name: string): string => files.get(name)?.bytes.toString() ?? ''
    const [head, page] = text('pages/pages.jsonl').trimEnd().split('\n')
    expect(JSON.parse(head ?? '')).toMatchObject({ format: 'json-pages-1.0' })
    expect(JSON.parse(page ?? '')).toEqual({ id: 'e-1', url: capture.url, ts: '2023-09-25T02:00:01Z', title: '政务公开' })
    const described = JSON.parse(text('datapackage.json')) as { resources: { path: string; hash: string; bytes: number }[] }
    expect(described).toMatchObject({ profile: 'data-package', wacz_version: '1.1.1', mainPageUrl: capture.url })
    expect(described.resources.map(({ path }) => path)).toEqual([
      'archive/data.warc.gz',
      'indexes/index.cdxj',
      'pages/pages.jsonl'
    ])
    for (const { path, hash, bytes } of described.resources) {
      const file = files.get(path)?.bytes ?? Buffer.alloc(0)
      expect([hash, bytes]).toEqual([`sha256:${sha256(file)}`, file.length])
    }
    const digest = { path: 'datapackage.json', hash: `sha256:${sha256(files.get('datapackage.json')?.bytes ?? Buffer.alloc(0))}` }
    expect(JSON.parse(text('datapackage-digest.json'))).toEqual(digest)
  })

  it('is the same bytes for the same capture, and others for another', async () => {
    const first = sha256(await webArchive(capture))
    expect(sha256(await webArchive(capture))).toBe(first)
    expect(sha256(await webArchive({ ...capture, title: '政务服务' }))).not.toBe(first)
  })

  it('refuses what holds no page with one sentence', async () => {
    const mhtml = { bytes: Buffer.from('not an archive'), sha256: '' }
    await expect(webArchive({ ...capture, mhtml })).rejects.toThrow('网页存档读不出来')
  })
})

describe('mhtmlParts', () => {
  it('undoes both transfer encodings and reads headers that go on in the next line', () => {
    const text = [
      'From: <Saved by Blink>',
      'Content-Type: multipart/related;',
      '\ttype="text/html";',
      '\tboundary="--b"',
      '',
      '',
      '----b',
      'Content-Type: text/html; charset="utf-8"',
      'Content-ID: <frame-1@mhtml.blink>',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Location: http://a.gov.cn/=3D',
      '',
      '<p>a=3Db =E6=94=BF=',
      '=E5=8A=A1</p>',
      '----b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-Location:',
      ' http://a.gov.cn/a.png',
      '',
      'AAEC',
      '/w==',
      '----b--',
      ''
    ].join('\r\n')
    const parts = mhtmlParts(Buffer.from(text)) ?? []
    expect(parts.map(({ bytes: _bytes, ...part }) => part)).toEqual([
      { mime: 'text/html', charset: 'utf-8', location: 'http://a.gov.cn/=3D', contentId: 'frame-1@mhtml.blink' },
      { mime: 'image/png', charset: null, location: 'http://a.gov.cn/a.png', contentId: null }
    ])
    expect(parts[0]?.bytes.toString()).toBe('<p>a=b 政务</p>')
    expect([...(parts[1]?.bytes ?? [])]).toEqual([0, 1, 2, 255])
    expect(mhtmlParts(Buffer.from('nothing of that kind'))).toBeNull()
  })
})
