import { firstLine, readPassphrase } from './passphrase.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'key passphrase --new-passphrase-file 文件 [--passphrase-file 文件] [--workspace 文件夹] [--json]（原口令也可放在环境变量 XUNCHA_PASSPHRASE）'

export async function run(args: string[]): Promise<number> {
  const options = { 'new-passphrase-file': { type: 'string' }, 'passphrase-file': { type: 'string' } } as const
  const { values, positionals } = readArgs(args, options, usage)
  const file = values['new-passphrase-file']
  if (positionals.length > 0 || file === undefined) throw wrongUsage('要用 --new-passphrase-file 给出存有新口令的文件。', usage)
  const now = readPassphrase(values['passphrase-file'], usage)
  const next = firstLine(file, usage)
  return withSession(values, async ({ call }) => {
    const kept = await call('identity.keepKey', { now, next })
    print(values.json, kept, [`密钥 ${kept.keyId} 的口令已更改`])
    return 0
  })
}
