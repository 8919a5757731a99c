import { fc, it } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { diffRegistry, type RegistryDiff } from '../../electron/domain/registry-diff.ts'
import type { ParsedFile } from '../../electron/domain/registry-rows.ts'
import type { PlacedObject, RegistryObject } from '../../electron/domain/registry.ts'
import { account, site } from './domain-fixtures.ts'

function unplaced(placed: PlacedObject): RegistryObject {
  const { order: _, ...object } = placed
  return object
}

function parsed(objects: readonly PlacedObject[], changes: Partial<ParsedFile> = {}): ParsedFile {
  const rejected = changes.rejected ?? []
  return {
    file: '名录.csv',
    sha256: 'aa',
    objects: objects.map(unplaced),
    rejected,
    rows: objects.length + rejected.length,
    rejectedKeys: [],
    rejectedNames: [],
    kinds: [...new Set(objects.map((object) => object.kind))],
    ...changes
  }
}

/** The registry after the changes, as the store would hold it. */
function applied(existing: readonly PlacedObject[], diff: RegistryDiff): PlacedObject[] {
  const objects = new Map(existing.map((object) => [object.key, object]))
  for (const change of diff.changes) objects.set(change.object.key, change.object)
  return [...objects.values()].sort((a, b) => a.order - b.order)
}

describe('diffRegistry', () => {
  it('adds everything to an empty registry, in file order', () => {
    const diff = diffRegistry([], [parsed([site(5, '甲'), site(2, '乙')]), parsed([account(9, '甲')], { file: '乙.csv' })])
    expect(diff.files).toEqual([
      { file: '名录.csv', sha256: 'aa', rows: 2, added: 2, changed: 0, unchanged: 0, closed: 0, rejected: [] },
      { file: '乙.csv', sha256: 'aa', rows: 1, added: 1, changed: 0, unchanged: 0, closed: 0, rejected: [] }
    ])
    expect(diff.changes.map(({ op, object }) => [op, object.key, object.order])).toEqual([
      ['added', 'site:3400000005', 0],
      ['added', 'site:3400000002', 1],
      ['added', 'account:微信:gh_9', 2]
    ])
    expect(diff).toMatchObject({ sites: 2, accounts: 1 })
  })

  it('names the fields that changed, and keeps the place', () => {
    const before = [site(0, '甲'), site(1, '甲', { notes: { 联系人: '王五' } })]
    const after = [site(0, '甲'), site(1, '乙', { name: '新名', isPortal: true, url: null, notes: { 备注: '改版' }, order: 0 })]
    const diff = diffRegistry(before, [parsed(after)])
    expect(diff.files[0]).toMatchObject({ rows: 2, added: 0, changed: 1, unchanged: 1, closed: 0 })
    expect(diff.changes).toEqual([
      {
        op: 'changed',
        object: { ...after[1], order: 1 },
        differences: [
          { field: '名称', before: '网站1', after: '新名' },
          { field: '地区', before: '甲', after: '乙' },
          { field: '网址', before: 'https://www.s1.gov.cn/', after: '' },
          { field: '门户', before: '否', after: '是' },
          { field: '联系人', before: '王五', after: '' },
          { field: '备注', before: '', after: '改版' }
        ]
      }
    ])
  })

  it('does not take another way of typing for a change', () => {
    const diff = diffRegistry([site(0, '甲')], [parsed([site(0, '甲', { raw: { 名称: ' 网站0' } })])])
    expect(diff.changes).toEqual([])
    expect(diff.files[0]).toMatchObject({ unchanged: 1 })
  })

  it('closes running objects that no file lists, only of the kinds the files cover', () => {
    const before = [site(0, '甲'), site(1, '甲'), site(2, '甲', { status: '已关停' }), account(3, '甲')]
    const diff = diffRegistry(before, [parsed([site(0, '甲')])])
    expect(diff.files[0]).toMatchObject({ rows: 1, unchanged: 1, closed: 1 })
    expect(diff.changes).toEqual([
      {
        op: 'closed',
        object: { ...before[1], status: '已关停' },
        differences: [{ field: '状态', before: '在运行', after: '已关停' }]
      }
    ])
    expect(diff).toMatchObject({ sites: 3, accounts: 1 })
  })

  it('does not close what a rejected row was meant for', () => {
    const before = [site(0, '甲'), site(1, '甲'), site(2, '甲')]
    const rejected = [
      { row: 3, column: '网址', reason: '不是网址。' },
      { row: 4, column: '网站标识码', reason: '11 位。' }
    ]
    const file = parsed([site(0, '甲')], {
      rejected,
      rejectedKeys: ['site:3400000001'],
      rejectedNames: ['site:网站1', 'site:网站2']
    })
    expect(diffRegistry(before, [file]).files[0]).toMatchObject({ rows: 3, unchanged: 1, closed: 0 })
  })

  it('counts a closing with the file of its region', () => {
    const before = [site(0, '甲'), site(1, '乙'), site(2, '乙'), site(3, '丙')]
    const diff = diffRegistry(before, [parsed([site(0, '甲')], { file: '甲.csv' }), parsed([site(1, '乙')], { file: '乙.csv' })])
    expect(diff.files.map(({ file, closed }) => [file, closed])).toEqual([
      ['甲.csv', 1],
      ['乙.csv', 1]
    ])
  })

  it('opens an object again that is listed again', () => {
    const diff = diffRegistry([site(0, '甲', { status: '已关停' })], [parsed([site(0, '甲')])])
    expect(diff.changes).toMatchObject([{ op: 'changed', differences: [{ field: '状态', before: '已关停', after: '在运行' }] }])
  })

  const registry = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 })
  it.prop([registry, registry, registry])(
    'reconciles: rows = added + changed + unchanged + rejected, and importing twice changes nothing',
    (old, now, renamed) => {
      const before = old.map((number) => site(number, '甲'))
      const file = parsed(
        now.map((number) => site(number, '甲', renamed.includes(number) ? { name: '改名' } : {})),
        { rejected: [{ row: 99, column: '名称', reason: '没有填写。' }] }
      )
      const diff = diffRegistry(before, [file])
      const counts = diff.files[0]
      if (counts === undefined) throw new Error('no counts')
      expect(counts.added + counts.changed + counts.unchanged + counts.rejected.length).toBe(counts.rows)
      const after = applied(before, diff)
      expect(after.filter((object) => object.status === '在运行')).toHaveLength(now.length === 0 ? old.length : now.length)
      expect(diff.sites).toBe(after.length)
      expect(new Set(after.map((object) => object.order)).size).toBe(after.length)
      expect(diffRegistry(after, [file]).changes).toEqual([])
    }
  )
})
