import { XunchaError } from '../../domain/errors.ts'
import { readLocalTime } from '../../domain/time-text.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'columns paper --batch 批次编号 --object 网站标识码 [--at 2023-02-08] [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values } = readArgs(args, { batch: { type: 'string' }, object: { type: 'string' }, at: { type: 'string' } }, usage)
  const { batch: batchId, object: code } = values
  if (batchId === undefined || code === undefined) throw wrongUsage('--batch 和 --object 都要给出。', usage)
  const at = values.at === undefined ? null : readLocalTime(values.at)
  if (values.at !== undefined && at === null) throw wrongUsage('--at 要写成 2023-02-08 或“2023-02-08 10:20”。', usage)
  return withSession(values, async ({ call }) => {
    const { targets } = await call('batches.targets', { batchId })
    const target = targets.find((one) => one.objectKey === code || one.code === code || one.name === code)
    if (!target) throw new XunchaError('unknown-target', `批次中没有对象“${code}”；请核对对象是否被抽中。`)
    const { columns, sheets } = await call('columns.paper', { batchId, objectKey: target.objectKey, at })
    const pathOf = new Map(columns.map(({ id, path }) => [id, path]))
    print(values.json, { batch: batchId, object: target.objectKey, at, columns, sheets }, [
      `${target.name}：登记栏目 ${columns.length} 个`,
      ...sheets.flatMap(({ indicatorId, title, notAsked, count, threshold, why, readings }) => [
        `${indicatorId} ${title}\t${threshold === null ? count : `${count}/${threshold}`}\t${notAsked ?? why}`,
        ...readings
          .filter(({ state }) => state !== 'fine')
          .map((reading) => `  ${pathOf.get(reading.columnId) ?? ''}\t${reading.why}`)
      ])
    ])
    return 0
  })
}
