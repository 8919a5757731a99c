import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'batch show 批次编号 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [batchId] = positionals
  if (batchId === undefined) throw wrongUsage('没有给出批次编号。', usage)
  return withSession(values, async ({ call }) => {
    const { batch } = await call('batches.get', { batchId })
    const { targets: rows } = await call('batches.targets', { batchId })
    const targets = rows.map(({ objectKey, code, name, unit, stratum, inspector, state, outcome }) => ({
      id: objectKey,
      code,
      name,
      unit,
      stratum,
      inspector,
      state,
      outcome
    }))
    const { id, title, period, object, catalogueId, frame, drawn, strata, recordHash } = batch
    print(
      values.json,
      { batch: id, title, period, object, catalogue: catalogueId, frame, drawn, strata, recordHash, targets },
      targets.map(({ code, name, unit, stratum, state }) => [code, name, unit, stratum, state].join('\t'))
    )
    return 0
  })
}
