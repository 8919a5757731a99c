import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'conflict rule 冲突编号 --choose 记录编号 --reason 理由 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { choose: { type: 'string' }, reason: { type: 'string' } }, usage)
  const [conflictId, ...more] = positionals
  const { choose: chosen, reason } = values
  if (conflictId === undefined || more.length > 0 || chosen === undefined || reason === undefined) {
    throw wrongUsage('要给出冲突编号、选定的记录和理由。', usage)
  }
  return withSession(values, async ({ call }) => {
    const { conflicts, stateHash } = await call('conflicts.rule', { conflictId, chosen, reason })
    print(values.json, { conflicts, stateHash }, [`已裁定，还有 ${conflicts.length} 处待裁定`])
    return 0
  })
}
