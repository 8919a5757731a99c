import { resolve } from 'node:path'
import type { InputFault } from '../../domain/errors.ts'
import type { ImportFileCounts } from '../../domain/registry.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, sayFaults, wrongUsage } from './terminal.ts'

const usage = 'registry import 文件… [--dry-run] [--accept-valid] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(
    args,
    { 'dry-run': { type: 'boolean', default: false }, 'accept-valid': { type: 'boolean', default: false } },
    usage
  )
  if (positionals.length === 0) throw wrongUsage('没有给出名录文件。', usage)
  return withSession(values, async ({ call }) => {
    const sources = positionals.map((path) => ({ path: resolve(path) }))
    const preview = await call('registry.preview', { sources })
    const faults = preview.files.flatMap(({ file, rejected }) => rejected.map((fault): InputFault => ({ file, ...fault })))
    const isRefused = faults.length > 0 && !values['accept-valid']
    sayFaults(faults)
    if (values['dry-run'] || isRefused) {
      const before = await call('workspace.info', {})
      // What is refused changes nothing, so it tells the registry as it stays.
      const { sites, accounts } = isRefused ? before : preview
      print(values.json, { files: preview.files.map(shown), sites, accounts }, lines(preview.files, sites, accounts))
      say(
        isRefused
          ? `有 ${faults.length} 行不合格，没有导入任何内容；请修改后重试，或加 --accept-valid 只导入合格的行。`
          : '这是预览，没有导入任何内容。'
      )
      return isRefused ? 2 : 0
    }
    const done = await call('registry.commit', { previewId: preview.previewId, acceptValid: values['accept-valid'] })
    const { files, sites, accounts } = done
    print(values.json, { files: files.map(shown), sites, accounts }, lines(files, sites, accounts))
    return 0
  })
}

const shown = ({ file, rows, added, changed, unchanged, closed, rejected }: ImportFileCounts) => ({
  file,
  rows,
  added,
  changed,
  unchanged,
  closed,
  rejected
})

function lines(files: readonly ImportFileCounts[], sites: number, accounts: number): string[] {
  return [
    ...files.map(
      ({ file, rows, added, changed, unchanged, closed, rejected }) =>
        `${file}：共 ${rows} 行，新增 ${added}，变更 ${changed}，未变 ${unchanged}，不合格 ${rejected.length}；不再列出而关停 ${closed}`
    ),
    `名录：网站 ${sites} 个，新媒体 ${accounts} 个`
  ]
}
