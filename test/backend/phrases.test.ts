import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { openBackend } from './support.ts'

const list = { object: 'site', indicatorId: 'D1.9' } as const
const own = { object: 'site', indicators: ['D1.9'], text: '“{栏目}”栏目长期没有新内容' } as const

describe('phrases', () => {
  it('lists those of the item before those of any item, with pinyin', async () => {
    const test = await openBackend(temporaryFolder())
    const { phrases } = await test.call('phrases.list', list)
    expect(phrases.length).toBeGreaterThan(3)
    const general = phrases.findIndex(({ indicators }) => indicators.length === 0)
    expect(general).toBeGreaterThan(0)
    expect(phrases.slice(0, general).every(({ indicators }) => indicators.includes('D1.9'))).toBe(true)
    expect(phrases.slice(general).every(({ indicators }) => indicators.length === 0)).toBe(true)
    const { phrases: blankColumns } = await test.call('phrases.list', { object: 'site', indicatorId: 'W4.3' })
    expect(blankColumns.find(({ text }) => text === '{位置}为空白栏目')).toMatchObject({
      pinyin: 'weizhiweikongbailanmu',
      initials: 'wzwkblm'
    })
    const { phrases: accounts } = await test.call('phrases.list', { object: 'account', indicatorId: null })
    expect(accounts.every(({ object }) => object === 'account')).toBe(true)
  })

  it('keeps the office’s own, once, removes them, and replays', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const { id } = await test.call('phrases.save', { ...own, indicators: [...own.indicators] })
    await expect(test.call('phrases.save', { ...own, indicators: ['D1.9'] })).rejects.toMatchObject({ code: 'bad-input' })
    const found = (await test.call('phrases.list', list)).phrases.find((phrase) => phrase.id === id)
    expect(found).toMatchObject({ origin: 'office', text: own.text })
    expect((await test.call('phrases.list', { object: 'site', indicatorId: 'W3' })).phrases.some((p) => p.id === id)).toBe(false)
    const { before, stateHash } = await test.call('state.rebuild', {})
    expect(stateHash).toBe(before)
    await test.backend.close()

    const again = await openBackend(dir)
    expect((await again.call('phrases.list', list)).phrases.some((phrase) => phrase.id === id)).toBe(true)
    await again.call('phrases.remove', { id })
    expect((await again.call('phrases.list', list)).phrases.some((phrase) => phrase.id === id)).toBe(false)
    await expect(again.call('phrases.remove', { id })).rejects.toMatchObject({ message: expect.stringContaining('不存在') })
    await expect(again.call('phrases.remove', { id: 'site-d1.9-1' })).rejects.toMatchObject({
      message: expect.stringContaining('不能删除')
    })
  })

  it('puts the last used first, without touching the log', async () => {
    const test = await openBackend(temporaryFolder())
    const { phrases } = await test.call('phrases.list', list)
    const last = phrases.at(-1)?.id ?? ''
    const second = phrases[1]?.id ?? ''
    const { events } = await test.call('workspace.info', {})
    await test.call('phrases.used', { id: last })
    await test.call('phrases.used', { id: second })
    const after = (await test.call('phrases.list', list)).phrases.map(({ id }) => id)
    expect(after.slice(0, 2)).toEqual([second, last])
    expect(after.toSorted()).toEqual(phrases.map(({ id }) => id).toSorted())
    expect((await test.call('workspace.info', {})).events).toBe(events)
  })

  it('refuses an empty text', async () => {
    const test = await openBackend(temporaryFolder())
    expect(await test.backend.call('phrases.save', { ...own, text: '   ' })).toMatchObject({
      ok: false,
      error: { code: 'bad-input' }
    })
  })
})
