import {
  masksFor,
  mosaicBlock,
  renumbered,
  unmasked,
  type FoundNumber,
  type Layer,
  type LayerColour,
  type LayerType
} from '../../../electron/domain/annotation.ts'
import { boundsOf, inkScale, usualTextSize, type Rect } from '../../../electron/domain/annotation-shapes.ts'

export type Tool = 'choose' | LayerType

export interface Size {
  width: number
  height: number
}

/** What stands in the annotation editor, and the way back. */
export interface AnnotateState {
  size: Size
  layers: readonly Layer[]
  chosen: string | null
  tool: Tool
  colour: LayerColour
  past: readonly (readonly Layer[])[]
  future: readonly (readonly Layer[])[]
  /** Steps with the same mark are one step back: a drag, or a run of arrow keys. */
  mark: string | null
}

export type AnnotateAct =
  | { act: 'open'; size: Size; layers: readonly Layer[] }
  | { act: 'tool'; tool: Tool }
  | { act: 'colour'; colour: LayerColour }
  | { act: 'choose'; id: string | null }
  | { act: 'draw'; from: Point; to: Point; text: string }
  /** By key: a layer of the usual size in the middle of what is seen. */
  | { act: 'place'; view: Rect; text: string }
  | { act: 'change'; layer: Layer; mark: string }
  | { act: 'move'; dx: number; dy: number }
  | { act: 'resize'; dx: number; dy: number }
  | { act: 'remove' }
  | { act: 'mask'; numbers: readonly FoundNumber[] }
  | { act: 'undo' }
  | { act: 'redo' }

export interface Point {
  x: number
  y: number
}

const mostSteps = 200
/** Less than this is a click, not a drawing. */
const leastDrag = 4

export function openedState(size: Size, layers: readonly Layer[] = []): AnnotateState {
  return { size, layers, chosen: null, tool: 'choose', colour: 'red', past: [], future: [], mark: null }
}

export function annotate(state: AnnotateState, act: AnnotateAct): AnnotateState {
  switch (act.act) {
    case 'open':
      return openedState(act.size, act.layers)
    case 'tool':
      return { ...state, tool: act.tool, mark: null }
    case 'colour': {
      const chosen = chosenLayer(state)
      const next = { ...state, colour: act.colour }
      return chosen === null || chosen.type === 'mosaic' ? next : replaced(next, { ...chosen, colour: act.colour }, null)
    }
    case 'choose':
      return { ...state, chosen: act.id, mark: null }
    case 'draw': {
      const layer = drawn(state, act.from, act.to, act.text)
      return layer === null ? state : added(state, layer)
    }
    case 'place': {
      const [from, to] = middleOf(act.view, state)
      const layer = drawn(state, from, to, act.text)
      return layer === null ? state : added(state, layer)
    }
    case 'change':
      return replaced(state, kept(act.layer, state.size), act.mark)
    case 'move': {
      const chosen = chosenLayer(state)
      return chosen === null ? state : replaced(state, moved(chosen, act, state.size), `move ${chosen.id}`)
    }
    case 'resize': {
      const chosen = chosenLayer(state)
      return chosen === null ? state : replaced(state, resized(chosen, act, state.size), `resize ${chosen.id}`)
    }
    case 'remove': {
      if (state.chosen === null) return state
      const at = state.layers.findIndex(({ id }) => id === state.chosen)
      const layers = state.layers.filter(({ id }) => id !== state.chosen)
      return { ...stepped(state, renumbered(layers), null), chosen: layers[Math.min(at, layers.length - 1)]?.id ?? null }
    }
    case 'mask': {
      const open = unmasked(act.numbers, state.layers)
      const serial = nextSerial(state)
      return open.length === 0
        ? state
        : stepped(state, [...state.layers, ...masksFor(open, (index) => `l${serial + index}`)], null)
    }
    case 'undo': {
      const before = state.past.at(-1)
      if (before === undefined) return state
      return {
        ...state,
        layers: before,
        past: state.past.slice(0, -1),
        future: [state.layers, ...state.future],
        chosen: stillThere(before, state.chosen),
        mark: null
      }
    }
    case 'redo': {
      const [after, ...rest] = state.future
      if (after === undefined) return state
      return {
        ...state,
        layers: after,
        past: [...state.past, state.layers],
        future: rest,
        chosen: stillThere(after, state.chosen),
        mark: null
      }
    }
  }
}

export const chosenLayer = ({ layers, chosen }: AnnotateState): Layer | null => layers.find(({ id }) => id === chosen) ?? null

const stillThere = (layers: readonly Layer[], id: string | null): string | null =>
  layers.some((layer) => layer.id === id) ? id : null

function stepped(state: AnnotateState, layers: readonly Layer[], mark: string | null): AnnotateState {
  const isSame = mark !== null && mark === state.mark
  return {
    ...state,
    layers,
    past: isSame ? state.past : [...state.past, state.layers].slice(-mostSteps),
    future: [],
    mark
  }
}

function added(state: AnnotateState, layer: Layer): AnnotateState {
  return { ...stepped(state, renumbered([...state.layers, layer]), null), chosen: layer.id }
}

function replaced(state: AnnotateState, layer: Layer, mark: string | null): AnnotateState {
  return stepped(
    state,
    state.layers.map((each) => (each.id === layer.id ? layer : each)),
    mark
  )
}

/** Ids count up and never come twice, those that could be brought back included. */
function nextSerial({ layers, past, future }: AnnotateState): number {
  const serials = [layers, ...past, ...future].flat().map(({ id }) => Number(/^l(\d+)$/.exec(id)?.[1] ?? 0))
  return serials.reduce((most, serial) => Math.max(most, serial), 0) + 1
}

function drawn(state: AnnotateState, from: Point, to: Point, text: string): Layer | null {
  const { tool, size, colour } = state
  if (tool === 'choose') return null
  const id = `l${nextSerial(state)}`
  const [a, b] = [inside(from, size), inside(to, size)]
  const isClick = Math.abs(a.x - b.x) < leastDrag && Math.abs(a.y - b.y) < leastDrag
  if (tool === 'number') return { type: 'number', id, ...b, value: 1, colour }
  if (tool === 'text') return { type: 'text', id, ...a, text, size: usualTextSize(inkScale(size.width)), colour }
  if (isClick) return null
  if (tool === 'arrow') return { type: 'arrow', id, ...a, toX: b.x, toY: b.y, colour }
  const x = Math.min(a.x, b.x, size.width - 1)
  const y = Math.min(a.y, b.y, size.height - 1)
  const width = Math.max(1, Math.abs(a.x - b.x))
  const height = Math.max(1, Math.abs(a.y - b.y))
  return tool === 'box'
    ? { type: 'box', id, x, y, width, height, colour }
    : { type: 'mosaic', id, x, y, width, height, block: mosaicBlock(width, height), shown: null }
}

function middleOf(view: Rect, { size }: AnnotateState): [Point, Point] {
  const seen = { width: Math.min(view.width, size.width - view.x), height: Math.min(view.height, size.height - view.y) }
  const [width, height] = [Math.min(240, seen.width / 2), Math.min(120, seen.height / 2)]
  const x = Math.round(view.x + (seen.width - width) / 2)
  const y = Math.round(view.y + (seen.height - height) / 2)
  return [
    { x, y },
    { x: Math.round(x + width), y: Math.round(y + height) }
  ]
}

const between = (value: number, least: number, most: number): number =>
  Math.round(Math.min(Math.max(value, least), Math.max(least, most)))
const inside = ({ x, y }: Point, { width, height }: Size): Point => ({
  x: between(x, 0, width - 1),
  y: between(y, 0, height - 1)
})

/** Whole inside the picture; a text only has to begin there. */
function kept(layer: Layer, size: Size): Layer {
  if (layer.type === 'arrow') {
    const to = inside({ x: layer.toX, y: layer.toY }, size)
    return { ...layer, ...inside(layer, size), toX: to.x, toY: to.y }
  }
  if (layer.type === 'number' || layer.type === 'text') return { ...layer, ...inside(layer, size) }
  const at = inside(layer, size)
  const width = between(layer.width, 1, size.width - at.x)
  const height = between(layer.height, 1, size.height - at.y)
  // A number's own mask stays one square; one that a person drew follows its size.
  return layer.type === 'mosaic' && layer.shown === null
    ? { ...layer, ...at, width, height, block: mosaicBlock(width, height) }
    : layer.type === 'mosaic'
      ? { ...layer, ...at, width, height, block: Math.max(width, height, 8) }
      : { ...layer, ...at, width, height }
}

/** Keeps its size at the picture's edge. */
export function moved(layer: Layer, { dx, dy }: { dx: number; dy: number }, size: Size): Layer {
  if (layer.type === 'arrow') {
    const x = between(dx, -Math.min(layer.x, layer.toX), size.width - 1 - Math.max(layer.x, layer.toX))
    const y = between(dy, -Math.min(layer.y, layer.toY), size.height - 1 - Math.max(layer.y, layer.toY))
    return { ...layer, x: layer.x + x, y: layer.y + y, toX: layer.toX + x, toY: layer.toY + y }
  }
  const own = layer.type === 'box' || layer.type === 'mosaic' ? layer : { width: 1, height: 1 }
  return {
    ...layer,
    x: between(layer.x + dx, 0, size.width - own.width),
    y: between(layer.y + dy, 0, size.height - own.height)
  }
}

function resized(layer: Layer, { dx, dy }: { dx: number; dy: number }, size: Size): Layer {
  switch (layer.type) {
    case 'box':
    case 'mosaic':
      return kept({ ...layer, width: layer.width + dx, height: layer.height + dy }, size)
    case 'arrow':
      return kept({ ...layer, toX: layer.toX + dx, toY: layer.toY + dy }, size)
    case 'text':
      return { ...layer, size: between(layer.size + dx + dy, 8, 200) }
    case 'number':
      return layer
  }
}

/** The layer under a point, the topmost first; ink before mosaics, which lie below it. */
export function layerAt({ layers, size }: Pick<AnnotateState, 'layers' | 'size'>, { x, y }: Point, reach: number): Layer | null {
  const scale = inkScale(size.width)
  const hit = (layer: Layer): boolean => {
    const box = boundsOf(layer, scale)
    const isIn = x >= box.x - reach && y >= box.y - reach && x < box.x + box.width + reach && y < box.y + box.height + reach
    if (!isIn) return false
    if (layer.type === 'arrow') return fromLine({ x, y }, layer) <= reach + 6 * scale
    if (layer.type !== 'box') return true
    // What stands inside a box is not the box.
    const rim = reach + 4 * scale
    return x < layer.x + rim || y < layer.y + rim || x > layer.x + layer.width - rim || y > layer.y + layer.height - rim
  }
  const topFirst = [...layers].reverse()
  return topFirst.find((layer) => layer.type !== 'mosaic' && hit(layer)) ?? topFirst.find(hit) ?? null
}

function fromLine({ x, y }: Point, line: { x: number; y: number; toX: number; toY: number }): number {
  const [dx, dy] = [line.toX - line.x, line.toY - line.y]
  const along = Math.min(1, Math.max(0, ((x - line.x) * dx + (y - line.y) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(x - line.x - along * dx, y - line.y - along * dy)
}

/** Corners by which the chosen layer is drawn larger, and what it becomes when one is moved there. */
export function handlesOf(layer: Layer): { at: Point; drag(to: Point): Layer }[] {
  if (layer.type === 'arrow') {
    return [
      { at: { x: layer.x, y: layer.y }, drag: ({ x, y }) => ({ ...layer, x, y }) },
      { at: { x: layer.toX, y: layer.toY }, drag: ({ x, y }) => ({ ...layer, toX: x, toY: y }) }
    ]
  }
  if (layer.type !== 'box' && layer.type !== 'mosaic') return []
  const [left, top, right, bottom] = [layer.x, layer.y, layer.x + layer.width, layer.y + layer.height]
  const corner = (x: number, y: number, otherX: number, otherY: number) => ({
    at: { x, y },
    drag: (to: Point): Layer => ({
      ...layer,
      x: Math.min(to.x, otherX),
      y: Math.min(to.y, otherY),
      width: Math.max(1, Math.abs(to.x - otherX)),
      height: Math.max(1, Math.abs(to.y - otherY))
    })
  })
  return [
    corner(left, top, right, bottom),
    corner(right, top, left, bottom),
    corner(left, bottom, right, top),
    corner(right, bottom, left, top)
  ]
}
