import type { WhatIf, WhatIfTarget } from '../../contract/what-if.ts'
import { decideOption, decisionsOf } from './decide-option.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'what-if --batch 批次编号 --catalogue 目录编号 [--decide 文件.csv 或 D1.1=confirm|off|2/10]… [--workspace 文件夹] [--json]'
const outcomes = { pass: '合格', fail: '不合格', unsettled: '未定' } as const

/** Scores a batch under another edition and prints the difference; nothing is written. */
export async function run(args: string[]): Promise<number> {
  const options = { batch: { type: 'string' }, catalogue: { type: 'string' }, ...decideOption } as const
  const { values } = readArgs(args, options, usage)
  const { batch: batchId, catalogue: catalogueId } = values
  if (batchId === undefined || catalogueId === undefined) throw wrongUsage('--batch、--catalogue 都要给出。', usage)
  return withSession(values, async (session) => {
    const decisions = await decisionsOf(session, catalogueId, values.decide)
    const result = await session.call('scores.whatIf', { batchId, catalogueId, decisions })
    print(values.json, result, linesOf(result))
    return 0
  })
}

function linesOf({ from, to, before, after, changes, notCounted, renamed, undecided, obstacle, targets }: WhatIf): string[] {
  const summary = ({ checked, failed, withProblems, passRate }: WhatIf['before']): string =>
    `检查 ${checked} 个，存在问题 ${withProblems} 个，不合格 ${failed} 个，合格率 ${passRate ?? '—'}%`
  const side = ({ outcome, provisional }: WhatIfTarget['before']): string => `${outcomes[outcome]} ${provisional ?? '—'}`
  return [
    ...targets
      .filter(({ changed }) => changed)
      .map(({ code, name, before: was, after: is, difference }) =>
        [code, name, side(was), side(is), difference ?? '—'].join('\t')
      ),
    `现用 ${from.title}：${summary(before)}`,
    `试算 ${to.title}：${summary(after)}`,
    `${changes.targets} 个对象中 ${changes.changed} 个有变化：${changes.passToFail} 个由合格变为不合格，${changes.failToPass} 个由不合格变为合格`,
    ...(notCounted === 0 ? [] : [`新指标没有或没有启用相应项目，${notCounted} 条问题不计入`]),
    ...(renamed.length === 0
      ? []
      : [`编号相同、名称不同的指标：${renamed.map((one) => `${one.indicator} ${one.before}→${one.after}`).join('；')}`]),
    ...(undecided.length === 0 ? [] : [`数值待核对、不计分的指标：${undecided.join('、')}`]),
    ...(obstacle === null ? [] : [obstacle])
  ]
}
