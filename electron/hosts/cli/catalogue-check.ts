import { readJsonFile } from '../../backend/read-json-file.ts'
import { XunchaError } from '../../domain/errors.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'catalogue check 文件.json [--workspace 文件夹] [--json]'

/** Checks a local plan, or a whole edition, without keeping it. A plan may be based on the workspace's own ones. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw wrongUsage('请写一个要检查的文件。', usage)
  const json = await readJsonFile(file, '指标目录')
  return withSession(values, async ({ call }) => {
    const { faults, catalogue } = await call('catalogues.validate', { overlay: json })
    if (catalogue === null) {
      throw new XunchaError('bad-catalogue', `文件“${file}”有 ${faults.length} 处错误；请更正后再使用。`, {
        faults: faults.map((reason) => ({ file, reason }))
      })
    }
    const { id, title, indicators } = catalogue
    const unconfirmed = indicators.filter(({ status }) => status === 'unconfirmed').length
    print(values.json, { file, id, title, indicators: indicators.length, unconfirmed, faults }, [
      `${id}\t${title}\t${indicators.length} 项指标，${unconfirmed} 项待确认，没有错误`
    ])
    return 0
  })
}
