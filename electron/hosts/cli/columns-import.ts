import { resolve } from 'node:path'
import { XunchaError } from '../../domain/errors.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'columns import 文件 [--object 网站标识码] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { object: { type: 'string' } }, usage)
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个栏目文件。', usage)
  return withSession(values, async ({ call }) => {
    const code = values.object
    const sites = code === undefined ? [] : (await call('registry.list', { object: 'site' })).objects
    const site = sites.find(({ key, siteCode }) => key === code || siteCode === code)
    if (code !== undefined && !site) throw new XunchaError('unknown-target', `名录中没有网站“${code}”；请核对网站标识码。`)
    const done = await call('columns.import', { source: { path: resolve(file) }, objectKey: site?.key ?? null })
    const { added, changed, unchanged, sites: count } = done
    print(values.json, done, [`栏目：新增 ${added} 个，变更 ${changed} 个，未变 ${unchanged} 个；涉及网站 ${count} 个`])
    return 0
  })
}
