import type { Fact } from '../../domain/facts/facts.ts'
import { treeGatherer } from '../gatherer.ts'
import { holderOf, oneLine, placeOf } from '../page-view.ts'
import type { ViewElement } from '../page-view.ts'

const limits = { blocks: 3_000, length: 5_000, total: 1_000_000 } as const

/** The page's words line by line. */
export const texts = treeGatherer({
  fact: 'texts',
  gather({ view }): Fact<'texts'> {
    const blocks: Fact<'texts'>['blocks'] = []
    let start = 0
    let total = 0
    for (const line of view.text.split('\n')) {
      const from = start + line.length - line.trimStart().length
      start += line.length + 1
      const text = oneLine(line)
      if (text === '') continue
      if (blocks.length >= limits.blocks || total >= limits.total) break
      const holder = holderOf(view, from, from + line.trim().length)
      const cut = text.slice(0, limits.length)
      total += cut.length
      blocks.push({ text: cut, shown: shownOf(holder), place: placeOf(holder, cut) })
    }
    return { blocks, titleForRobots: null }
  }
})

const shownOf = ({ element }: ViewElement): boolean | null => element.shown
