import { resolve } from 'node:path'
import type { Output } from '../../contract/index.ts'
import { withSession, type Session } from './session.ts'
import { print, readArgs, say, sayFaults, wrongUsage } from './terminal.ts'

const usage =
  'table import 文件 --id 编号 --title 名称 [--period 时期] [--sheet 工作表] [--header-row 行号] [--map 列编号=表头]… [--dry-run] [--accept-totals] [--workspace 文件夹] [--json]'

const options = {
  id: { type: 'string' },
  title: { type: 'string' },
  period: { type: 'string', default: '' },
  sheet: { type: 'string' },
  'header-row': { type: 'string' },
  map: { type: 'string', multiple: true },
  'dry-run': { type: 'boolean', default: false },
  'accept-totals': { type: 'boolean', default: false }
} as const

type Preview = Output<'externals.preview'>

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw wrongUsage('要给出一个表格文件。', usage)
  const { id, title } = values
  if (!values['dry-run'] && (id === undefined || title === undefined)) throw wrongUsage('--id 和 --title 都要给出。', usage)
  const headerRow = rowOf(values['header-row'])
  return withSession(values, async ({ call }) => {
    const preview = await call('externals.preview', {
      source: { path: resolve(file) },
      sheet: values.sheet ?? null,
      headerRow
    })
    const columns = mapped(preview, values.map)
    if (values['dry-run'] || id === undefined || title === undefined) {
      sayFaults([...preview.faults, ...preview.disagreements])
      const { sheet, faults, disagreements } = preview
      print(values.json, { sheet, columns, faults, disagreements }, [
        columns.map((column) => `${column.id}=${column.label}（${column.type}）`).join('，'),
        `共 ${sheet.rows.filter((row) => row.role === 'row').length} 行`
      ])
      say('这是预览，没有保存任何内容。')
      return faults.length > 0 ? 2 : 0
    }
    const table = await save(call, preview, { id, title, period: values.period, columns, acceptTotals: values['accept-totals'] })
    print(values.json, { table }, [`外部数据表 ${table.id}：${table.title}，${table.rows} 行`, ...table.disagreements])
    return 0
  })
}

async function save(
  call: Session['call'],
  { previewId }: Preview,
  request: Omit<Parameters<typeof call<'externals.save'>>[1], 'previewId'>
): Promise<Output<'externals.save'>['table']> {
  return (await call('externals.save', { previewId, ...request })).table
}

/** `--map reported=收到留言数`: only these columns are taken; without it all are, named c1, c2, …. */
function mapped({ sheet }: Preview, maps: readonly string[] | undefined) {
  if (maps === undefined) return sheet.columns.map((column, from) => ({ ...column, id: `c${from + 1}`, from }))
  return maps.map((map) => {
    const [id = '', label = ''] = map.split(/=(.*)/s)
    const from = sheet.columns.findIndex((column) => column.label === label)
    const column = sheet.columns[from]
    if (column !== undefined && id !== '') return { ...column, id, from }
    const known = sheet.columns.map((one) => one.label).join('、')
    throw wrongUsage(`--map 的“${map}”对不上；应写成 列编号=表头，文件的表头有：${known}。`, usage)
  })
}

function rowOf(value: string | undefined): number | null {
  if (value === undefined) return null
  if (/^[1-9]\d*$/.test(value)) return Number(value)
  throw wrongUsage('--header-row 要写表格软件中的行号。', usage)
}
