import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { disabledFeatures } from '../../../electron/hosts/chromium/disabled-features.ts'
import { realHost } from '../../support/chromium.ts'

const ours = (disabledFeatures.split('=')[1] ?? '').split(',')

describe('features of the browser that are off', () => {
  it('are all that playwright-core turns off, for its own switch is not obeyed beside ours', () => {
    const home = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'))
    const bundle = readFileSync(join(home, 'lib/coreBundle.js'), 'utf8')
    const list = /\bdisabledFeatures = \[([^\]]*)\]/.exec(bundle)?.[1] ?? ''
    const theirs = [...list.matchAll(/^\s*"(\w+)"/gm)].map(([, name]) => name)
    expect(theirs).toContain('HttpsUpgrades')
    expect(ours).toEqual(expect.arrayContaining(theirs))
  })

  it('leave a window nothing but the page it was opened for', async () => {
    const host = await realHost()
    try {
      const driver = await host.open({ sessionKey: 'features', allowHosts: [], visible: false })
      const { targetInfos } = await driver.send('Target.getTargets', { filter: [{}] })
      const kinds = new Set(targetInfos.map(({ type }) => type))
      kinds.delete('page')
      kinds.delete('tab')
      expect([...kinds]).toEqual([])
    } finally {
      await host.close()
    }
  })
})
