import { describe, expect, it } from 'vitest'
import {
  buttonOf,
  keyInput,
  keyRoute,
  modifiersOf,
  toPagePoint,
  wheelPixels
} from '../../../renderer/features/checking/page-input.ts'

const key = (part: Partial<Parameters<typeof keyRoute>[0]>) => ({
  key: 'a',
  code: 'KeyA',
  keyCode: 65,
  isComposing: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...part
})

describe('toPagePoint', () => {
  const surface = { left: 600, top: 100, width: 400, height: 300 }

  it('scales from the canvas to the viewport of the page', () => {
    expect(toPagePoint({ clientX: 700, clientY: 250 }, surface, { width: 800, height: 600 })).toEqual({ x: 200, y: 300 })
  })

  it('knows that a page of another shape stands in the middle', () => {
    // 390 × 600 in 400 × 300 is drawn 195 wide, from 102.5 to 297.5.
    expect(toPagePoint({ clientX: 702.5, clientY: 100 }, surface, { width: 390, height: 600 })).toEqual({ x: 0, y: 0 })
    expect(toPagePoint({ clientX: 800, clientY: 250 }, surface, { width: 390, height: 600 })).toEqual({ x: 195, y: 300 })
  })

  it('keeps a drag that leaves the canvas on its edge', () => {
    expect(toPagePoint({ clientX: 0, clientY: 900 }, surface, { width: 800, height: 600 })).toEqual({ x: 0, y: 599 })
  })
})

describe('wheelPixels', () => {
  it('speaks pixels whatever the mouse speaks', () => {
    expect(wheelPixels({ deltaX: 0, deltaY: 120, deltaMode: 0 }, { height: 600 })).toEqual({ dx: 0, dy: 120 })
    expect(wheelPixels({ deltaX: 1, deltaY: 3, deltaMode: 1 }, { height: 600 })).toEqual({ dx: 40, dy: 120 })
    expect(wheelPixels({ deltaX: 0, deltaY: -1, deltaMode: 2 }, { height: 600 })).toEqual({ dx: 0, dy: -600 })
  })
})

describe('modifiersOf', () => {
  it('sets the bits of the DevTools protocol', () => {
    expect(modifiersOf({ altKey: true, ctrlKey: false, metaKey: false, shiftKey: true })).toBe(9)
    expect(modifiersOf({ altKey: false, ctrlKey: true, metaKey: true, shiftKey: false })).toBe(6)
  })
})

describe('buttonOf', () => {
  it('names the buttons the contract knows', () => {
    expect([0, 1, 2, 3, -1].map(buttonOf)).toEqual(['left', 'middle', 'right', 'none', 'none'])
  })
})

describe('keyRoute', () => {
  it('leaves everything to a working input method', () => {
    expect(keyRoute(key({ isComposing: true }))).toBe('compose')
    expect(keyRoute(key({ keyCode: 229, key: 'Process' }))).toBe('compose')
    expect(keyRoute(key({ key: 'F8', isComposing: true }))).toBe('compose')
  })

  it('keeps the ways out of the page and the capture key', () => {
    for (const each of ['F6', 'F8']) expect(keyRoute(key({ key: each }))).toBe('keep')
    expect(keyRoute(key({ key: 'b', ctrlKey: true }))).toBe('keep')
    expect(keyRoute(key({ key: 'b' }))).toBe('send')
  })

  it('pastes by text and sends the rest, Tab included', () => {
    expect(keyRoute(key({ key: 'v', ctrlKey: true }))).toBe('paste')
    expect(keyRoute(key({ key: 'Tab' }))).toBe('send')
    expect(keyRoute(key({ key: 'a', ctrlKey: true }))).toBe('send')
  })
})

describe('keyInput', () => {
  it('carries text only where a key writes', () => {
    expect(keyInput(key({}), 'down')).toMatchObject({ type: 'key', action: 'down', text: 'a', modifiers: 0 })
    expect(keyInput(key({}), 'up')).toMatchObject({ action: 'up', text: '' })
    expect(keyInput(key({ key: 'Enter' }), 'down')).toMatchObject({ text: '\r' })
    expect(keyInput(key({ ctrlKey: true }), 'down')).toMatchObject({ text: '', modifiers: 2 })
    expect(keyInput(key({ key: 'ArrowDown' }), 'down')).toMatchObject({ text: '' })
    expect(keyInput(key({ key: '𠮷' }), 'down')).toMatchObject({ text: '𠮷' })
  })
})
