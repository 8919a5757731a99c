import type { Input } from '../../../electron/contract/index.ts'
import { isWorkbenchKey } from '../../../electron/domain/workbench-keys.ts'

export type PageInput = Input<'page.input'>

interface Modifiers {
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

/** The bits of the DevTools protocol: Alt 1, Ctrl 2, Meta 4, Shift 8. */
export function modifiersOf(event: Modifiers): number {
  return (event.altKey ? 1 : 0) | (event.ctrlKey ? 2 : 0) | (event.metaKey ? 4 : 0) | (event.shiftKey ? 8 : 0)
}

const buttons = ['left', 'middle', 'right'] as const

export function buttonOf(button: number): 'none' | 'left' | 'middle' | 'right' {
  return buttons[button] ?? 'none'
}

export interface Surface {
  left: number
  top: number
  width: number
  height: number
}

/**
 * A point of the window in CSS pixels of the page: the frame may be drawn smaller or larger than its viewport, and stands in
 * the middle of the surface where it is of another shape.
 */
export function toPagePoint(
  at: { clientX: number; clientY: number },
  surface: Surface,
  viewport: { width: number; height: number }
): { x: number; y: number } {
  const scale = Math.min(Math.max(surface.width, 1) / viewport.width, Math.max(surface.height, 1) / viewport.height)
  const x = (at.clientX - surface.left - (surface.width - viewport.width * scale) / 2) / scale
  const y = (at.clientY - surface.top - (surface.height - viewport.height * scale) / 2) / scale
  return { x: clamp(x, viewport.width), y: clamp(y, viewport.height) }
}

function clamp(value: number, size: number): number {
  return Math.round(Math.min(Math.max(value, 0), Math.max(size - 1, 0)) * 100) / 100
}

const lineHeight = 40

/** Wheel steps in CSS pixels, whatever unit the mouse speaks. */
export function wheelPixels(
  event: { deltaX: number; deltaY: number; deltaMode: number },
  page: { height: number }
): { dx: number; dy: number } {
  const unit = event.deltaMode === 1 ? lineHeight : event.deltaMode === 2 ? page.height : 1
  return { dx: event.deltaX * unit, dy: event.deltaY * unit }
}

interface KeyPress extends Modifiers {
  key: string
  code: string
  keyCode: number
  isComposing: boolean
}

/**
 * What to do with a key pressed on the canvas. `compose`: the input method is at work, or will bring the text by itself;
 * `keep`: a key of the workbench, it goes on to the screen's own handler.
 */
export function keyRoute(event: KeyPress): 'compose' | 'keep' | 'paste' | 'send' {
  if (
    event.isComposing ||
    event.keyCode === 229 ||
    event.key === 'Process' ||
    event.key === 'Dead' ||
    event.key === 'Unidentified'
  ) {
    return 'compose'
  }
  if (isWorkbenchKey({ key: event.key, ctrl: event.ctrlKey, alt: event.altKey })) return 'keep'
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'v') return 'paste'
  return 'send'
}

export function keyInput(event: KeyPress, action: 'down' | 'up'): PageInput {
  return {
    type: 'key',
    action,
    key: event.key,
    code: event.code,
    text: action === 'down' ? textOf(event) : '',
    keyCode: event.keyCode,
    modifiers: modifiersOf(event)
  }
}

function textOf(event: KeyPress): string {
  if (event.key === 'Enter') return '\r'
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  return isPlain && [...event.key].length === 1 ? event.key : ''
}
