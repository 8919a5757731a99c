import { resolve } from 'node:path'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'terms import 文件 [--dry-run] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { 'dry-run': { type: 'boolean', default: false } }, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个词库文件。', usage)
  return withSession(values, async ({ call }) => {
    const preview = await call('wordPacks.preview', { source: { path: resolve(file) } })
    const { previewId, name, version, source, counts, replaces } = preview
    const isDone = !values['dry-run']
    if (isDone) await call('wordPacks.commit', { previewId })
    else say('这是预览，没有导入任何内容。')
    const { misspelt, sensitive, gambling } = counts
    const instead =
      replaces === null
        ? ''
        : `；取代${replaces.origin === 'shipped' ? '随程序' : '本单位'}的 ${replaces.version} 版，增加 ${replaces.added} 个、改动 ${replaces.changed} 个、减少 ${replaces.removed} 个`
    print(values.json, { name, version, source, counts, replaces, imported: isDone }, [
      `${name} ${version}：错别字 ${misspelt} 个，敏感 ${sensitive} 个，博彩 ${gambling} 个${instead}`
    ])
    return 0
  })
}
