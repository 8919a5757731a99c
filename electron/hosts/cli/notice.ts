import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { resultFolder, withSession, type Session } from './session.ts'
import { keepTemplate } from './notice-template.ts'
import { withPrinter } from './printer.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage =
  'notice --batch 批次编号… --profile 样式编号 [--deadline 日期] [--decimals 0|1|2] [--table 编号=文件或外部数据表编号]… [--issuer 发文机关] [--addressee 主送] [--doc-number 发文字号] [--date 成文日期] [--previous 上期批次编号]… [--template 模板.docx或模板编号] [--pdf] --out 文件夹 [--workspace 文件夹] [--json]'

const options = {
  batch: { type: 'string', multiple: true },
  profile: { type: 'string' },
  deadline: { type: 'string' },
  decimals: { type: 'string' },
  table: { type: 'string', multiple: true },
  issuer: { type: 'string' },
  addressee: { type: 'string' },
  'doc-number': { type: 'string' },
  date: { type: 'string' },
  previous: { type: 'string', multiple: true },
  template: { type: 'string' },
  pdf: { type: 'boolean', default: false },
  out: { type: 'string' }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  // `--batch a b`: the batches after the first come as plain words.
  const batchIds = [...(values.batch ?? []), ...positionals]
  const { profile, out } = values
  if (batchIds.length === 0 || profile === undefined || out === undefined) {
    throw wrongUsage('--batch、--profile、--out 都要给出。', usage)
  }
  const decimals = decimalsOf(values.decimals)
  const tables = (values.table ?? []).map(tableOf)
  return withPrinter(values.pdf, (pageHost) =>
    withSession({ ...values, pageHost }, async ({ call }) => {
      const outDir = resultFolder(resolve(out))
      const request = {
        batchIds,
        profile,
        deadline: values.deadline ?? null,
        decimals,
        issuer: values.issuer ?? null,
        addressee: values.addressee ?? null,
        docNumber: values['doc-number'] ?? null,
        date: values.date ?? null,
        previousBatchIds: values.previous ?? null,
        externals: await readTables(call, profile, tables),
        template: values.template === undefined ? null : await keepTemplate(call, values.template, profile),
        pdf: values.pdf,
        outDir
      }
      const { noticeId, dir, files, notes } = await call('notices.export', request)
      print(
        values.json,
        { notice: noticeId, dir, files, notes },
        files.map(({ path }) => path)
      )
      for (const note of notes) say(note)
      return 0
    })
  )
}

interface NamedTable {
  /** What the profile calls it. */
  id: string
  /** A file, or the id of a table that was imported before. */
  from: string
}

function tableOf(text: string): NamedTable {
  const [id = '', from = ''] = text.split(/=(.*)/s)
  if (id !== '' && from !== '') return { id, from }
  throw wrongUsage(`--table 的“${text}”应写成 编号=文件。`, usage)
}

/** Files are kept as tables of the office, under the profile's name for them; reading one again replaces it. */
async function readTables(
  call: Session['call'],
  profile: string,
  tables: readonly NamedTable[]
): Promise<Record<string, string>> {
  const chosen: Record<string, string> = {}
  if (tables.length === 0) return chosen
  const known = (await call('externals.list', {})).tables.map(({ id }) => id)
  const { profiles } = await call('notices.profiles', {})
  const blocks = profiles.find((one) => one.id === profile)?.externals
  for (const { id, from } of tables) {
    const block = blocks?.find((one) => one.id === id)
    // Before anything is kept; a profile that is not there is named by the export.
    if (blocks !== undefined && block === undefined) {
      const ids = blocks.map((one) => `${one.id}（${one.title}）`).join('、')
      throw wrongUsage(`样式 ${profile} 没有外部数据表 ${id}；${ids === '' ? '它不用外部数据表' : `可用的有：${ids}`}。`, usage)
    }
    if (known.includes(from) && !existsSync(from)) {
      chosen[id] = from
      continue
    }
    const { previewId, sheet } = await call('externals.preview', { source: { path: resolve(from) } })
    const { table } = await call('externals.save', {
      previewId,
      id: `${profile}-${id}`,
      title: block?.title ?? id,
      period: '',
      columns: sheet.columns.map((column, place) => ({ ...column, id: `c${place + 1}`, from: place })),
      acceptTotals: false
    })
    chosen[id] = table.id
  }
  return chosen
}

function decimalsOf(value: string | undefined): 0 | 1 | 2 | null {
  if (value === undefined) return null
  if (value === '0') return 0
  if (value === '1') return 1
  if (value === '2') return 2
  throw wrongUsage('--decimals 只能是 0、1 或 2。', usage)
}
