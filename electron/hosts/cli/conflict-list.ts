import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'conflict list [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { conflicts } = await call('conflicts.list', {})
    const lines = conflicts.flatMap(({ conflictId, item, versions }) => [
      `${conflictId}  ${item}`,
      ...versions.map(({ event, author, value }) => `  ${event}  ${author}  ${JSON.stringify(value)}`)
    ])
    print(values.json, { conflicts }, [...lines, `待裁定 ${conflicts.length} 处`])
    return 0
  })
}
