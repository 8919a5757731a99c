import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'score --batch 批次编号 [--workspace 文件夹] [--json]'
const outcomes = { pass: '合格', fail: '不合格', unsettled: '未定' } as const

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { batch: { type: 'string' } }, usage)
  const batchId = values.batch
  if (batchId === undefined) throw wrongUsage('没有给出批次编号。', usage)
  return withSession(values, async ({ call }) => {
    const { targets, summary } = await call('scores.batch', { batchId })
    const { checked, failed, withProblems, unsettled, passRate } = summary
    print(values.json, { targets, summary }, [
      ...targets.map(({ code, name, outcome, grade, score, problems }) => {
        const verdict = grade === null || grade === outcomes[outcome] ? outcomes[outcome] : `${outcomes[outcome]}（${grade}）`
        return [code, name, verdict, score ?? '—', `${problems} 个问题`].join('\t')
      }),
      `检查 ${checked} 个，存在问题 ${withProblems} 个，不合格 ${failed} 个，未定 ${unsettled} 个，合格率 ${passRate ?? '—'}%`
    ])
    return 0
  })
}
