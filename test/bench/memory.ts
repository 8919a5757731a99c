import { setTimeout as wait } from 'node:timers/promises'
import type { Part } from './figure.ts'
import { openHost } from './pages.ts'
import { memoryMb, processTree } from './process-tree.ts'
import { openWorkspace } from './workspace.ts'

const opened = 50
/** The pages that never come, that come after 20 s, and that are refused for their certificate say nothing of memory. */
const leftOut = ['wjj', 'swj', 'zrzy']

export const memory: Part = async () => {
  if (process.platform !== 'linux') throw new Error('process memory is read from /proc, which only Linux has')
  const host = await openHost()
  const workspace = await openWorkspace(host)
  try {
    const { batchId } = await workspace.call('workspace.openSample', {})
    const { targets } = await workspace.call('batches.targets', { batchId })
    const keys = targets
      .filter((target) => !leftOut.some((name) => target.url?.includes(`//${name}.`)))
      .map((target) => target.objectKey)
    const measured = async () => {
      await wait(1_500)
      return memoryMb(processTree(process.pid))
    }
    let first = 0
    for (let index = 0; index < opened; index += 1) {
      await workspace.call('page.open', { batchId, objectKey: keys[index % keys.length] ?? '', url: null })
      for (let tries = 0; tries < 100; tries += 1) {
        const { state } = await workspace.call('page.state', {})
        if (state && !state.loading) break
        await wait(50)
      }
      if (index === 0) first = await measured()
    }
    const last = await measured()
    const note = `${keys.length} sample sites in turn, browser host, proportional set size`
    return [
      { part: 'memory', what: 'all processes after the first target', value: first, unit: 'MB', note },
      { part: 'memory', what: `all processes after ${opened} targets`, value: last, unit: 'MB' },
      { part: 'memory', what: `after ${opened} ÷ after the first`, value: last / first, unit: '×', aim: { most: 1.3 } }
    ]
  } finally {
    await workspace.close()
    await host.close()
  }
}
