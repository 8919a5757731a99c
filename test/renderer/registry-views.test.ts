import { describe, expect, it } from 'vitest'
import type { PlacedObject } from '../../electron/domain/registry.ts'
import { everywhere, isInPlace, placeTree } from '../../renderer/features/registry/place-tree.ts'
import { previewRows, sumsFit, sumsOf } from '../../renderer/features/registry/preview-rows.ts'

const object = (order: number, stratum: string, unit: string): PlacedObject => ({
  key: `site:${order}`,
  kind: 'site',
  name: `网站${order}`,
  stratum,
  unit,
  siteCode: String(order).padStart(10, '0'),
  url: null,
  platform: null,
  accountId: null,
  accountType: null,
  unitClass: null,
  isPortal: false,
  hasService: true,
  status: '在运行',
  notes: {},
  raw: {},
  order
})
const file = {
  file: 'a.csv',
  sha256: 'a'.repeat(64),
  rows: 10,
  added: 3,
  changed: 2,
  unchanged: 4,
  closed: 7,
  rejected: [{ row: 5, column: '网址', reason: '坏' }]
}

describe('placeTree', () => {
  it('keeps units of the same name in different regions apart, and what was not looked into open', () => {
    const tree = placeTree({
      strata: [
        { stratum: '乙', count: 3, units: [{ unit: '教育局', count: 3 }] },
        { stratum: '甲', count: 2, units: [{ unit: '教育局', count: 2 }] },
        { stratum: '丙', count: 1, units: null }
      ]
    })
    expect(tree.map(({ title, count, children }) => [title, count, children?.length ?? null])).toEqual([
      ['乙', 3, 1],
      ['甲', 2, 1],
      ['丙', 1, null]
    ])
    const keys = tree.flatMap((node) => [node.key, ...(node.children ?? []).map((child) => child.key)])
    expect(new Set(keys).size).toBe(5)
    expect(tree[0]?.children?.[0]?.place).toEqual({ stratum: '乙', unit: '教育局' })
  })

  it('tells who is in a place', () => {
    expect(isInPlace(object(1, '甲', '教育局'), { stratum: '乙', unit: '教育局' })).toBe(false)
    expect(isInPlace(object(1, '甲', '教育局'), { stratum: '甲', unit: null })).toBe(true)
    expect(isInPlace(object(1, '甲', '教育局'), everywhere)).toBe(true)
  })
})

describe('import sums', () => {
  it('add up over files and say when a row is unaccounted for', () => {
    expect(sumsOf([file, file])).toEqual({ rows: 20, added: 6, changed: 4, unchanged: 8, closed: 14, rejected: 2 })
    expect(sumsFit(sumsOf([file, file]))).toBe(true)
    expect(sumsFit(sumsOf([{ ...file, unchanged: 3 }]))).toBe(false)
  })
})

describe('previewRows', () => {
  it('puts rejected rows first, then changed, closed, added, each under its own id', () => {
    const rows = previewRows({
      previewId: 'p',
      files: [{ ...file, rejected: [...file.rejected, { row: 5, column: '名称', reason: '空' }] }],
      changes: [
        { op: 'added', object: object(1, '甲', '乙'), differences: [] },
        { op: 'closed', object: object(2, '甲', '乙'), differences: [] },
        { op: 'changed', object: object(3, '甲', '乙'), differences: [{ field: '名称', before: 'a', after: 'b' }] }
      ],
      sites: 3,
      accounts: 0,
      canCommit: false
    })
    expect(rows.map((row) => row.op)).toEqual(['rejected', 'rejected', 'changed', 'closed', 'added'])
    expect(new Set(rows.map((row) => row.id)).size).toBe(5)
    expect(rows[0]).toMatchObject({ file: 'a.csv', row: 5, column: '网址', reason: '坏' })
  })
})
