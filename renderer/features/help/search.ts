import { syllableOf } from '../../components/pinyin.ts'
import { linesOf, type Page } from './markdown.ts'

export interface Hit {
  page: Page
  /** Which section of the page. */
  section: number
  /** The line that was found, and where in it. */
  line: string
  from: number
  to: number
}

interface Line {
  page: Page
  section: number
  text: string
  lower: string
  syllables: readonly string[]
  /** Titles and headings: found before the text, and by fewer letters. */
  rank: 0 | 1 | 2
}

/** From which character on the letters spell the text, whole or by initials; null where they do not. */
function spelled(syllables: readonly string[], letters: string, fewest: number): { from: number; to: number } | null {
  if (letters.length < fewest) return null
  for (let from = 0; from < syllables.length; from += 1) {
    let rest = letters
    let at = from
    // The last syllable may stand unfinished: the person is still typing.
    while (rest !== '' && at < syllables.length) {
      const syllable = syllables[at] ?? ''
      if (syllable === '') break
      if (rest.startsWith(syllable)) rest = rest.slice(syllable.length)
      else if (syllable.startsWith(rest)) rest = ''
      else break
      at += 1
    }
    if (rest === '') return { from, to: at }
    if (
      letters.length > 1 &&
      from + letters.length <= syllables.length &&
      Array.from(letters).every((letter, index) => syllables[from + index]?.startsWith(letter) === true)
    )
      return { from, to: from + letters.length }
  }
  return null
}

function findIn(line: Line, word: string): { from: number; to: number } | null {
  const at = line.lower.indexOf(word)
  if (at >= 0) return { from: at, to: at + word.length }
  if (!/^[a-z]+$/.test(word)) return null
  // Two initials are in every long sentence by chance; in a heading they are meant.
  return spelled(line.syllables, word, line.rank === 2 ? 3 : 2)
}

/** The lines of all pages, spelled once. */
export function readLines(pages: readonly Page[]): readonly Line[] {
  const lineOf = (page: Page, section: number, text: string, rank: Line['rank']): Line => ({
    page,
    section,
    text,
    lower: text.toLowerCase(),
    syllables: Array.from(text, syllableOf),
    rank
  })
  return pages.flatMap((page) => [
    lineOf(page, 0, page.title, 0),
    ...page.sections.flatMap((section, index) => [
      ...(section.heading === '' ? [] : [lineOf(page, index, section.heading, 1)]),
      ...section.blocks.flatMap(linesOf).map((text) => lineOf(page, index, text, 2))
    ])
  ])
}

/** One hit for each section in which every word of the search stands, titles and headings first. */
export function searchHelp(lines: readonly Line[], search: string): Hit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const [first, ...others] = words
  if (first === undefined) return []
  const bySection = new Map<string, Line[]>()
  for (const line of lines) {
    const key = `${line.page.id}/${line.section}`
    const known = bySection.get(key)
    if (known === undefined) bySection.set(key, [line])
    else known.push(line)
  }
  const found = [...bySection.values()].flatMap((section) => {
    if (!others.every((word) => section.some((line) => findIn(line, word) !== null))) return []
    for (const line of section) {
      const place = findIn(line, first)
      if (place !== null) return [{ rank: line.rank, hit: { page: line.page, section: line.section, line: line.text, ...place } }]
    }
    return []
  })
  return found.toSorted((a, b) => a.rank - b.rank).map(({ hit }) => hit)
}
