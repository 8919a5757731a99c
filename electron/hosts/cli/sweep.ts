import type { Output } from '../../contract/index.ts'
import type { Sweep } from '../../contract/sweeps.ts'
import type { PageHost } from '../../capture/page-driver.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { createChromiumHost } from '../chromium/playwright-host.ts'
import { productVersion } from './project-root.ts'
import { listOf, wholeNumber } from './read-values.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'sweep --batch 批次编号 [--checks 检查项,检查项] [--concurrency 同时检查的对象数] [--spacing 毫秒] [--anew] [--no-browser] ' +
  '[--workspace 文件夹] [--json]'

const mostConcurrency = 16
const mostSpacing = 60_000

export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = { batch: text, checks: text, concurrency: text, spacing: text, anew: flag, 'no-browser': flag }
  const { values } = readArgs(args, options, usage)
  const batchId = values.batch
  if (batchId === undefined) throw wrongUsage('没有给出批次编号。', usage)
  const checks = values.checks === undefined ? undefined : listOf(values.checks)
  if (checks?.length === 0) throw wrongUsage('--checks 里没有写检查项。', usage)
  const settings = {
    concurrency: wholeNumber(values.concurrency, { option: '--concurrency', range: [1, mostConcurrency], usage }),
    spacing: wholeNumber(values.spacing, { option: '--spacing', range: [0, mostSpacing], usage }),
    useBrowser: values['no-browser'] ? false : undefined
  }
  const pageHost = values['no-browser'] ? null : await browser()
  try {
    return await withSession({ ...values, pageHost }, async ({ call }) => {
      const { batch } = await call('batches.get', { batchId })
      const interrupted = (): void => void call('sweeps.pause', { batchId }).catch(() => undefined)
      process.once('SIGINT', interrupted)
      process.once('SIGTERM', interrupted)
      const sweep = await call('sweeps.run', { batchId, checks, settings, isAnew: values.anew }).finally(() => {
        process.off('SIGINT', interrupted)
        process.off('SIGTERM', interrupted)
      })
      const { hints } = await call('hints.list', { batchId })
      tell(values.json, batch.title, sweep, hints)
      return sweep.state === 'done' ? 0 : 1
    })
  } finally {
    await pageHost?.close()
  }
}

/** Without a browser the sweep reads what the bytes say, and says so. */
async function browser(): Promise<PageHost | null> {
  const executable = findBrowser()
  if (executable === null) {
    say('没有找到可用的浏览器，只读取网页源码，脚本生成的内容看不到。')
    return null
  }
  return createChromiumHost({ executable, version: productVersion() })
}

function tell(isJson: boolean, title: string, sweep: Sweep, hints: Output<'hints.list'>['hints']): void {
  const open = hints.filter(({ state }) => state === 'open')
  const { batchId: batch, sweepId, state, pausedBy, message, targets, done, pages, byBrowser, failed } = sweep
  if (message !== null) say(message)
  print(
    isJson,
    {
      batch,
      sweep: sweepId,
      state,
      pausedBy,
      targets,
      done,
      pages,
      byBrowser,
      failed,
      hints: hints.map(
        ({ objectKey: target, check, indicators, outcome, message: says, url, location, state: stands, isQuiet }) => ({
          target,
          check,
          indicators,
          outcome,
          message: says,
          url,
          location,
          state: stands,
          quiet: isQuiet
        })
      )
    },
    [
      ...open.map(({ name, checkTitle, location, message: says }) => [name, checkTitle, location, says].join('\t')),
      `${title}：巡检 ${done}/${targets} 个对象，${pages} 个页面（浏览器打开 ${byBrowser} 个，没有应答 ${failed} 个），待处理线索 ${open.length} 条`
    ]
  )
}
