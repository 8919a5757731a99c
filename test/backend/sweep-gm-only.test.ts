import { readFileSync } from 'node:fs'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { askReach } from '../../electron/capture/gatherers/reach.ts'
import { mayBeGmOnly } from '../../electron/domain/gm-only.ts'
import { resourcesDir } from './support.ts'
import { sweepSite } from './swept-site.ts'

const pem = (part: string): Buffer =>
  readFileSync(join(resourcesDir, `samples/yunling/expired-certificate.sample-only.${part}.pem`))

async function listening(server: Server): Promise<{ url: string; host: string }> {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  onTestFinished(
    () =>
      new Promise((closed) => {
        server.close(() => closed())
      })
  )
  const { port } = server.address() as AddressInfo
  return { url: `https://127.0.0.1:${port}/`, host: `127.0.0.1:${port}` }
}

const speaking = (options: ServerOptions = {}): Promise<{ url: string; host: string }> =>
  listening(
    createTlsServer({ key: pem('key'), cert: pem('crt'), ...options }, (_, response) => {
      response.end('<html><title>县政府</title>首页</html>')
    })
  )
/** Its key is of elliptic curves: of the suites for RSA keys it can speak none, and refuses every client. */
const refusing = () => speaking({ ciphers: 'ECDHE-RSA-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' })
/** Answers the first bytes of a client as one that knows none of its versions: alert 70, protocol_version. */
const knowingNoVersion = () =>
  listening(
    createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 70])))
    })
  )

async function swept(site: { url: string; host: string }, checks: string[]): Promise<string[]> {
  const served = { ...site, asked: [], robots: '', held: () => false, underWay: () => 0 }
  const { sweep, hints } = await sweepSite(served, checks, { control: await speaking() })
  expect(sweep.state).toBe('done')
  return hints
}
const words = 'needs-human 巡检时首页没有正常打开（无法建立加密连接，可能只支持国密），需用国密浏览器核对。'

describe('a server that shares no cipher with this program', { timeout: 60_000 }, () => {
  it.each([
    ['suite', refusing],
    ['version', knowingNoVersion]
  ])('%s: is looked at with a browser that speaks 国密', async (_, serve) => {
    const site = await serve()
    expect(await swept(site, ['site-reachable', 'certificate', 'footer-marks'])).toEqual([words])
    expect(await swept(site, ['certificate'])).toEqual([words])
    expect(await swept(site, ['footer-marks'])).toEqual([])
    const reach = await askReach({ url: site.url, allowHosts: [site.host] })
    expect(reach.overHttps).toBe(false)
    expect(mayBeGmOnly(reach.httpsError ?? '')).toBe(true)
  })

  it('is told from one that is not there, and from one that can be spoken to', async () => {
    const gone = { url: 'https://127.0.0.1:9/', host: '127.0.0.1:9' }
    expect((await swept(gone, ['site-reachable'])).join('')).not.toContain('国密')
    const site = await speaking()
    expect(await swept(site, ['site-reachable'])).toEqual([])
    expect(await askReach({ url: site.url, allowHosts: [site.host] })).toMatchObject({ overHttps: true })
  })
})
