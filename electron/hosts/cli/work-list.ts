import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'work list --batch 编号 [--workspace 文件夹] [--json]'

const reasons = { never: '没有分派给他', withdrawn: '已收回', 'no-work': '没有打开过任务包' } as const

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { batch: { type: 'string' } }, usage)
  const { batch } = values
  if (batch === undefined) throw wrongUsage('要给出 --batch。', usage)
  return withSession(values, async ({ call }) => {
    const list = await call('work.list', { batchId: batch })
    print(values.json, list, [
      ...list.inspectors.map(
        ({ inspector, assigned, done, inProgress, notBegun, merged, isEditionOlder }) =>
          `${inspector}\t分派 ${assigned}\t已检 ${done}\t检查中 ${inProgress}\t待检 ${notBegun}\t${merged === null ? '还没有交回' : `合并到第 ${merged.seq} 条（${merged.time}）`}${isEditionOlder ? '\t发出后换过指标体系，请重发任务包' : ''}`
      ),
      `未分派 ${list.unassigned.length} 个对象`,
      ...list.outOfScope.map(
        ({ name, author, acts, reason }) => `不在分派范围：${name}，${author} 的记录 ${acts} 条（${reasons[reason]}）`
      )
    ])
    return 0
  })
}
