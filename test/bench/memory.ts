import { setTimeout as wait } from 'node:timers/promises'
import type { Figure, Part } from './figure.ts'
import { openHost } from './pages.ts'
import { memoryMb, processTree } from './process-tree.ts'
import { openWorkspace } from './workspace.ts'

/** A few to see how it begins, and a day's work. */
const looks = [50, 500] as const
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
    const after: { opened: number; mb: number }[] = []
    for (let index = 0; index < looks[1]; index += 1) {
      await workspace.call('page.open', { batchId, objectKey: keys[index % keys.length] ?? '', url: null })
      for (let tries = 0; tries < 100; tries += 1) {
        const { state } = await workspace.call('page.state', {})
        if (state && !state.loading) break
        await wait(50)
      }
      if (index === 0) first = await measured()
      if (looks.some((opened) => opened === index + 1)) after.push({ opened: index + 1, mb: await measured() })
    }
    const note = `${keys.length} sample sites in turn, browser host, proportional set size`
    return [
      { part: 'memory', what: 'all processes after the first target', value: first, unit: 'MB', note },
      ...after.flatMap(({ opened, mb }): Figure[] => [
        { part: 'memory', what: `all processes after ${opened} targets`, value: mb, unit: 'MB' },
        { part: 'memory', what: `after ${opened} ÷ after the first`, value: mb / first, unit: '×', aim: { most: 1.3 } }
      ])
    ]
  } finally {
    await workspace.close()
    await host.close()
  }
}
