import { resolve } from 'node:path'
import { withPrinter } from './printer.ts'
import { withSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'unit-packet --batch 编号 [--unit 主办单位]… [--profile 样式编号] [--deadline 日期] [--originals] --out 空文件夹 [--workspace 文件夹] [--json]'

const options = {
  batch: { type: 'string' },
  unit: { type: 'string', multiple: true },
  profile: { type: 'string', default: 'default' },
  deadline: { type: 'string' },
  originals: { type: 'boolean', default: false },
  out: { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const { batch, out } = values
  if (positionals.length > 0) throw wrongUsage(`unit-packet 后面不能写“${positionals.join(' ')}”。`, usage)
  if (batch === undefined || out === undefined || out === '') throw wrongUsage('要给出 --batch 和 --out。', usage)
  return withPrinter(true, (pageHost) =>
    withSession({ ...values, pageHost }, async ({ call }) => {
      const result = await call('unitPackets.export', {
        batchId: batch,
        units: values.unit ?? null,
        outDir: resolve(out),
        profile: values.profile,
        deadline: values.deadline ?? null,
        originals: values.originals
      })
      const { dir, packets, notes } = result
      print(values.json, result, [
        ...packets.map(({ folder, findings, files }) => `${folder}  问题 ${findings} 条，文件 ${files.length} 个`),
        `单位材料 ${packets.length} 份：${dir}`
      ])
      for (const note of notes) say(note)
      return 0
    })
  )
}
