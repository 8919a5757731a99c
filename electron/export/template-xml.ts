/**
 * Places of a Word document's XML that a template needs: paragraphs with their text, and where each stands in a table. Text is
 * what stands in `w:t`; a placeholder that Word has cut into several runs is put together again in the first of them.
 */
export interface TemplateParagraph {
  text: string
  /** Offsets of `<w:p` and behind `</w:p>` in the part. */
  start: number
  end: number
  cell: CellPlace | null
  /** Its own `w:t`, in order. */
  pieces: TextPiece[]
}

interface TextPiece {
  /** Offsets in the part of what stands between `<w:t>` and `</w:t>`. */
  start: number
  end: number
  text: string
}

/** The innermost table cell around a paragraph; numbers count within one part. */
export interface CellPlace {
  table: number
  /** Counted over the whole part, so that a number names one row. */
  row: number
  cell: number
  /** The only cell of its row, as far as the row goes. */
  isWholeRow: boolean
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex: string, decimal: string, name: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
    return entities[name] ?? whole
  })
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>]/g, (character) => (character === '&' ? '&amp;' : character === '<' ? '&lt;' : '&gt;'))
}

/** All paragraphs of a part in the order in which they end; text of a paragraph inside another (a text box) is its own. */
export function paragraphsOf(xml: string): TemplateParagraph[] {
  const found: TemplateParagraph[] = []
  const open: Omit<TemplateParagraph, 'end'>[] = []
  const tables: { table: number; row: number; cells: CellPlace[] }[] = []
  const cells: CellPlace[] = []
  let [tableCount, rowCount] = [0, 0]
  const tag = /<(\/?)w:(tbl|tr|tc|p|t)((?:\s[^>]*?)?)(\/?)>([^<]*)/g
  for (const match of xml.matchAll(tag)) {
    const [whole, close, name, , self, after = ''] = match
    const isEnd = close === '/'
    const at = match.index
    const behind = at + whole.length - after.length
    if (self === '/') {
      if (name === 'p') found.push({ text: '', start: at, end: behind, cell: cells.at(-1) ?? null, pieces: [] })
    } else if (name === 't') {
      const paragraph = open.at(-1)
      if (isEnd || paragraph === undefined) continue
      const text = unescapeXml(after)
      paragraph.text += text
      paragraph.pieces.push({ start: behind, end: behind + after.length, text })
    } else if (name === 'p') {
      if (!isEnd) open.push({ text: '', start: at, cell: cells.at(-1) ?? null, pieces: [] })
      else {
        const paragraph = open.pop()
        if (paragraph !== undefined) found.push({ ...paragraph, end: behind })
      }
    } else if (name === 'tbl') {
      if (isEnd) tables.pop()
      else {
        tableCount += 1
        tables.push({ table: tableCount, row: 0, cells: [] })
      }
    } else if (name === 'tr') {
      const table = tables.at(-1)
      if (table === undefined) continue
      if (isEnd) for (const place of table.cells) place.isWholeRow = table.cells.length === 1
      else {
        rowCount += 1
        table.row = rowCount
        table.cells = []
      }
    } else if (isEnd) {
      cells.pop()
    } else {
      const table = tables.at(-1)
      const place = { table: table?.table ?? 0, row: table?.row ?? 0, cell: table?.cells.length ?? 0, isWholeRow: false }
      table?.cells.push(place)
      cells.push(place)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** A stretch of a part and what is to stand there instead. */
export interface XmlEdit {
  start: number
  end: number
  text: string
}

export function applyEdits(xml: string, edits: readonly XmlEdit[]): string {
  let result = ''
  let from = 0
  for (const { start, end, text } of edits.toSorted((a, b) => a.start - b.start)) {
    result += xml.slice(from, start) + text
    from = end
  }
  return result + xml.slice(from)
}

/** Puts every `{…}` of a paragraph into the `w:t` in which it begins; `rewrite` may word it anew. */
export function joinPlaceholders({ text, pieces }: TemplateParagraph, rewrite: (placeholder: string) => string): XmlEdit[] {
  const texts = pieces.map((piece) => piece.text)
  const starts: number[] = []
  let length = 0
  for (const piece of texts) {
    starts.push(length)
    length += piece.length
  }
  const touched = new Set<number>()
  // From the last to the first, so that earlier offsets stay as they are.
  for (const match of [...text.matchAll(/\{[^{}]*\}/g)].reverse()) {
    const [from, to] = [match.index, match.index + match[0].length]
    const written = rewrite(match[0])
    const first = starts.findLastIndex((start) => start <= from)
    if (written === match[0] && to <= (starts[first] ?? 0) + (pieces[first]?.text.length ?? 0)) continue
    for (let piece = texts.length - 1; piece >= first; piece -= 1) {
      const start = starts[piece] ?? 0
      const end = start + (pieces[piece]?.text.length ?? 0)
      if (start >= to || end <= from) continue
      const words = texts[piece] ?? ''
      const [head, tail] = [words.slice(0, Math.max(0, from - start)), words.slice(Math.min(to, end) - start)]
      texts[piece] = head + (piece === first ? written : '') + tail
      touched.add(piece)
    }
  }
  return [...touched].map((place) => {
    const { start, end } = pieces[place] as TextPiece
    return { start, end, text: escapeXml(texts[place] ?? '') }
  })
}
