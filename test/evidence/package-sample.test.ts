import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { resourcesDir } from '../sample/expected.ts'
import { realHost } from '../support/chromium.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { fieldsOf } from './field-count.ts'
import { passphrase } from './package-fixture.ts'

/** What bar C4 asks of every capture and environment: given, or 未取得 with the reason. */
const captureFields = ['object', 'siteCode', 'findings', 'inspector', 'device', 'log', 'requestedUrl', 'finalUrl', 'redirects']
captureFields.push(
  'status',
  'error',
  'responseHeaders',
  'remoteIp',
  'remotePort',
  'dns',
  'tls',
  'times',
  'view',
  'userAgent',
  'files'
)
const environmentFields = ['os', 'app', 'appHash', 'versions', 'fuses', 'proxy', 'hostsFile', 'clock', 'partition', 'extensions']
environmentFields.push('devTools', 'injectedScripts', 'route', 'antivirus', 'network', 'view', 'locale', 'timeZone')

describe('a package of captures of the sample sites', () => {
  it('is made, verified and says everything of every capture, of GBK, long and dead pages too', async () => {
    await builtVerifyPage()
    const dir = temporaryFolder()
    const host = await realHost()
    onTestFinished(() => host.close())
    const keysDir = join(dir, '密钥')
    const clock = { now: () => new Date().toISOString() }
    const { call } = await openBackend(join(dir, '工作区'), { pageHost: host, keysDir, clock, resourcesDir })
    const { batchId } = await call('workspace.openSample', {})
    const { targets } = await call('batches.targets', { batchId })
    const at = async (objectKey: string, url: string | null) => {
      await call('page.open', { batchId, objectKey, url })
      const loading = async () => (await call('page.state', {})).state?.loading
      await expect.poll(loading, { timeout: 20_000 }).toBe(false)
      return call('page.capture', { mode: 'whole' })
    }
    const captures = []
    for (const name of ['czj', 'wlj', 'www']) {
      const target = targets.find(({ url }) => url?.includes(`//${name}.`))
      if (target === undefined) throw new Error(`${name} is not in the batch`)
      captures.push(await at(target.objectKey, null))
      if (name === 'www') captures.push(await at(target.objectKey, new URL('/none-such', target.url ?? '').href))
    }
    const [gbk, long, , dead] = captures
    expect(gbk?.title).toMatch(/\p{Script=Han}{4,}/u)
    expect(long?.height).toBe(40_000)

    const { file, evidence } = await call('packages.create', {
      batchId,
      objectKeys: null,
      outFile: join(dir, '包.zip'),
      passphrase
    })
    expect(evidence).toBe(captures.length)
    expect(await call('packages.verify', { file, heads: [], keyIds: [] })).toMatchObject({ ok: true, problems: [] })
    const into = join(dir, '解开')
    execFileSync('unzip', ['-q', file, '-d', into])
    execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: into })
    let given = 0
    let explained = 0
    const read = (id: string, name: string) => JSON.parse(readFileSync(join(into, 'captures', id, name), 'utf8')) as object
    for (const { id } of captures) {
      const capture = read(id, 'capture.json')
      const environment = read(id, 'environment.json')
      expect(Object.keys(capture)).toEqual(expect.arrayContaining(captureFields))
      expect(Object.keys(environment)).toEqual(expect.arrayContaining(environmentFields))
      for (const sheet of [capture, environment]) {
        const count = fieldsOf(sheet)
        given += count.given
        explained += count.explained
      }
      expect(environment).toMatchObject({ devTools: '关闭', partition: { isFresh: true }, hostsFile: { override: '无' } })
    }
    expect(read(dead?.id ?? '', 'capture.json')).toMatchObject({ status: 404 })
    console.log(
      `captures of sample sites in a package: ${captures.length}; ${given} fields given, ${explained} explained, 0 silent`
    )
  }, 90_000)
})
