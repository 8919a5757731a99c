import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { profileFaults } from '../../../electron/domain/notice-profile-faults.ts'
import {
  asDraft,
  copyBlock,
  insertBlock,
  listParts,
  moveBlock,
  newBlock,
  removeBlock,
  type Draft
} from '../../../renderer/features/notices/editor/draft.ts'

const shipped = (id: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../resources/notice-profiles/${id}.json`), 'utf8'))

function draftOf(id: string): Draft {
  const draft = asDraft(shipped(id))
  if (draft === null) throw new Error('no draft')
  return draft
}
const words = { paragraph: '新的段落。', table: '新的统计表', column: '分组', external: '外部数据' }

describe('a profile on the desk', () => {
  it.each(['default', 'anhui', 'beijing', 'huangshi', 'jieyang', 'xianning'])('holds %s without a fault', (id) => {
    expect(profileFaults(draftOf(id))).toEqual([])
  })

  it.each([null, 5, [], 'text', { tables: 5 }, { paragraphs: ['text'] }])('is refused for %j, which is no profile', (json) => {
    expect(asDraft(json)).toBeNull()
  })

  it('stays valid with a new block of every kind', () => {
    let draft = draftOf('huangshi')
    for (const part of listParts) draft = insertBlock(draft, part, draft[part].length, newBlock(draft, part, words))
    expect(profileFaults(draft)).toEqual([])
    expect(draft.paragraphs.at(-1)?.text).toBe('新的段落。')
  })

  it('copies a block under an id that is free', () => {
    const draft = draftOf('anhui')
    const copied = copyBlock(copyBlock(draft, 'tables', 0), 'tables', 0)
    expect(copied.tables.map(({ id }) => id)).toEqual(['sites', 'sites3', 'sites2', ...draft.tables.slice(1).map(({ id }) => id)])
    expect(profileFaults(copied)).toEqual([])
  })

  it('moves up and down, not beyond the ends, and removes', () => {
    const draft = draftOf('anhui')
    const ids = draft.tables.map(({ id }) => id)
    expect(moveBlock(draft, 'tables', 0, -1)).toBe(draft)
    expect(moveBlock(draft, 'tables', ids.length - 1, 1)).toBe(draft)
    expect(moveBlock(draft, 'tables', 0, 1).tables.map(({ id }) => id)).toEqual([ids[1], ids[0], ...ids.slice(2)])
    expect(removeBlock(draft, 'tables', 0).tables.map(({ id }) => id)).toEqual(ids.slice(1))
  })
})

describe('drafts', () => {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.resetModules()
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value)
    })
  })
  const load = () => import('../../../renderer/features/notices/editor/draft-store.ts')

  it('take typing in one field as one step of undo, and acts as steps of their own', async () => {
    const { drafts, useDrafts } = await load()
    const base = draftOf('anhui')
    drafts.open('a', base, base)
    const issuers = ['市', '市政', '市政府']
    for (const issuer of issuers) drafts.change('a', { ...base, issuer }, 'issuer')
    drafts.change('a', removeBlock({ ...base, issuer: '市政府' }, 'tables', 0), null)
    const at = () => useDrafts.getState().byId['a']
    expect(at()?.past).toHaveLength(2)
    drafts.undo('a')
    expect(at()?.present.issuer).toBe('市政府')
    expect(at()?.present.tables).toHaveLength(base.tables.length)
    drafts.undo('a')
    expect(at()?.present).toEqual(base)
    drafts.undo('a')
    expect(at()?.present).toEqual(base)
    drafts.redo('a')
    drafts.redo('a')
    expect(at()?.present.tables).toHaveLength(base.tables.length - 1)
    drafts.redo('a')
    expect(at()?.future).toEqual([])
  })

  it('keep unsaved work over a restart, and nothing that was saved', async () => {
    const { drafts } = await load()
    const base = draftOf('anhui')
    drafts.open('saved', base, base)
    drafts.open('new', { ...base, id: 'new' }, null)
    drafts.change('saved', { ...base, issuer: '改过' }, null)
    vi.resetModules()
    const again = await load()
    expect(Object.keys(again.useDrafts.getState().byId).sort()).toEqual(['new', 'saved'])
    expect(again.useDrafts.getState().byId['saved']?.present.issuer).toBe('改过')
    again.drafts.saved('saved', { ...base, issuer: '改过' })
    again.drafts.discard('new')
    vi.resetModules()
    expect((await load()).useDrafts.getState().byId).toEqual({})
  })
})
