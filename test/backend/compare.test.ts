import { describe, expect, it } from 'vitest'
import { batchId, key, open, site, test, useInspectedPages } from './inspected-pages.ts'

useInspectedPages()

describe('compare', () => {
  it('tells by text and by picture what changed between two real captures', async () => {
    await open('/then')
    const before = await test.call('page.capture', { mode: 'whole' })
    await open('/now')
    const after = await test.call('page.capture', { mode: 'whole' })

    const { captures } = await test.call('compare.captures', { objectKey: key(1) })
    expect(captures.map(({ evidence }) => evidence.id)).toEqual([before.id, after.id])
    const { text, picture } = await test.call('compare.run', { before: before.id, after: after.id })
    expect(text).toEqual({
      isRough: false,
      changes: [
        { kind: 'same', blocks: 1 },
        {
          kind: 'changed',
          parts: [
            { kind: 'same', text: '关于印发实施方案的通知 202' },
            { kind: 'removed', text: '3' },
            { kind: 'added', text: '6' },
            { kind: 'same', text: '-02-01' }
          ]
        },
        { kind: 'added', text: '全市安全生产会议召开' },
        { kind: 'same', blocks: 21 }
      ]
    })
    if (!('changes' in picture)) throw new Error(picture.reason)
    // The changed digit in the second line of 40 pixels, a line put in behind it, nothing below the line after that: blank
    // rows above and below a line are alike, so the one put in may be named with those that follow it.
    const places = picture.changes.map((change) => ('after' in change ? change.after : change.before))
    expect(picture.changes.some(({ kind }) => kind === 'changed')).toBe(true)
    expect(Math.min(...places.map(({ y }) => y))).toBeGreaterThanOrEqual(40)
    expect(Math.max(...places.map(({ y, height }) => y + height))).toBeLessThanOrEqual(160)
    const added = picture.changes.flatMap((change) => (change.kind === 'added' ? [change.after.height] : []))
    expect(added.reduce((sum, height) => sum + height, 0)).toBe(40)
  })

  it('finds nothing between two captures of one page, and does not compare two objects', async () => {
    await open('/second')
    const first = await test.call('page.capture', { mode: 'whole' })
    await open('/second')
    const second = await test.call('page.capture', { mode: 'whole' })
    expect(await test.call('compare.run', { before: first.id, after: second.id })).toEqual({
      text: { isRough: false, changes: [{ kind: 'same', blocks: 1 }] },
      picture: { changes: [], isCut: false }
    })
    await test.call('page.open', { batchId, objectKey: key(2), url: `${site.origin}/second` })
    await expect.poll(async () => (await test.call('page.state', {})).state?.loading).toBe(false)
    const other = await test.call('page.capture', { mode: 'whole' })
    await expect(test.call('compare.run', { before: first.id, after: other.id })).rejects.toThrow('不属于同一个对象')
    await expect(test.call('compare.run', { before: first.id, after: 'x' })).rejects.toThrow('没有这份证据')
  })
})
