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
  it('counts units inside regions, in the order of the registry', () => {
    const tree = placeTree([object(1, '乙县', '教育局'), object(2, '甲县', '财政局'), object(3, '乙县', '教育局')])
    expect(tree.map(({ title, count }) => [title, count])).toEqual([
      ['乙县', 2],
      ['甲县', 1]
    ])
    expect(tree[0]?.children.map(({ title, count }) => [title, count])).toEqual([['教育局', 2]])
  })

  it('keeps units of the same name in different regions apart', () => {
    const tree = placeTree([object(1, '甲', '教育局'), object(2, '乙', '教育局')])
    const keys = tree.flatMap((node) => [node.key, ...node.children.map((child) => child.key)])
    expect(new Set(keys).size).toBe(4)
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
