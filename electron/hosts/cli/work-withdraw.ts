import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'
import { namesIn } from './work-names.ts'

const usage = 'work withdraw --batch 编号 --to 姓名 --targets 清单.txt [--reason 原因] [--json]'

const options = {
  batch: { type: 'string' },
  to: { type: 'string' },
  targets: { type: 'string' },
  reason: { type: 'string', default: '' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const { batch, to, targets, reason } = values
  if (positionals.length > 0) throw wrongUsage(`work withdraw 后面不能写“${positionals.join(' ')}”。`, usage)
  if (batch === undefined || to === undefined || targets === undefined) {
    throw wrongUsage('要给出 --batch、--to 和 --targets。', usage)
  }
  const names = namesIn(targets, usage)
  return withSession(values, async ({ call }) => {
    const result = await call('work.withdraw', { batchId: batch, to, names, reason })
    print(values.json, result, [
      `已收回 ${result.withdrawn} 个对象，“${to}”还有 ${result.left} 个；请用 work send 重发任务包通知他。`
    ])
    return 0
  })
}
