import { resolve } from 'node:path'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'findings import 文件.csv --batch 批次编号 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { batch: { type: 'string' } }, usage)
  const [file, ...rest] = positionals
  const batchId = values.batch
  if (file === undefined || rest.length > 0 || batchId === undefined) throw wrongUsage('要给出一个问题文件和批次编号。', usage)
  return withSession(values, async ({ call }) => {
    const { imported, withoutEvidence, targets } = await call('findings.import', { batchId, path: resolve(file) })
    print(values.json, { batch: batchId, imported, withoutEvidence, targets }, [
      `导入问题 ${imported} 条，涉及对象 ${targets} 个；其中 ${withoutEvidence} 条无证据`
    ])
    return 0
  })
}
