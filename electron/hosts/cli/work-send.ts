import type { WorkSelection } from '../../contract/work.ts'
import { readShare } from '../../domain/split-work.ts'
import { readPassphrase } from './passphrase.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'
import { namesIn } from './work-names.ts'

const usage =
  'work send --batch 编号 --to 姓名 [--targets 清单.txt | --stratum 地区 | --share 第几/共几 [--stratum 地区]] --out 文件.zip [--new-device] [--passphrase-file 文件] [--json]（不写选哪些对象：把已分派的重发一次）'

const options = {
  batch: { type: 'string' },
  to: { type: 'string' },
  targets: { type: 'string' },
  stratum: { type: 'string' },
  share: { type: 'string' },
  out: { type: 'string' },
  'new-device': { type: 'boolean', default: false },
  'passphrase-file': { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const { batch, to, out } = values
  if (positionals.length > 0) throw wrongUsage(`work send 后面不能写“${positionals.join(' ')}”。`, usage)
  if (batch === undefined || to === undefined || out === undefined || out === '') {
    throw wrongUsage('要给出 --batch、--to 和 --out。', usage)
  }
  const selection = selectionOf(values)
  const passphrase = readPassphrase(values['passphrase-file'], usage)
  return withSession(values, async ({ call }) => {
    const request = { batchId: batch, to, selection, outFile: out, passphrase, anyDevice: values['new-device'] }
    const sent = await call('work.send', request)
    print(values.json, sent, [
      `任务包  ${sent.file}`,
      `  给 ${sent.to}：共 ${sent.targets} 个对象，其中新分派 ${sent.added} 个`,
      ...sent.overlaps.map(({ name, inspectors }) => `  同一对象分给了多人：${name}（${inspectors.join('、')}）`),
      `  密钥编号 ${sent.keyId}`,
      `  SHA-256  ${sent.sha256}`
    ])
    if (sent.isNewKey) say(`已为本机生成签名密钥 ${sent.keyId}；请记住口令，并把密钥编号告知检查员。`)
    return 0
  })
}

function selectionOf(values: { targets?: string; stratum?: string; share?: string }): WorkSelection {
  const { targets, stratum, share } = values
  if (targets !== undefined) {
    if (stratum !== undefined || share !== undefined) throw wrongUsage('--targets 不能与 --stratum、--share 同用。', usage)
    return { by: 'names', names: namesIn(targets, usage) }
  }
  if (share !== undefined) {
    const read = readShare(share)
    if (read === null) throw wrongUsage(`--share“${share}”的写法不对，请写成 1/3 这样。`, usage)
    return { by: 'share', ...read, stratum: stratum ?? null }
  }
  return stratum === undefined ? { by: 'none' } : { by: 'stratum', stratum }
}
