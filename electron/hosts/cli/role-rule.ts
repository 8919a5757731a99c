import { roleLines } from './role-list.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'role rule 设备编号（由它当负责人；own 即本机） --reason 理由 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { reason: { type: 'string' } }, usage)
  const [who, ...more] = positionals
  const reason = values.reason?.trim() ?? ''
  if (who === undefined || more.length > 0 || reason === '') throw wrongUsage('要给出由哪台设备当负责人，和理由。', usage)
  return withSession(values, async ({ call }) => {
    const own = (await call('roles.list', {})).people.find(({ isOwn }) => isOwn)?.device
    const roles = await call('roles.rule', { device: who === 'own' && own !== undefined ? own : who, reason })
    print(values.json, roles, roleLines(roles))
    return 0
  })
}
