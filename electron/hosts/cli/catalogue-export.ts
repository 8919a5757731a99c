import { copyFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { XunchaError } from '../../domain/errors.ts'
import { resultFolder, withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'catalogue export 目录编号 --out 文件.xlsx [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { out: { type: 'string' } }, usage)
  const [id, ...rest] = positionals
  if (id === undefined || rest.length > 0 || values.out === undefined) throw wrongUsage('要给出一个目录编号和 --out。', usage)
  const out = resolve(values.out)
  return withSession(values, async ({ call }) => {
    const { path, sha256, size } = await call('catalogues.exportFile', { id })
    resultFolder(dirname(out))
    try {
      await copyFile(path, out)
    } catch (cause) {
      throw new XunchaError('bad-input', `文件“${out}”写不进去；请换一个位置，或关闭正在打开它的程序。`, { cause })
    }
    print(values.json, { id, path: out, sha256, size }, [out])
    return 0
  })
}
