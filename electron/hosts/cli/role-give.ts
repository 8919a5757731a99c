import { roleNames, roleSchema } from '../../domain/roles.ts'
import { roleLines } from './role-list.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'role give 设备编号（或 own，即本机） 检查员|复核员|负责人 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [who, named, ...more] = positionals
  const role = roleSchema.options.find((one) => one === named || roleNames[one] === named)
  if (who === undefined || role === undefined || more.length > 0) throw wrongUsage('要给出设备编号和角色。', usage)
  return withSession(values, async ({ call }) => {
    const own = (await call('roles.list', {})).people.find(({ isOwn }) => isOwn)?.device
    const roles = await call('roles.give', { device: who === 'own' && own !== undefined ? own : who, role })
    print(values.json, roles, roleLines(roles))
    return 0
  })
}
