import type { Output } from '../../contract/index.ts'
import { roleNames } from '../../domain/roles.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'role list [--workspace 文件夹] [--json]'

const reasons = {
  role: '设备当时没有这个角色',
  founding: '已有负责人，或不是建立工作区的设备',
  batch: '所属批次没有生效'
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  if (positionals.length > 0) throw wrongUsage(`role list 后面不能写“${positionals.join(' ')}”。`, usage)
  return withSession(values, async ({ call }) => {
    const roles = await call('roles.list', {})
    print(values.json, roles, roleLines(roles))
    return 0
  })
}

export function roleLines({ isInUse, people, keyActs, rivals, voided }: Output<'roles.list'>): string[] {
  return [
    ...(isInUse ? [] : ['还没有指定过角色，各人都可做全部操作']),
    ...people.map(
      ({ device, name, keyId, role, isOwn }) =>
        `${role === null ? '未指定' : roleNames[role]}  ${name}${isOwn ? '（本机）' : ''}  设备 ${device}  密钥 ${keyId ?? '无'}`
    ),
    ...people.flatMap(({ device, newKeyIds }) =>
      newKeyIds.map((keyId) => `等待连署的新密钥 ${keyId}，设备 ${device}（xuncha key vouch）`)
    ),
    ...keyActs.map(
      ({ act, keyId, device, by, time, reason, isVoid }) =>
        `${act === 'accepted' ? '接受密钥' : '更换密钥'} ${keyId}，设备 ${device}：${by}，${time}${reason === null ? '' : `，${reason}`}${isVoid ? '（没有生效）' : ''}`
    ),
    ...rivals.map(
      ({ device, author, isHere }) =>
        `两边各有负责人：${author}，设备 ${device}${isHere ? '（这里现在的）' : ''}（xuncha role rule）`
    ),
    ...voided.map(({ type, author, device, reason }) => `没有生效：${type}，${author}，设备 ${device}：${reasons[reason]}`)
  ]
}
