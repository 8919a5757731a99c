import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { z } from 'zod'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { applyOverlay } from '../../electron/domain/overlay-apply.ts'
import { overlaySchema } from '../../electron/domain/overlay.ts'
import type { ObjectKind } from '../../electron/domain/registry.ts'
import { writeCatalogueWorkbook } from '../../electron/export/catalogue-workbook.ts'
import { readWorkbook } from '../../electron/export/workbook.ts'
import { json, xuncha, type CommandResult } from '../cli/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { sites } from '../domain/rules/editions.ts'

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

/** A local plan as a case writes it. */
export type GoldenPlan = z.input<typeof overlaySchema>

export const times = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => make(place))

/** What the commands print of an object that was drawn. */
export interface Drawn {
  code: string
  name: string
  stratum: string
}
interface GoldenNotice {
  batchIds: readonly string[]
  profile: string
  date: string
  deadline?: string
  issuer?: string
  docNumber?: string
  /** What the profile calls a table, and the file it is in. */
  externals?: Readonly<Record<string, string>>
}

/** An office at its terminal: every step is the command run as a process of its own. */
interface GoldenCase {
  /** The folder that the commands work in. */
  workspace: string
  /** Takes a plan of the national edition for sites in as the workbook that an office fills. */
  plan(overlay: GoldenPlan): Promise<void>
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
    /** What was found where only the draw tells on which objects; none takes what the objects themselves say. */
    found?: (drawn: readonly Drawn[]) => readonly (GoldenFinding & { code: string })[]
  }): Promise<string>
  /** Writes a table from elsewhere; returns the file's name. */
  table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string
  /** `xuncha notice`, `xuncha notice check`, and every annex read back cell by cell; returns what notice.json says. */
  notice(request: GoldenNotice): Promise<NoticeModel>
}

const registryHeader = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,单位类别,门户'
const findingsHeader = '对象,指标,数量,问题描述,位置,网址,监测时间,检查人'

export function goldenCase(): GoldenCase {
  const dir = temporaryFolder()
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
    writeFileSync(join(dir, `表${files}.csv`), `${lines.join('\r\n')}\r\n`)
    return `表${files}.csv`
  }
  /** The command's answer; it must have succeeded. */
  const run = async (...args: string[]): Promise<CommandResult> => {
    const result = await xuncha(dir, [...args, '--workspace', '工作区', '--json'])
    expect(result.code, `${args.slice(0, 2).join(' ')}：${result.stderr}`).toBe(0)
    return result
  }
  const given = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value])

  return {
    workspace: join(dir, '工作区'),
    async plan(overlay) {
      const edition = applyOverlay(sites, overlaySchema.parse(overlay))
      writeFileSync(join(dir, '细则.xlsx'), await writeCatalogueWorkbook(edition, new Date(0)))
      const { id, title, region } = overlay
      await run('catalogue', 'import', '细则.xlsx', '--base', sites.id, '--id', id, '--title', title, '--region', region)
    },
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
      await run('registry', 'import', write([registryHeader, ...lines]))
    },
    async inspect({ title, period, object, catalogueId, rate, objects, found }) {
      const size = rate === undefined ? ['--all'] : ['--rate', rate]
      const draw = ['--title', title, '--period', period, '--object', object, '--catalogue', catalogueId, '--seed', '种子']
      const { batch } = json<{ batch: string }>(await run('batch', 'create', ...draw, ...size))
      const { targets } = json<{ targets: Drawn[] }>(await run('batch', 'show', batch))
      const drawn = new Set(targets.map(({ code }) => code))
      const findings =
        found?.(targets) ??
        objects
          .map((one) => ({ ...one, code: codeOf(one) }))
          .filter(({ kind, code }) => kind === object && drawn.has(code))
          .flatMap((one) => (one.found ?? []).map((finding) => ({ ...finding, code: one.code })))
      if (findings.length > 0) {
        const lines = findings.map(({ code, indicator, count = 1, description, location = '' }) =>
          [code, indicator, count, description, location, '', '2023-02-08 10:20', '张三'].join(',')
        )
        const file = write([findingsHeader, ...lines])
        const { imported } = json<{ imported: number }>(await run('findings', 'import', file, '--batch', batch))
        expect(imported).toBe(lines.length)
      }
      await run('batch', 'complete', '--batch', batch)
      return batch
    },
    table: (header, rows) => write([header.join(','), ...rows.map((row) => row.join(','))]),
    async notice({ batchIds, profile, date, deadline, issuer, docNumber, externals = {} }) {
      files += 1
      const out = `通报${files}`
      const tables = Object.entries(externals).flatMap(([id, file]) => ['--table', `${id}=${file}`])
      const words = [...given('--deadline', deadline), ...given('--issuer', issuer), ...given('--doc-number', docNumber)]
      const [first = '', ...others] = batchIds
      await run('notice', '--batch', first, ...others, '--profile', profile, '--date', date, ...words, ...tables, '--out', out)
      const model = JSON.parse(readFileSync(join(dir, out, 'notice.json'), 'utf8')) as NoticeModel
      await expectAnnexes(join(dir, out), model)
      const checked = await xuncha(dir, ['notice', 'check', out, '--json'])
      expect([checked.code, checked.stdout.trim()]).toEqual([0, '{"ok":true,"mismatches":[]}'])
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
