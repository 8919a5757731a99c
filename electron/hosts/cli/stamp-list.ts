import { gapText } from '../../domain/stamp-words.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'stamp list [--file 文件的 SHA-256] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { file: { type: 'string' } }, usage)
  if (positionals.length > 0) throw wrongUsage(`stamp list 后面不能写“${positionals.join(' ')}”。`, usage)
  const { file } = values
  if (file !== undefined && !/^[0-9a-f]{64}$/.test(file)) throw wrongUsage('--file 后面要写 64 位小写十六进制的 SHA-256。', usage)
  return withSession(values, async ({ call }) => {
    if (file !== undefined) {
      const { stamps } = await call('stamps.ofFile', { sha256: file })
      print(values.json, { stamps }, [
        ...stamps.map(({ authority, day, time, root, ...gap }) => `${day}  ${authority}  ${time}  ${gapText(gap)}  ${root}`),
        `这个文件有时间戳 ${stamps.length} 枚`
      ])
      return 0
    }
    const list = await call('stamps.list', {})
    print(values.json, list, [
      ...list.authorities.map(({ name, url }) => `时间戳机构“${name}”  ${url}`),
      ...list.days.flatMap(({ day, files, waiting, stamps }) => [
        `${day}  ${files} 个文件，等候加盖 ${waiting} 个`,
        ...stamps.map(({ authority, time, fault, ...gap }) => `  ${authority}  ${time}  ${fault ?? gapText(gap)}`)
      ])
    ])
    return 0
  })
}
