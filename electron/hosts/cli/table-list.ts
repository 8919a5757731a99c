import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

const usage = 'table list [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, usage)
  return withSession(values, async ({ call }) => {
    const { tables } = await call('externals.list', {})
    const lines = tables.map((table) => [table.id, table.title, table.period, `${table.rows} 行`, table.source.file].join('\t'))
    print(values.json, { tables }, lines)
    return 0
  })
}
