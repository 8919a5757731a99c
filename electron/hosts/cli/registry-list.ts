import { objectKindSchema } from '../../domain/registry.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'registry list [--object site|account] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { object: { type: 'string' } }, usage)
  const kind = objectKindSchema.nullable().safeParse(values.object ?? null)
  if (!kind.success) throw wrongUsage('--object 只能是 site 或 account。', usage)
  return withSession(values, async ({ call }) => {
    const { objects } = await call('registry.list', { object: kind.data })
    const lines = objects.map(({ key, name, stratum, unit, status }) => [key, name, stratum, unit, status].join('\t'))
    print(values.json, { objects }, lines)
    return 0
  })
}
