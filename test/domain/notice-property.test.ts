import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { buildNotice } from '../../electron/domain/notice-build.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
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
  unitClass: fc.constantFrom('县市区', '市直单位')
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

function notice(
  id: string,
  sites: Parameters<typeof made>[1],
  accounts: Parameters<typeof made>[1],
  decimals: 0 | 1 | 2
): NoticeModel {
  const batches = [made('site', sites), made('account', accounts)]
  return buildNotice({ profile: profile(id), batches, deadline: '2026-12-31', decimals, date: '2026-11-22' })
}

const decimals = fc.constantFrom(0 as const, 1 as const, 2 as const)

describe('buildNotice and checkNotice', () => {
  test.prop([fc.constantFrom('anhui', 'default'), batch, batch, decimals], { numRuns: 150 })(
    'count alike by two different ways',
    (id, sites, accounts, places) => {
      const model = notice(id, sites, accounts, places)
      expect(checkNotice(model)).toEqual([])
      const failed = [...sites.objects, ...accounts.objects].filter((one) => one.vetoed).length
      expect(model.figures['all.failed']).toBe(failed)
    }
  )

  test.prop([fc.constantFrom('anhui', 'default'), batch, batch, fc.nat(), fc.integer({ min: 1, max: 3 })], { numRuns: 150 })(
    'no number of a table can be changed unseen',
    (id, sites, accounts, which, by) => {
      const model = structuredClone(notice(id, sites, accounts, 2))
      const cells = model.tables.flatMap((table) =>
        [...table.rows, ...(table.total === null ? [] : [table.total])].flatMap((row) =>
          row.flatMap((value, place) =>
            typeof value === 'number' ? [{ row, place, value, label: table.columns[place]?.label ?? '' }] : []
          )
        )
      )
      const cell = cells[which % cells.length]
      if (cell === undefined) throw new Error('no number in any table')
      cell.row[cell.place] = cell.value + by
      const faults = checkNotice(model)
      expect(faults.join('')).toContain(`“${cell.label}”列`)
      expect(faults.join('')).toContain(String(cell.value + by))
    }
  )
})
