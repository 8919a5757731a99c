import { resolve } from 'node:path'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'calendar import 文件 [--dry-run] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'dry-run': { type: 'boolean', default: false } }, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个节假日安排文件。', usage)
  return withSession(values, async ({ call }) => {
    const { previewId, year, offDays, workDays, replaces, differences } = await call('calendars.preview', {
      source: { path: resolve(file) }
    })
    const isDone = !values['dry-run']
    if (isDone) await call('calendars.commit', { previewId })
    else say('这是预览，没有导入任何内容。')
    const instead =
      replaces === null ? '' : `；取代${replaces === 'shipped' ? '随程序' : '本单位'}的表，有 ${differences.length} 天不同`
    print(values.json, { year, offDays, workDays, replaces, differences, imported: isDone }, [
      `${year} 年：放假 ${offDays} 天，调休上班 ${workDays} 天${instead}`
    ])
    return 0
  })
}
