import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'batch list [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { batches } = await call('batches.list', {})
    const lines = batches.map(
      ({ id, title, period, drawn, inspected }) => `${id}\t${title}\t${period}\t已检 ${inspected}/${drawn}`
    )
    print(values.json, { batches }, lines)
    return 0
  })
}
