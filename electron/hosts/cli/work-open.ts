import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'work open 任务包.zip [--as 姓名] [--accept-key 密钥编号] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { as: { type: 'string' }, 'accept-key': { type: 'string' } }, usage)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw wrongUsage('要给出一个任务包。', usage)
  return withSession(values, async ({ call }) => {
    const request = { path: file, as: values.as ?? null, acceptKey: values['accept-key'] ?? null }
    const opened = await call('work.open', request)
    const names = (list: readonly { name: string }[]): string => list.map(({ name }) => name).join('、')
    print(values.json, opened, [
      opened.isKnown
        ? `这个任务包已经打开过，没有变化：${opened.period} ${opened.title}`
        : `已打开任务包：${opened.period} ${opened.title}，共 ${opened.targets} 个对象，新增 ${opened.added} 个`,
      ...(opened.kept === 0 ? [] : [`本机有未交回的工作，原样保留：${opened.kept} 个对象`]),
      ...(opened.withdrawn.length === 0 ? [] : [`已收回：${names(opened.withdrawn)}`]),
      ...(opened.withdrawnWithWork.length === 0
        ? []
        : [`已收回，但本机已有检查记录，仍然保留：${names(opened.withdrawnWithWork)}`]),
      ...opened.notes,
      opened.stateHash
    ])
    return 0
  })
}
