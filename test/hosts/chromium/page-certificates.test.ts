import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost, PageIncident } from '../../../electron/capture/page-driver.ts'
import { realHost } from '../../support/chromium.ts'
import { sendHtml, serveOn } from '../../support/fixture-pages.ts'

let host: PageHost
let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-'))
  host = await realHost(async () => ['127.0.0.1'])
})
afterAll(async () => {
  await host?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('certificates', () => {
  const pair = (name: string): { key: string; cert: string } => {
    const key = join(folder, `${name}.key`)
    const cert = join(folder, `${name}.pem`)
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        key,
        '-out',
        cert,
        '-subj',
        '/CN=127.0.0.1',
        '-addext',
        'subjectAltName=IP:127.0.0.1',
        '-days',
        '30'
      ],
      { stdio: 'ignore' }
    )
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  }

  it('never clicks through a bad certificate', async () => {
    const server = await serveOn(createTlsServer(pair('self')), 'https', {
      '*': sendHtml('inside')
    })
    const page = await host.open({ sessionKey: 'tls', allowHosts: [server.host], visible: false })
    const seen: PageIncident[] = []
    page.onIncident((incident) => seen.push(incident))
    expect((await page.send('Page.navigate', { url: `${server.origin}/` })).errorText).toBe('net::ERR_CERT_AUTHORITY_INVALID')
    expect(seen.map(({ kind }) => kind)).toContain('certificate')
    expect(server.requests).toEqual([])
    await page.close()
    await server.close()
  })

  it('offers no client certificate', async () => {
    const server = await serveOn(createTlsServer({ ...pair('client'), requestCert: true, rejectUnauthorized: false }), 'https', {
      '*': sendHtml('inside')
    })
    const page = await host.open({ sessionKey: 'tls2', allowHosts: [server.host], visible: false })
    expect((await page.send('Page.navigate', { url: `${server.origin}/` })).errorText).toMatch(/ERR_CERT|ERR_SSL/)
    await page.close()
    await server.close()
  })
})
