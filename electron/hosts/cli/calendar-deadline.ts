import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'calendar deadline --from 2024-02-08 --days 5 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { from: { type: 'string' }, days: { type: 'string' } }, usage)
  const { from, days } = values
  if (from === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(from)) throw wrongUsage('--from 要写成 2024-02-08 的样子。', usage)
  if (days === undefined || !/^[1-9]\d{0,3}$/.test(days)) throw wrongUsage('--days 要是 1 以上的整数。', usage)
  const workingDays = Number(days)
  return withSession(values, async ({ call }) => {
    const { day, special } = await call('calendars.deadline', { from, workingDays })
    print(values.json, { from, workingDays, day, special }, [
      `${from} 起 ${workingDays} 个工作日，截止 ${day}`,
      ...special.map((one) => `  ${one.day} ${one.name}${one.type === 'off' ? '放假' : '调休上班'}`)
    ])
    return 0
  })
}
