import { describe, expect, it } from 'vitest'
import { pause, until } from '../support/chromium.ts'
import { site, test, open, states, useInspectedPages } from './inspected-pages.ts'

useInspectedPages()

describe('page.frame and page.input', () => {
  const frames = (): number => test.events.filter(({ name }) => name === 'page.frame').length

  it('sends pictures while something moves, and none while nothing does', async () => {
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    await open('/moving')
    await until(() => frames() > 20)
    const frame = test.events.findLast(({ name }) => name === 'page.frame')?.payload as {
      data: string
      width: number
      height: number
    }
    expect([frame.width, frame.height]).toEqual([800, 600])
    expect(Buffer.from(frame.data, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
    await test.call('page.bounds', { bounds: null })
    await pause(200)
    const hidden = frames()
    await pause(500)
    expect(frames()).toBe(hidden)
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    await test.call('page.navigate', { url: `${site.origin}/second` })
    await pause(1_000)
    const still = frames()
    await pause(1_000)
    expect(frames()).toBe(still)
  })

  it('passes on mouse, wheel, keys and text', async () => {
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    const before = frames()
    await open('/input')
    // A page that has not been painted yet has nothing under the mouse: a person clicks on what is seen.
    await until(() => frames() > before, 'the first picture')
    await pause(300)
    const mouse = { type: 'mouse', x: 50, y: 20, button: 'left', clicks: 1, modifiers: 0 } as const
    await test.call('page.input', { ...mouse, action: 'down', buttons: 1 })
    await test.call('page.input', { ...mouse, action: 'up', buttons: 0 })
    await test.call('page.input', { type: 'text', text: '政务公开' })
    await test.call('page.input', { type: 'key', action: 'down', key: 'a', code: 'KeyA', text: 'a', keyCode: 65, modifiers: 0 })
    await test.call('page.input', { type: 'key', action: 'up', key: 'a', code: 'KeyA', text: '', keyCode: 65, modifiers: 0 })
    await test.call('page.input', { type: 'wheel', x: 300, y: 300, dx: 0, dy: 400, modifiers: 0 })
    // Titles set by script are told with the next change of state.
    await until(async () => {
      await test.call('page.zoom', { factor: 1 })
      await pause(150)
      return states().at(-1)?.title === '政务公开a|true|a'
    }, 'title')
  })
})
