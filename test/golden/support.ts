import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Input } from '../../electron/contract/index.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import type { ObjectKind } from '../../electron/domain/registry.ts'
import { readWorkbook } from '../../electron/export/workbook.ts'
import { design, importFile, openBackend, type TestBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'

/** One object of a registry as a golden case writes it, and what was found on it. */
export interface GoldenObject {
  kind: ObjectKind
  name: string
  stratum: string
  unit: string
  unitClass?: string
  platform?: string
  portal?: boolean
  found?: GoldenFinding[]
}
export interface GoldenFinding {
  indicator: string
  count?: number
  description: string
  location?: string
}

export const times = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => make(place))

interface GoldenCase {
  test: TestBackend
  dir: string
  /** Reads the objects in as a registry file; an object keeps its code from file to file by its name. */
  register(objects: readonly GoldenObject[]): Promise<void>
  /** Opens a batch, imports what was found on the drawn, marks all as inspected; returns its id. */
  inspect(batch: {
    title: string
    period: string
    object: ObjectKind
    catalogueId: string
    rate?: string
    objects: readonly GoldenObject[]
  }): Promise<string>
  /** Takes a table in as a file of the office; returns its id. */
  table(id: string, header: readonly string[], rows: readonly (readonly (string | number)[])[]): Promise<string>
  /** Previews, exports, reads every annex back cell by cell and checks the folder; returns the model. */
  notice(
    request: Omit<Input<'notices.preview'>, 'deadline' | 'decimals'> & Partial<Input<'notices.preview'>>
  ): Promise<NoticeModel>
}

const registryHeader = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,单位类别,门户'
const findingsHeader = '对象,指标,数量,问题描述,位置,网址,监测时间,检查人'

export async function goldenCase(): Promise<GoldenCase> {
  const dir = temporaryFolder()
  const test = await openBackend(join(dir, '工作区'))
  const numbers = new Map<string, number>()
  const numberOf = ({ kind, name }: GoldenObject): number => {
    const key = `${kind} ${name}`
    if (!numbers.has(key)) numbers.set(key, numbers.size + 1)
    return numbers.get(key) ?? 0
  }
  const codeOf = (object: GoldenObject): string =>
    object.kind === 'site'
      ? `90${String(numberOf(object)).padStart(8, '0')}`
      : `${object.platform ?? '微信'}:zh${numberOf(object)}`
  let files = 0
  const write = (lines: readonly string[]): string => {
    files += 1
    const path = join(dir, `表${files}.csv`)
    writeFileSync(path, `${lines.join('\r\n')}\r\n`)
    return path
  }

  return {
    test,
    dir,
    async register(objects) {
      const lines = objects.map((object) => {
        const site = object.kind === 'site'
        const number = numberOf(object)
        return [
          site ? '网站' : '新媒体',
          object.name,
          object.stratum,
          object.unit,
          site ? codeOf(object) : '',
          site ? `http://site${number}.example.com/` : '',
          site ? '' : (object.platform ?? '微信'),
          site ? '' : `zh${number}`,
          object.unitClass ?? '',
          object.portal === true ? '是' : ''
        ].join(',')
      })
      await importFile(test, write([registryHeader, ...lines]))
    },
    async inspect({ title, period, object, catalogueId, rate, objects }) {
      const size = rate === undefined ? ({ by: 'all' } as const) : ({ by: 'rate', rate } as const)
      const { batch } = await test.call('batches.create', { title, period, catalogueId, design: design({ object, size }) })
      const { targets } = await test.call('batches.targets', { batchId: batch.id })
      const drawn = new Set(targets.map(({ code }) => code))
      const lines = objects
        .filter((one) => one.kind === object && drawn.has(codeOf(one)))
        .flatMap((one) =>
          (one.found ?? []).map(({ indicator, count = 1, description, location = '' }) =>
            [codeOf(one), indicator, count, description, location, '', '2023-02-08 10:20', '张三'].join(',')
          )
        )
      if (lines.length > 0) {
        const { imported } = await test.call('findings.import', { batchId: batch.id, path: write([findingsHeader, ...lines]) })
        expect(imported).toBe(lines.length)
      }
      await test.call('batches.complete', { batchId: batch.id })
      return batch.id
    },
    async table(id, header, rows) {
      const path = write([header.join(','), ...rows.map((row) => row.join(','))])
      const { previewId, sheet } = await test.call('externals.preview', { source: { path } })
      const columns = sheet.columns.map((column, from) => ({ ...column, id: `c${from + 1}`, from }))
      await test.call('externals.save', { previewId, id, title: id, period: '', columns, acceptTotals: false })
      return id
    },
    async notice(partial) {
      const request = { deadline: null, decimals: null, ...partial }
      const { model, mismatches } = await test.call('notices.preview', request)
      expect(mismatches).toEqual([])
      const { dir: folder } = await test.call('notices.export', { ...request, outDir: null })
      await expectAnnexes(folder, model)
      expect(await test.call('notices.check', { dir: folder })).toEqual({ ok: true, mismatches: [] })
      return model
    }
  }
}

/** Every cell of 附件.xlsx is the model's; rates are percentages there, so they are compared as numbers. */
async function expectAnnexes(folder: string, model: NoticeModel): Promise<void> {
  const sheets = await readWorkbook(readFileSync(join(folder, '附件.xlsx')))
  const plain = (cell: unknown): unknown => {
    const rate = /^([\d.]+)%$/.exec(String(cell))
    return rate === null ? (cell ?? '') : Math.round(Number(rate[1]) * 100) / 10_000
  }
  for (const table of model.tables) {
    const rows = sheets.get(table.label) ?? []
    const head = rows.findIndex((row) => row[0] === table.columns[0]?.label && row.length >= table.columns.length)
    expect(head, table.label).toBeGreaterThanOrEqual(0)
    const expected = [...table.rows, ...(table.total === null ? [] : [table.total])]
    expected.forEach((row, at) => {
      const found = rows[head + 1 + at] ?? []
      expect(table.columns.map((_, place) => plain(found[place]))).toEqual(row.map((cell) => plain(cell)))
    })
  }
}

export const proseOf = (model: NoticeModel): string => model.paragraphs.map(({ text }) => text).join('\n')

export function tableOf(model: NoticeModel, id: string): NoticeModel['tables'][number] {
  const table = model.tables.find((candidate) => candidate.id === id)
  if (table === undefined) throw new Error(`no table ${id}, there are ${model.tables.map((each) => each.id).join()}`)
  return table
}
