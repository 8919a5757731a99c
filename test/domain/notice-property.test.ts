import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { buildNotice, type NoticeInput } from '../../electron/domain/notice-build.ts'
import type { RegistryChange } from '../../electron/domain/notice-changes.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import type { RegistryObject } from '../../electron/domain/registry.ts'
import { indicator, madeBatch, profile, type MadeObject } from './notice-fixtures.ts'

const veto = indicator('W3', '首页不更新')
const deduction = indicator('D1.9', '其他栏目', {
  kind: 'deduction',
  unitPoints: { value: '1', status: 'confirmed', source: '测试' },
  phrase: '应更新未更新{count}处，扣{points}分：{location}'
})
const strata = ['市直', '城关区', '开发区', '南山县']

const object = fc.record({
  stratum: fc.constantFrom(...strata),
  vetoed: fc.boolean(),
  places: fc.integer({ min: 0, max: 12 }),
  unitClass: fc.constantFrom('县市区', '市直单位', '区', '市级部门', '部门频道', '服务平台')
})
const batch = fc.record({ objects: fc.array(object, { maxLength: 40 }), more: fc.integer({ min: 0, max: 9 }) })

function made(
  kind: 'site' | 'account',
  { objects, more }: { objects: { stratum: string; vetoed: boolean; places: number; unitClass: string }[]; more: number }
) {
  const all = objects.map(({ stratum, vetoed, places, unitClass }, at): MadeObject => {
    const found = [
      ...(vetoed ? [{ indicator: veto, count: 1 }] : []),
      ...(places > 0 ? [{ indicator: deduction, count: places, points: vetoed ? '0' : String(places) }] : [])
    ]
    return {
      name: `对象${at}`,
      stratum,
      unitClass,
      outcome: vetoed ? 'fail' : 'pass',
      score: vetoed ? null : String(100 - places),
      found
    }
  })
  const shares = strata.map((name) => {
    const drawn = objects.filter((one) => one.stratum === name).length
    return { name, frame: drawn + more, drawn }
  })
  return madeBatch(kind, all, shares, [veto, deduction])
}

/** Tables from elsewhere as the profiles expect them: a name, a class, a whole and a part of it. */
const brought = fc.array(
  fc.record({ unitClass: fc.constantFrom('市直', '市级部门', '区'), whole: fc.nat({ max: 30 }), part: fc.nat({ max: 30 }) }),
  { maxLength: 12 }
)
type Brought = { unitClass: string; whole: number; part: number }[]

function tables(id: string, rows: Brought): NonNullable<NoticeInput['externals']> {
  const table = (ids: readonly string[], of: (row: Brought[number], at: number) => (string | number)[]) => ({
    columns: ids.map((column) => ({ id: column, label: column })),
    rows: rows.map(of)
  })
  const parts = ({ whole, part }: Brought[number]): [number, number] => [whole, Math.min(whole, part)]
  if (id === 'jieyang') {
    return {
      catalogues: table(['unit', 'unitClass', 'connected', 'opened'], (row, at) => [`单位${at}`, row.unitClass, ...parts(row)])
    }
  }
  if (id === 'beijing') {
    return {
      messages: table(['unit', 'unitClass', 'received', 'onTime'], (row, at) => [`单位${at}`, row.unitClass, ...parts(row)])
    }
  }
  if (id !== 'huangshi') return {}
  return {
    recheck: table(['unit', 'named', 'mended', 'left'], (row, at) => {
      const [named, mended] = parts(row)
      return [`单位${at}`, named, mended, named - mended]
    }),
    late: table(['unit', 'due', 'state'], (_, at) => [`单位${at}`, '2026-06-30', '未提交'])
  }
}

interface Made {
  id: string
  sites: Parameters<typeof made>[1]
  accounts: Parameters<typeof made>[1]
  before: Parameters<typeof made>[1]
  rows: Brought
  decimals: 0 | 1 | 2
  rounding: 'half-up' | 'truncate'
}
const input: fc.Arbitrary<Made> = fc.record({
  id: fc.constantFrom('anhui', 'default', 'xianning', 'jieyang', 'beijing', 'huangshi'),
  sites: batch,
  accounts: batch,
  before: batch,
  rows: brought,
  decimals: fc.constantFrom(0 as const, 1 as const, 2 as const),
  rounding: fc.constantFrom('half-up' as const, 'truncate' as const)
})

function notice({ id, sites, accounts, before, rows, decimals, rounding }: Made): NoticeModel {
  const changes: RegistryChange[] = before.objects.slice(0, 3).map((_, at) => ({
    before: at === 0 ? null : registered(`旧名${at}`, '在运行'),
    after: registered(`新名${at}`, at === 1 ? '已关停' : '在运行'),
    time: '2026-10-01T00:00:00Z'
  }))
  return buildNotice({
    profile: { ...profile(id), rounding },
    batches: [made('site', sites), made('account', accounts)],
    previous: [made('site', before)],
    externals: tables(id, rows),
    changes,
    deadline: '2026-12-31',
    decimals,
    date: '2026-11-22'
  })
}

const registered = (name: string, status: string): RegistryObject => ({
  ...(madeBatch('site', [{ name, stratum: '市直' }], []).targets[0]?.object as RegistryObject),
  status
})

/** Every number, rate or list of names in the annexes and figures, with how to write another one there. */
function counted(model: NoticeModel): { value: string | number; write: (value: string | number) => void }[] {
  const cells = model.tables.flatMap((table) =>
    [...table.rows, ...(table.total === null ? [] : [table.total])].flatMap((row, line) =>
      row.flatMap((value, at) => {
        // The words 合计 are the profile's, and a form has none but empty cells.
        const isLabel = at === 0 && line === table.rows.length
        return isLabel ? [] : [{ value, write: (next: string | number) => (row[at] = next) }]
      })
    )
  )
  const words = ['period', 'previousPeriod', 'date', 'deadline', 'subjects']
  const figures = Object.entries(model.figures).flatMap(([id, value]) =>
    words.includes(id) ? [] : [{ value, write: (next: string | number) => (model.figures[id] = next) }]
  )
  return [...cells, ...figures]
}

describe('buildNotice and checkNotice', () => {
  test.prop([input], { numRuns: 200 })('count alike by two different ways', (one) => {
    const model = notice(one)
    expect(checkNotice(model)).toEqual([])
    const failed = [...one.sites.objects, ...one.accounts.objects].filter(({ vetoed }) => vetoed).length
    expect(model.figures['all.failed']).toBe(failed)
  })

  test.prop([input, fc.nat(), fc.integer({ min: 1, max: 3 })], { numRuns: 300 })(
    'nothing counted can be changed unseen, in no annex and no figure',
    (one, which, by) => {
      const model = structuredClone(notice(one))
      const all = counted(model)
      const place = all[which % all.length]
      if (place === undefined) throw new Error('nothing to change')
      const next = typeof place.value === 'number' ? place.value + by : `${place.value}甲`
      place.write(next)
      const faults = checkNotice(model)
      expect(faults).not.toEqual([])
      // A row whose name was changed is told as one row missing and one too many.
      if (typeof next === 'number') expect(faults.join('')).toContain(String(next))
    }
  )

  test.prop([input, fc.nat()], { numRuns: 150 })('no row of an annex can go or come twice unseen', (one, which) => {
    const model = structuredClone(notice(one))
    const filled = model.tables.filter((table) => table.rows.length > 0)
    const table = filled[which % filled.length]
    if (table === undefined) return
    const [row] = table.rows.splice(which % table.rows.length, 1)
    expect(checkNotice(model)).not.toEqual([])
    if (row !== undefined) table.rows.splice(which % (table.rows.length + 1), 0, row, [...row])
    expect(checkNotice(model)).not.toEqual([])
  })
})
