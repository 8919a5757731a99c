import { readJsonFile } from '../../backend/read-json-file.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'stamp authority 文件.json [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个时间戳机构的设置文件。', usage)
  const authority = await readJsonFile(file, '时间戳机构设置')
  return withSession(values, async ({ call }) => {
    const saved = await call('stamps.saveAuthority', { authority })
    print(values.json, saved, [
      `时间戳机构“${saved.name}”已${saved.replaced ? '更新' : '导入'}  ${saved.url}`,
      ...saved.roots.map(({ subject, sha256 }) => `  根证书 ${subject}  SHA-256 ${sha256}（请与机构公布的核对）`)
    ])
    return 0
  })
}
