import { resolve } from 'node:path'
import { resultFolder, withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'notice --batch 批次编号… --profile 样式编号 [--deadline 日期] [--decimals 0|1|2] --out 文件夹 [--workspace 文件夹] [--json]'

const options = {
  batch: { type: 'string', multiple: true },
  profile: { type: 'string' },
  deadline: { type: 'string' },
  decimals: { type: 'string' },
  out: { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  // `--batch a b`: the batches after the first come as plain words.
  const batchIds = [...(values.batch ?? []), ...positionals]
  const { profile, out } = values
  if (batchIds.length === 0 || profile === undefined || out === undefined) {
    throw wrongUsage('--batch、--profile、--out 都要给出。', usage)
  }
  const decimals = decimalsOf(values.decimals)
  return withSession(values, async ({ call }) => {
    const outDir = resultFolder(resolve(out))
    const request = { batchIds, profile, deadline: values.deadline ?? null, decimals, outDir }
    const { noticeId, dir, files } = await call('notices.export', request)
    print(
      values.json,
      { notice: noticeId, dir, files },
      files.map(({ path }) => path)
    )
    return 0
  })
}

function decimalsOf(value: string | undefined): 0 | 1 | 2 | null {
  if (value === undefined) return null
  if (value === '0') return 0
  if (value === '1') return 1
  if (value === '2') return 2
  throw wrongUsage('--decimals 只能是 0、1 或 2。', usage)
}
