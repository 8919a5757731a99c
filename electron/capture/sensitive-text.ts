/**
 * Telephone and identity numbers in a page, and where the picture shows them. Text and boxes are read in an isolated
 * world: nothing that the page's script put in place is asked. What is found is an offer to the inspector, never evidence.
 */
import type { FoundNumber } from '../domain/annotation.ts'
import { findPersonalNumbers } from '../domain/personal-numbers.ts'
import { openWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'

/** Which part of the page the picture shows: its corner in CSS pixels of the document, and device pixels to one of them. */
export interface Pictured {
  origin: { x: number; y: number }
  ratio: number
  width: number
  height: number
}

interface Box {
  x: number
  y: number
  width: number
  height: number
}

const most = 500

/** null where the page could not be asked (it is gone, or hangs): not the same as a page without numbers. */
export async function findSensitiveNumbers(driver: PageDriver, pictured: Pictured): Promise<FoundNumber[] | null> {
  const world = await openWorld(driver).catch(() => null)
  const texts = (await world?.<string[]>(gather)) ?? null
  if (world === null || texts === null) return null
  const numbers = texts.flatMap((text, run) => findPersonalNumbers(text).map((number) => ({ ...number, run }))).slice(0, most)
  if (numbers.length === 0) return []
  const asked = numbers.map(({ run, hideStart, hideEnd }) => [run, hideStart, hideEnd])
  const boxes = await world<Box[][]>(`(${place})(${JSON.stringify(asked)})`)
  if (boxes === null) return null
  return numbers
    .flatMap(({ kind, shown }, index) =>
      lines(boxes[index] ?? []).flatMap((box): FoundNumber[] => {
        const place = inPicture(box, pictured)
        return place === null ? [] : [{ kind, shown, ...place }]
      })
    )
    .slice(0, most)
}

/** The boxes of one number, joined where they stand in one line. */
function lines(boxes: readonly Box[]): Box[] {
  const joined: Box[] = []
  for (const box of boxes) {
    const last = joined.at(-1)
    const isSameLine = last !== undefined && box.y < last.y + last.height / 2 && last.y < box.y + box.height / 2
    if (last === undefined || !isSameLine) joined.push({ ...box })
    else {
      const right = Math.max(last.x + last.width, box.x + box.width)
      const bottom = Math.max(last.y + last.height, box.y + box.height)
      last.x = Math.min(last.x, box.x)
      last.y = Math.min(last.y, box.y)
      last.width = right - last.x
      last.height = bottom - last.y
    }
  }
  return joined
}

/** Whole pixels, outwards, cut to the picture. */
function inPicture(box: Box, { origin, ratio, width, height }: Pictured): Box | null {
  const left = Math.max(0, Math.floor((box.x - origin.x) * ratio))
  const top = Math.max(0, Math.floor((box.y - origin.y) * ratio))
  const right = Math.min(width, Math.ceil((box.x + box.width - origin.x) * ratio))
  const bottom = Math.min(height, Math.ceil((box.y + box.height - origin.y) * ratio))
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null
}

/**
 * Texts that could hold a number, one for each block of the layout, so that a number in several colours is read whole.
 * Shadow trees and frames of the same site are part of the page; fields that are filled in show their number too. The
 * nodes are kept in the isolated world for `place`.
 */
const gather = `(() => {
  const runs = []
  const blocks = new Map()
  const isInline = (element) => {
    let known = blocks.get(element)
    if (known === undefined) {
      const display = element.ownerDocument.defaultView.getComputedStyle(element).display
      known = display === 'inline' || display === 'contents'
      blocks.set(element, known)
    }
    return known
  }
  const blockOf = (node) => {
    let at = node.parentNode
    while (at !== null && at.nodeType === 1 && isInline(at)) at = at.parentNode
    return at
  }
  let signs = 0
  const walk = (root, frames) => {
    const walker = (root.ownerDocument ?? root).createTreeWalker(root, 5)
    let run = null
    for (let node = walker.nextNode(); node !== null && signs < 4000000; node = walker.nextNode()) {
      if (node.nodeType === 3) {
        if (/^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TITLE)$/i.test(node.parentNode?.nodeName ?? '')) continue
        const block = blockOf(node)
        if (run === null || run.block !== block) runs.push(run = { block, frames, parts: [], text: '' })
        run.parts.push({ node, start: run.text.length })
        run.text += node.data
        signs += node.data.length
        continue
      }
      if (node.shadowRoot) walk(node.shadowRoot, frames)
      if (node.nodeName === 'IFRAME' || node.nodeName === 'FRAME') {
        let inner = null
        try { inner = node.contentDocument } catch {}
        if (inner !== null) walk(inner, [...frames, node])
      }
      if ((node.nodeName === 'INPUT' && node.type !== 'password' && node.type !== 'hidden') || node.nodeName === 'TEXTAREA') {
        runs.push({ field: node, frames, text: node.value })
      }
      if (node.nodeName === 'BR') run = null
    }
  }
  walk(document, [])
  const kept = runs.filter(({ text }) => /(?:[0-9\\uff10-\\uff19][-\\s\\u2010-\\u2013]?){11}/.test(text)).slice(0, 5000)
  globalThis.xunchaRuns = kept
  return kept.map(({ text }) => text.slice(0, 100000))
})()`

/** Boxes in CSS pixels of the document, for each run and stretch of its text. */
const place = `(asked) => asked.map(([index, from, to]) => {
  const run = (globalThis.xunchaRuns ?? [])[index]
  if (run === undefined) return []
  let dx = scrollX
  let dy = scrollY
  for (const frame of run.frames) {
    const box = frame.getBoundingClientRect()
    dx += box.left + frame.clientLeft
    dy += box.top + frame.clientTop
  }
  const moved = ({ left, top, width, height }) => ({ x: left + dx, y: top + dy, width, height })
  const isSeen = ({ width, height }) => width > 0 && height > 0
  if (run.field) return [run.field.getBoundingClientRect()].filter(isSeen).map(moved)
  return run.parts.flatMap(({ node, start }) => {
    const [begin, end] = [Math.max(0, from - start), Math.min(node.data.length, to - start)]
    if (begin >= end || getComputedStyle(node.parentElement ?? document.documentElement).visibility !== 'visible') return []
    const range = node.ownerDocument.createRange()
    range.setStart(node, begin)
    range.setEnd(node, end)
    return [...range.getClientRects()].filter(isSeen).map(moved)
  })
})`
