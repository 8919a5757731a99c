import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { gatherFromHttp } from '../../electron/capture/run-gatherers.ts'
import type { Input } from '../../electron/contract/index.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, resourcesDir } from './support.ts'

const observedAt = '2026-11-26T02:00:00.000Z'
const url = 'http://www.example.gov.cn/'

/** A home page that was updated last in March, has no mark in its foot and writes 帐号. */
async function oldPage(): Promise<Input<'checks.ofPage'>['facts']> {
  const items = [9, 8, 7, 6, 5].map(
    (day) => `<li><a href="/a${day}.html">关于第${day}次会议的通知</a><span>2026-03-0${day}</span></li>`
  )
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>云溪县人民政府</title></head><body><ul>${items.join('')}</ul><p>请用帐号和密码登录。</p><footer>版权所有 云溪县人民政府</footer></body></html>`
  const bytes = Buffer.from(html)
  return gatherFromHttp(
    {
      requestedUrl: url,
      finalUrl: url,
      status: 200,
      error: null,
      redirects: [],
      contentType: 'text/html',
      bytes,
      startedAt: observedAt,
      milliseconds: 20
    },
    { observedAt, askServer: null }
  )
}

describe('checks.ofPage', () => {
  it('judges a page that no batch knows by the national edition, with the word packs that are on', async () => {
    const test = await openBackend(temporaryFolder())
    const { hints } = await test.call('checks.ofPage', { facts: await oldPage(), url, observedAt, target: null, checks: null })
    const by = (check: string) =>
      hints.filter((hint) => hint.check === check).map(({ indicator, outcome }) => [indicator, outcome])
    expect(by('home-page-updated')).toEqual([['W3', 'fail']])
    expect(by('misspelt')).toEqual([['W1.1', 'fail']])
    // 262 days from 9 March to 26 November.
    expect(hints.find(({ check }) => check === 'home-page-updated')?.message).toContain('262 天')
    const named = JSON.parse(readFileSync(join(resourcesDir, 'catalogues/national-2019-site.json'), 'utf8')) as {
      indicators: { id: string; check?: string }[]
    }
    expect(named.indicators.find(({ id }) => id === 'W3')?.check).toBe('home-page-updated')
  })

  it('asks only the checks that are named, and refuses an unknown one', async () => {
    const test = await openBackend(temporaryFolder())
    const asked = { facts: await oldPage(), url, observedAt, target: null }
    const { hints } = await test.call('checks.ofPage', { ...asked, checks: ['footer-marks'] })
    expect([...new Set(hints.map(({ check }) => check))]).toEqual(['footer-marks'])
    await expect(test.call('checks.ofPage', { ...asked, checks: ['no-such'] })).rejects.toThrow('没有“no-such”这项页面检查')
  })
})
