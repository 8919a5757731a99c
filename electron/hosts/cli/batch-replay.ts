import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readJsonFile } from '../../backend/read-json-file.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'batch replay 抽样记录.json --registry 名录文件… [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { registry: { type: 'string', multiple: true } }, usage)
  // `--registry a b`: the files after the first come as plain words.
  const [recordFile, ...more] = positionals
  const registry = [...(values.registry ?? []), ...more]
  if (recordFile === undefined || registry.length === 0) throw wrongUsage('要给出抽样记录和名录文件。', usage)
  const record = await readJsonFile(recordFile, '抽样记录')
  // Compares files only: it needs no workspace of the user's, and must not wait for one in use.
  const dir = await mkdtemp(join(tmpdir(), 'xuncha-replay-'))
  try {
    return await withSession({ workspace: dir }, async ({ call }) => {
      const sources = registry.map((path) => ({ path: resolve(path) }))
      const { same, differences } = await call('batches.replay', { record, sources })
      print(values.json, { same, differences }, same ? ['重抽结果与抽样记录一致。'] : differences)
      return same ? 0 : 1
    })
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}
