/** The few forms that help pages are written in. Text is data to the end: nothing here makes markup of it. */
export type Inline =
  | { kind: 'text' | 'strong' | 'word' | 'key'; text: string }
  | { kind: 'link'; text: string; page: string; heading: string | null }

export type Block =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'picture'; alt: string; file: string }
  /** A part that the program fills in: `:::keys`. */
  | { kind: 'part'; name: string }

export interface Section {
  /** Empty for what stands before the first heading. */
  heading: string
  blocks: Block[]
}

export interface Page {
  id: string
  title: string
  titleEn: string
  order: number
  sections: Section[]
}

const inlinePattern = /「([^」]+)」|`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([\w-]+)(?:#([^)]+))?\)/g

export function readInlines(text: string): Inline[] {
  const inlines: Inline[] = []
  let at = 0
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > at) inlines.push({ kind: 'text', text: text.slice(at, match.index) })
    const [whole, word, key, strong, link, page, heading] = match
    if (word !== undefined) inlines.push({ kind: 'word', text: word })
    else if (key !== undefined) inlines.push({ kind: 'key', text: key })
    else if (strong !== undefined) inlines.push({ kind: 'strong', text: strong })
    else inlines.push({ kind: 'link', text: link ?? '', page: page ?? '', heading: heading ?? null })
    at = match.index + whole.length
  }
  if (at < text.length) inlines.push({ kind: 'text', text: text.slice(at) })
  return inlines
}

const cellsOf = (line: string): Inline[][] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => readInlines(cell.trim()))

/** The lines of one block: neighbours, with no empty line between them. */
function readBlock(lines: readonly string[]): Block {
  const [first = ''] = lines
  const picture = /^!\[(.+)\]\(([\w-]+\.webp)\)$/.exec(first)
  if (picture !== null) return { kind: 'picture', alt: picture[1] ?? '', file: picture[2] ?? '' }
  if (first.startsWith(':::')) return { kind: 'part', name: first.slice(3).trim() }
  if (first.startsWith('|')) {
    const [head = '', , ...rows] = lines
    return { kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) }
  }
  const bullet = /^(?:-|\d+\.) /
  if (bullet.test(first)) {
    return {
      kind: 'list',
      isOrdered: /^\d/.test(first),
      items: lines.map((line) => readInlines(line.replace(bullet, '')))
    }
  }
  // Lines of a paragraph are broken only to be read in an editor; between Chinese characters no blank belongs.
  return { kind: 'paragraph', inlines: readInlines(lines.join('')) }
}

const kindOfLine = (line: string): string =>
  line.startsWith('|') ? 'table' : /^(?:-|\d+\.) /.test(line) ? 'list' : line.startsWith('#') ? line : 'text'

function readSections(body: string): Section[] {
  const sections: Section[] = [{ heading: '', blocks: [] }]
  let lines: string[] = []
  const close = (): void => {
    if (lines.length > 0) sections.at(-1)?.blocks.push(readBlock(lines))
    lines = []
  }
  for (const line of body.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '' || (lines[0] !== undefined && kindOfLine(lines[0]) !== kindOfLine(line))) close()
    if (line.startsWith('## ')) sections.push({ heading: line.slice(3), blocks: [] })
    else if (line !== '') lines.push(line)
  }
  close()
  return sections.filter((section) => section.heading !== '' || section.blocks.length > 0)
}

/** A help page: a head of `name: value` lines between `---`, then its text. */
export function readPage(id: string, source: string): Page {
  const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/.exec(source)
  if (match === null) throw new Error(`help page ${id} has no head`)
  const head = new Map(
    (match[1] ?? '').split(/\r?\n/).map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    })
  )
  const named = (name: string): string => {
    const value = head.get(name)
    if (value === undefined || value === '') throw new Error(`help page ${id} has no ${name}`)
    return value
  }
  return {
    id,
    title: named('title'),
    titleEn: named('titleEn'),
    order: Number(named('order')),
    sections: readSections(match[2] ?? '')
  }
}

export const plainText = (inlines: readonly Inline[]): string => inlines.map(({ text }) => text).join('')

/** What a block says, a line for each item or row: for searching and for tests. */
export function linesOf(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [plainText(block.inlines)]
    case 'list':
      return block.items.map(plainText)
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(plainText).join('　'))
    case 'picture':
      return [block.alt]
    case 'part':
      return []
  }
}

export function inlinesOf(block: Block): Inline[] {
  switch (block.kind) {
    case 'paragraph':
      return block.inlines
    case 'list':
      return block.items.flat()
    case 'table':
      return [block.head, ...block.rows].flat(2)
    case 'picture':
      return readInlines(block.alt)
    case 'part':
      return []
  }
}
