import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'key show [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  if (positionals.length > 0) throw wrongUsage(`key show 后面不能写“${positionals.join(' ')}”。`, usage)
  return withSession(values, async ({ call }) => {
    const key = await call('packages.key', {})
    const { exists, device, keyId, publicKey, keptBy, why } = key
    const lines = [
      `设备     ${device}`,
      `密钥编号 ${keyId ?? '（还没有，第一次做证据包时生成）'}`,
      `保管     ${keptBy === 'system' ? '由系统保管' : `由口令保护。${why ?? ''}`}`,
      ...(publicKey === null ? [] : [publicKey.trimEnd()])
    ]
    print(values.json, key, lines)
    return exists ? 0 : 1
  })
}
