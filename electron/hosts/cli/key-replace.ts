import { firstLine } from './passphrase.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'key replace --new-passphrase-file 文件 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'new-passphrase-file': { type: 'string' } }, usage)
  const file = values['new-passphrase-file']
  if (positionals.length > 0 || file === undefined)
    throw wrongUsage('要用 --new-passphrase-file 给出存有新密钥口令的文件。', usage)
  const next = firstLine(file, usage)
  return withSession(values, async ({ call }) => {
    const made = await call('identity.replaceKey', { next })
    print(values.json, made, [
      `新密钥 ${made.keyId}`,
      '请做一个证据包发给负责人，并打电话报出新密钥的编号，由负责人连署（xuncha key vouch）；连署以前，别的电脑不接受新密钥'
    ])
    return 0
  })
}
