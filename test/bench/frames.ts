import { setTimeout as wait } from 'node:timers/promises'
import { median } from './figure.ts'
import type { Part } from './figure.ts'
import { openHost } from './pages.ts'
import { openWorkspace } from './workspace.ts'

const size = { x: 0, y: 0, width: 800, height: 700 }
const scrollMs = 3_000

export const frames: Part = async () => {
  const host = await openHost()
  const workspace = await openWorkspace(host)
  let count = 0
  const stop = workspace.backend.onEvent((name) => {
    if (name === 'page.frame') count += 1
  })
  try {
    const { batchId } = await workspace.call('workspace.openSample', {})
    const { targets } = await workspace.call('batches.targets', { batchId })
    const tall = targets.find((target) => target.url?.includes('//wlj.'))
    if (!tall) throw new Error('the sample has no tall page')
    await workspace.call('page.bounds', { bounds: size })
    await workspace.call('page.open', { batchId, objectKey: tall.objectKey, url: null })
    await workspace.call('page.bounds', { bounds: size })
    await wait(2_000)
    const rates: number[] = []
    let direction = 1
    for (let run = 0; run < 6; run += 1) {
      count = 0
      const started = performance.now()
      while (performance.now() - started < scrollMs) {
        await workspace.call('page.input', { type: 'wheel', x: 400, y: 350, dx: 0, dy: 40 * direction, modifiers: 0 })
        await wait(16)
      }
      // The first run warms up.
      if (run > 0) rates.push((count * 1_000) / (performance.now() - started))
      direction = -direction
    }
    await wait(1_500)
    count = 0
    await wait(2_000)
    return [
      {
        part: 'frames',
        what: 'frames a second while scrolling',
        value: median(rates),
        unit: 'fps',
        aim: { least: 20 },
        note: '5 runs of 3 s'
      },
      { part: 'frames', what: 'frames in 2 s while nothing moves', value: count, unit: '' }
    ]
  } finally {
    stop()
    await workspace.close()
    await host.close()
  }
}
