import { gapText } from '../../domain/stamp-words.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'stamp [--authority 名称] [--workspace 文件夹] [--json]，或 xuncha stamp authority、stamp list'

/** Asks for what waits, over the network: nothing else ever does. Code 1 where something waits on. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { authority: { type: 'string' } }, usage)
  if (positionals.length > 0) throw wrongUsage(`stamp 后面不能写“${positionals.join(' ')}”。`, usage)
  return withSession(values, async ({ call }) => {
    const result = await call('stamps.request', { authority: values.authority ?? null })
    const { authority, stamped, waiting, fault } = result
    print(values.json, result, [
      ...stamped.map(({ day, files, time, ...gap }) => `${day}  ${files} 个文件  ${time}  ${gapText(gap)}`),
      `时间戳机构“${authority}”：加盖 ${stamped.length} 天，等候 ${waiting.length} 天`
    ])
    if (fault !== null) say(fault)
    return fault === null ? 0 : 1
  })
}
