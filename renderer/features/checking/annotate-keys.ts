import type { Tool } from './annotate-state.ts'

export type AnnotateKey =
  | { do: 'tool'; tool: Tool }
  | { do: 'move' | 'resize'; dx: number; dy: number }
  | { do: 'place' | 'remove' | 'undo' | 'redo' | 'save' | 'mask' | 'fit' | 'actual' | 'in' | 'out' }

const tools: Readonly<Record<string, Tool>> = { v: 'choose', b: 'box', r: 'arrow', n: 'number', t: 'text', m: 'mosaic' }
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
}

export interface PressedKey {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing: boolean
}
/** Where it was pressed: on the picture, in a field, or on a button (which keeps Enter and Space for itself). */
export type KeyPlace = 'picture' | 'field' | 'button'

/** What a key does in the annotation editor; null: it is not ours. */
export function annotateKey(event: PressedKey, place: KeyPlace, hasChosen: boolean): AnnotateKey | null {
  if (event.isComposing || event.altKey) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isMod = event.ctrlKey || event.metaKey
  if (isMod && key === 's') return { do: 'save' }
  if (place === 'field') return null
  if (isMod && key === 'z') return { do: event.shiftKey ? 'redo' : 'undo' }
  if (isMod && key === 'y') return { do: 'redo' }
  const step = steps[key]
  if (step !== undefined) {
    if (!hasChosen) return null
    const far = event.shiftKey ? 10 : 1
    return { do: isMod ? 'resize' : 'move', dx: step[0] * far, dy: step[1] * far }
  }
  if (isMod) return null
  const tool = tools[key]
  if (tool !== undefined) return { do: 'tool', tool }
  switch (key) {
    case 'Enter':
      return place === 'picture' ? { do: 'place' } : null
    case 'Delete':
    case 'Backspace':
      return { do: 'remove' }
    case 'p':
      return { do: 'mask' }
    case 'f':
      return { do: 'fit' }
    case '0':
      return { do: 'actual' }
    case '+':
    case '=':
      return { do: 'in' }
    case '-':
      return { do: 'out' }
    default:
      return null
  }
}
