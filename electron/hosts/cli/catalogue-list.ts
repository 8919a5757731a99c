import { withSession } from './session.ts'
import { print, readArgs, say } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'catalogue list [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { catalogues, faulty } = await call('catalogues.list', {})
    const lines = catalogues.map(
      ({ id, title, indicators, unconfirmed }) => `${id}\t${title}\t${indicators} 项指标，${unconfirmed} 项待确认`
    )
    for (const { faults } of faulty) for (const fault of faults) say(fault)
    print(values.json, { catalogues, faulty }, lines)
    return 0
  })
}
