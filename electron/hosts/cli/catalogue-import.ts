import { resolve } from 'node:path'
import { diffCatalogues } from '../../domain/catalogue-diff.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'catalogue import 文件.xlsx --base 目录编号 --id 新编号 --title 名称 --region 地区 ' +
  '[--edition 版本] [--source 依据] [--dry-run] [--workspace 文件夹] [--json]'

const options = {
  base: { type: 'string' },
  id: { type: 'string' },
  title: { type: 'string' },
  region: { type: 'string' },
  edition: { type: 'string' },
  source: { type: 'string' },
  'dry-run': { type: 'boolean', default: false }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [file, ...rest] = positionals
  const { base, id, title, region } = values
  if (file === undefined || rest.length > 0) throw wrongUsage('要给出一个表格文件。', usage)
  if (!base || !id || !title || !region) throw wrongUsage('--base、--id、--title、--region 都要给出。', usage)
  if (!/^[a-z0-9-]+$/.test(id)) throw wrongUsage(`--id 只能用小写字母、数字和连字符，“${id}”不行。`, usage)
  const plan = { id, title, region, edition: values.edition ?? title, source: values.source ?? title }
  return withSession(values, async ({ call }) => {
    const before = await call('catalogues.get', { id: base })
    const { overlay, catalogue } = await call('catalogues.importFile', { source: { path: resolve(file) }, base, plan })
    const differences = diffCatalogues(before, catalogue)
    const isSaved = !values['dry-run']
    if (isSaved) await call('catalogues.saveOverlay', { overlay })
    else say('这是预览，没有保存任何内容。')
    print(values.json, { id, base, saved: isSaved, indicators: catalogue.indicators.length, differences, overlay }, [
      ...differences.map(
        ({ id: item, title: name, label, before: from, after: to }) =>
          `${item} ${name}\t${label}\t${from ?? '（无）'} → ${to ?? '（无）'}`
      ),
      `与 ${base} 相比 ${differences.length} 处不同`
    ])
    return 0
  })
}
