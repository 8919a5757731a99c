import type { Output } from '../../contract/index.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'merge 包.zip… [--accept-key 密钥编号 [--name 设备名称]] [--workspace 文件夹] [--json]'

const reasons = {
  missing: '等待其他记录',
  unsealed: '没有设备签名',
  'unknown-key': '设备的密钥未登记',
  'other-key': '设备的密钥与登记的不同',
  fork: '同一台设备的同一条记录有两个版本',
  'other-manager': '这台设备另有负责人（用 xuncha role rule 裁定）'
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'accept-key': { type: 'string' }, name: { type: 'string' } }, usage)
  const keyId = values['accept-key']
  if (positionals.length === 0 && keyId === undefined) throw wrongUsage('要给出至少一个包。', usage)
  return withSession(values, async ({ call }) => {
    const merged = positionals.length === 0 ? null : await call('merge.packages', { paths: positionals })
    const accepted = keyId === undefined ? null : await call('merge.acceptKey', { keyId, name: values.name ?? keyId })
    const last = accepted ?? merged
    if (last === null) return 2
    const result = {
      ...last,
      applied: (merged?.applied ?? 0) + (accepted?.applied ?? 0),
      alreadyHad: merged?.alreadyHad ?? 0
    }
    print(values.json, result, linesOf(result))
    return 0
  })
}

function linesOf({
  applied,
  alreadyHad,
  held,
  missing,
  missingEvidence,
  outOfScope,
  conflicts,
  stateHash
}: Output<'merge.packages'>): string[] {
  return [
    `合并 ${applied} 条，已有 ${alreadyHad} 条`,
    ...held.map(
      ({ device, name, reason, count, keyIds, author }) =>
        `暂不合并 ${count} 条，来自${named(device, name)}（${author}）：${reasons[reason]}${keyIds.length === 0 ? '' : `，密钥 ${keyIds.join('、')}`}`
    ),
    ...missing.map(({ device, name, missing: amount }) => `缺 ${amount} 条，来自${named(device, name)}`),
    ...(missingEvidence.length === 0 ? [] : [`缺证据文件 ${missingEvidence.length} 个`]),
    ...outOfScope.map(({ name, author, acts }) => `不在分派范围：${name}，${author} 的记录 ${acts} 条（已照原样合并）`),
    ...(conflicts.length === 0 ? [] : [`待裁定 ${conflicts.length} 处`]),
    stateHash
  ]
}

function named(device: string | null, name: string | null): string {
  if (name !== null) return ` ${name}`
  return device === null ? '不明的设备' : `设备 ${device}`
}
