import { withSession } from './session.ts'
import { print, readArgs } from './terminal.ts'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, {}, 'terms list [--workspace 文件夹] [--json]')
  return withSession(values, async ({ call }) => {
    const { packs } = await call('wordPacks.list', {})
    print(
      values.json,
      { packs },
      packs.map(({ name, version, source, origin, isOn, counts }) => {
        const { misspelt, sensitive, gambling } = counts
        const words = `错别字 ${misspelt}\t敏感 ${sensitive}\t博彩 ${gambling}`
        return `${name}\t${version}\t${isOn ? '启用' : '停用'}\t${origin === 'shipped' ? '随程序' : '本单位'}\t${words}\t${source}`
      })
    )
    return 0
  })
}
