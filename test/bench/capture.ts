import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PageDriver } from '../../electron/capture/page-driver.ts'
import { captureImage } from '../../electron/capture/screenshot.ts'
import { createEvidenceStore } from '../../electron/evidence/store.ts'
import { median } from './figure.ts'
import type { Figure, Part } from './figure.ts'
import { load, openHost, startSites } from './pages.ts'

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** One call for the whole page, its answer dropped: what any tool pays at the least. */
async function bareCall(driver: PageDriver): Promise<void> {
  const { cssContentSize } = await driver.send('Page.getLayoutMetrics')
  const clip = { x: 0, y: 0, width: cssContentSize.width, height: cssContentSize.height, scale: 1 }
  await driver.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip })
}

export const capture: Part = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-bench-'))
  const store = createEvidenceStore(join(dir, 'evidence'))
  const sites = await startSites()
  const host = await openHost()
  try {
    const driver = await host.open({ sessionKey: 'bench', allowHosts: sites.allowHosts, visible: false })
    const figures: Figure[] = []
    for (const [height, most, runs] of [
      [5_000, 1.3, 7],
      [40_000, 0.5, 5]
    ] as const) {
      const bare: number[] = []
      const ours: number[] = []
      let faults = ''
      await load(driver, `${sites.origin('wlj')}bench.html?height=${height}`)
      for (let run = 0; run <= runs; run += 1) {
        const bareMs = await timed(() => bareCall(driver))
        const oursMs = await timed(async () => {
          const image = await captureImage(driver, { mode: 'whole' }, () => {})
          if (image.height !== height) throw new Error(`a picture of ${image.height} px for a page of ${height} px`)
          faults = image.faults.join(', ')
          await store.save(image.png, 'png')
        })
        // The first round warms both up.
        if (run === 0) continue
        bare.push(bareMs)
        ours.push(oursMs)
      }
      const ratio = median(ours.map((time, index) => time / (bare[index] ?? Number.NaN)))
      const note = faults === '' ? `${runs} pairs` : `${runs} pairs; quality: ${faults}`
      figures.push(
        { part: 'capture', what: `${height} px: bare Page.captureScreenshot`, value: median(bare), unit: 'ms' },
        { part: 'capture', what: `${height} px: captured, decoded, checked, saved`, value: median(ours), unit: 'ms' },
        { part: 'capture', what: `${height} px: ours ÷ bare`, value: ratio, unit: '×', aim: { most }, note }
      )
    }
    await driver.close()
    return figures
  } finally {
    await host.close()
    await sites.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
