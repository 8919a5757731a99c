import { readPassphrase } from './passphrase.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'key vouch 新密钥编号 --reason 理由 [--passphrase-file 文件] [--workspace 文件夹] [--json]（口令也可放在环境变量 XUNCHA_PASSPHRASE）'

export async function run(args: string[]): Promise<number> {
  const options = { reason: { type: 'string' }, 'passphrase-file': { type: 'string' } } as const
  const { values, positionals } = readArgs(args, options, usage)
  const [keyId, ...more] = positionals
  const reason = values.reason?.trim() ?? ''
  if (keyId === undefined || more.length > 0 || reason === '') throw wrongUsage('要给出新密钥的编号和更换的理由。', usage)
  const passphrase = readPassphrase(values['passphrase-file'], usage)
  return withSession(values, async ({ call }) => {
    const vouched = await call('identity.vouchForKey', { keyId, reason, passphrase })
    print(values.json, vouched, [
      `已为设备 ${vouched.device} 的新密钥 ${keyId} 连署，旧密钥 ${vouched.oldKeyIds.join('、')} 作废，合并 ${vouched.applied} 条`
    ])
    return 0
  })
}
