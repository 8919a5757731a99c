import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'batch complete --batch 批次编号 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { batch: { type: 'string' } }, usage)
  const batchId = values.batch
  if (batchId === undefined) throw wrongUsage('没有给出批次编号。', usage)
  return withSession(values, async ({ call }) => {
    const { completed, already, open } = await call('batches.complete', { batchId })
    for (const { name, reason } of open) say(`${name}：${reason}`)
    print(values.json, { batch: batchId, completed, already, open }, [
      `标为已检 ${completed} 个，此前已检 ${already} 个，仍有待定 ${open.length} 个`
    ])
    return 0
  })
}
