import { readPassphrase } from './passphrase.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'package create --batch 编号 [--targets 对象,对象…] --out 文件.zip [--passphrase-file 文件] [--json]（口令也可放在环境变量 XUNCHA_PASSPHRASE）'

const options = {
  batch: { type: 'string' },
  targets: { type: 'string', multiple: true },
  out: { type: 'string' },
  'passphrase-file': { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const { batch, targets, out } = values
  if (positionals.length > 0) throw wrongUsage(`package create 后面不能写“${positionals.join(' ')}”。`, usage)
  if (batch === undefined || out === undefined || out === '') throw wrongUsage('要给出 --batch 和 --out。', usage)
  const passphrase = readPassphrase(values['passphrase-file'], usage)
  const objectKeys = targets?.flatMap((list) => list.split(/[,，]/)).filter((key) => key !== '') ?? null
  if (objectKeys?.length === 0) throw wrongUsage('--targets 后面没有写对象。', usage)
  return withSession(values, async ({ call }) => {
    const made = await call('packages.create', { batchId: batch, objectKeys, outFile: out, passphrase })
    const { head } = made
    print(values.json, made, [
      `证据包  ${made.file}`,
      `  证据 ${made.evidence} 份，文件 ${made.files} 个，日志 ${made.events} 条，已核验`,
      `  密钥编号 ${made.keyId}`,
      `  抄记码   ${head.device}:${head.seq}:${head.hash}`,
      `  SHA-256  ${made.sha256}`
    ])
    if (made.isNewKey) say(`已为本机生成签名密钥 ${made.keyId}；请记住口令，并把密钥编号告知收件单位。`)
    return 0
  })
}
