import { XunchaError } from '../../domain/errors.ts'
import { readDay } from '../../domain/phrase.ts'
import { readLocalTime } from '../../domain/time-text.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage =
  'term check --catalogue 目录编号|--batch 批次编号 --item W5.2 [--at 2023-08-23] [--updated 日期|无] [--sent 日期] [--answered 日期] ' +
  '[--activities 日期,日期] [--visits 20/1,20/0] [--missing 4,4,5] [--workspace 文件夹] [--json]'

const word = { broken: '超出规定', kept: '符合规定', open: '不能认定' } as const

export async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const options = { catalogue: text, batch: text, item: text, at: text, updated: text, sent: text, answered: text }
  const { values } = readArgs(args, { ...options, activities: text, visits: text, missing: text }, usage)
  const { catalogue: catalogueId, batch: batchId, item: indicatorId } = values
  if ((catalogueId === undefined) === (batchId === undefined)) throw wrongUsage('--catalogue 和 --batch 要给出一个。', usage)
  if (indicatorId === undefined) throw wrongUsage('--item 要给出指标编号。', usage)
  const observedAt = values.at === undefined ? new Date().toISOString() : readLocalTime(values.at)
  if (observedAt === null) throw wrongUsage('--at 要写成 2023-08-23 或“2023-08-23 10:20”。', usage)
  const facts = {
    observedAt,
    lastUpdate: values.updated === '无' ? null : day('updated', values.updated),
    sentOn: day('sent', values.sent),
    answeredOn: day('answered', values.answered),
    activities: listOf(values.activities)?.map((each) => sureDay('activities', each)),
    visits: listOf(values.visits)?.map(visitsOf),
    missingKinds: listOf(values.missing)?.map((each) => whole('missing', each))
  }
  const edition = batchId === undefined ? { catalogueId: catalogueId ?? '' } : { batchId }
  return withSession(values, async ({ call }) => {
    const answer = await call('terms.judge', { edition, indicatorId, facts })
    print(values.json, { ...edition, indicator: indicatorId, ...facts, ...answer }, [
      `${indicatorId} ${word[answer.state]}：${answer.why}`
    ])
    return answer.state === 'broken' ? 1 : 0
  })
}

const listOf = (text: string | undefined): string[] | undefined => text?.split(/[,，]/).map((part) => part.trim())

function day(option: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : sureDay(option, text)
}

function sureDay(option: string, text: string): string {
  const found = readDay(text)
  if (found === null) throw new XunchaError('bad-input', `--${option} 的日期“${text}”看不懂；请写成 2023-08-23 的样子。`)
  return found
}

function whole(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new XunchaError('bad-input', `--${option} 里的“${text}”不是整数；请改正后重试。`)
  return Number(text)
}

function visitsOf(text: string): { visits: number; failures: number } {
  const [visits = '', failures = ''] = text.split('/')
  return { visits: whole('visits', visits), failures: whole('visits', failures) }
}
