import { withSession } from './session.ts'
import { print, readArgs, say } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'state rebuild [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { before, stateHash, events } = await call('state.rebuild', {})
    if (before !== stateHash) say('重建前的各表与日志不一致，已按日志改正。')
    print(values.json, { stateHash, before, events }, [`由 ${events} 条日志重建：${stateHash}`])
    return 0
  })
}
