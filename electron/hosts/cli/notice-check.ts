import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'notice check 文件夹 [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [dir] = positionals
  if (dir === undefined) throw wrongUsage('没有给出通报所在的文件夹。', usage)
  // Reads the exported files only, so it works without the workspace that made them.
  const empty = await mkdtemp(join(tmpdir(), 'xuncha-check-'))
  try {
    return await withSession({ workspace: empty }, async ({ call }) => {
      const { ok, mismatches } = await call('notices.check', { dir: resolve(dir) })
      print(values.json, { ok, mismatches }, ok ? ['通报中的数字全部对得上。'] : mismatches)
      return ok ? 0 : 1
    })
  } finally {
    await rm(empty, { recursive: true, force: true })
  }
}
