import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

const usage = 'profile list [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, usage)
  return withSession(values, async ({ call }) => {
    const { profiles } = await call('profiles.list', {})
    const lines = profiles.map(({ id, name, isShipped, fault }) =>
      [id, isShipped ? '自带' : '本单位', name, fault ?? ''].join('\t')
    )
    print(values.json, { profiles }, lines)
    return 0
  })
}
