import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'calendar list [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { tables } = await call('calendars.list', {})
    print(
      values.json,
      { calendars: tables },
      tables.map(({ year, origin, offDays, workDays, sources }) => {
        const from = sources.map(({ number }) => number).join('、')
        return `${year}\t${origin === 'shipped' ? '随程序' : '本单位'}\t放假 ${offDays} 天\t调休上班 ${workDays} 天\t${from}`
      })
    )
    return 0
  })
}
