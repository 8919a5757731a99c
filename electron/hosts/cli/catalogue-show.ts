import type { Indicator } from '../../domain/catalogue.ts'
import { fieldLabel } from '../../domain/catalogue-labels.ts'
import { numberText } from '../../domain/catalogue-text.ts'
import { withSession } from './session.ts'
import { print, readArgs, wrongUsage } from './terminal.ts'

const usage = 'catalogue show 编号 [--workspace 文件夹] [--json]'

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  const [id, ...more] = positionals
  if (id === undefined || more.length > 0) throw wrongUsage('请写一个指标目录的编号。', usage)
  return withSession(values, async ({ call }) => {
    const catalogue = await call('catalogues.get', { id })
    const head = `${catalogue.id}\t${catalogue.title}\t${catalogue.edition}`
    print(values.json, catalogue, [head, ...catalogue.indicators.map(line)])
    return 0
  })
}

function line(indicator: Indicator): string {
  const { id, group, title, enabled, numbers = {} } = indicator
  const main = (['window', 'threshold', 'unitPoints', 'cap'] as const).flatMap((field) => {
    const number = indicator[field]
    return number === undefined ? [] : [`${fieldLabel(field)} ${numberText(number)}`]
  })
  const named = Object.entries(numbers).map(([name, number]) => `${fieldLabel(`numbers.${name}`)} ${numberText(number)}`)
  return [id, group, title, enabled ? '启用' : '停用', [...main, ...named].join('，')].join('\t')
}
