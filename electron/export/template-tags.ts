import { applyEdits, escapeXml, joinPlaceholders, paragraphsOf, type CellPlace, type TemplateParagraph } from './template-xml.ts'

/** One `{…}` of a template. */
export interface TemplateTag {
  kind: 'value' | 'open' | 'close'
  /** Without braces and marks; empty for `{/}`, which closes what was opened last. */
  name: string
  raw: string
}

/** A stretch of the template's text, or a placeholder in it, with its paragraph. */
export type TemplateToken = { paragraph: number; cell: CellPlace | null } & (
  | { kind: 'text'; text: string }
  | { kind: 'tag'; tag: TemplateTag }
)

/** What a loop repeats: whole table rows, whole paragraphs, or the words between its two marks. */
export type LoopMode = 'row' | 'paragraph' | 'content'

/** Braces and marks as input methods for Chinese write them are not placeholders; the check names them. */
export const placeholderPattern = /\{([^{}]*)\}/g

export function readTag(raw: string): TemplateTag {
  const inner = raw.slice(1, -1).trim()
  const kind = inner.startsWith('#') ? 'open' : inner.startsWith('/') ? 'close' : 'value'
  return { kind, name: (kind === 'value' ? inner : inner.slice(1)).replace(/\s*\[[^\]]*\]$/, '').trim(), raw }
}

/** Text and placeholders of one part, in order. */
export function tokensOf(xml: string): TemplateToken[] {
  return paragraphsOf(xml).flatMap(({ text, cell }, paragraph) => tokensOfText(text, { paragraph, cell }))
}

function tokensOfText(text: string, place: { paragraph: number; cell: CellPlace | null }): TemplateToken[] {
  const tokens: TemplateToken[] = []
  let from = 0
  for (const match of text.matchAll(placeholderPattern)) {
    if (match.index > from) tokens.push({ kind: 'text', text: text.slice(from, match.index), ...place })
    tokens.push({ kind: 'tag', tag: readTag(match[0]), ...place })
    from = match.index + match[0].length
  }
  if (from < text.length || text === '') tokens.push({ kind: 'text', text: text.slice(from), ...place })
  return tokens
}

/** Place of the mark that closes the loop opened at `open`, by nesting; -1 when none does. */
export function closingOf(tokens: readonly TemplateToken[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token?.kind !== 'tag') continue
    if (token.tag.kind === 'open') depth += 1
    if (token.tag.kind === 'close') depth -= 1
    if (depth === 0) return at
  }
  return -1
}

/** First and last token of what the loop between the marks at `open` and `close` repeats (its marks included), and how. */
export function loopRange(
  tokens: readonly TemplateToken[],
  open: number,
  close: number
): { mode: LoopMode; from: number; to: number } {
  const [first, last] = [tokens[open], tokens[close]]
  const grow = (isSame: (token: TemplateToken) => boolean): { from: number; to: number } => {
    let [from, to] = [open, close]
    while (from > 0 && tokens[from - 1] !== undefined && isSame(tokens[from - 1] as TemplateToken)) from -= 1
    while (to + 1 < tokens.length && isSame(tokens[to + 1] as TemplateToken)) to += 1
    return { from, to }
  }
  if (first?.cell && last?.cell && first.cell.row === last.cell.row) {
    const { row, cell, isWholeRow } = first.cell
    const isOtherCell = cell !== last.cell.cell
    if (isOtherCell || (isWholeRow && first.paragraph === last.paragraph)) {
      return { mode: 'row', ...grow((token) => token.cell?.row === row) }
    }
  }
  const whole = grow((token) => token.paragraph === first?.paragraph || token.paragraph === last?.paragraph)
  // Marks of loops around this one take no room of their own.
  const stands = (token: TemplateToken): boolean =>
    token.kind === 'text' ? token.text.trim() === '' : token.tag.kind !== 'value'
  const isAlone = tokens
    .slice(whole.from, whole.to + 1)
    .every((token, at) => (at + whole.from >= open && at + whole.from <= close) || stands(token))
  if (first?.paragraph !== last?.paragraph || isAlone) return { mode: 'paragraph', ...whole }
  return { mode: 'content', from: open, to: close }
}

/**
 * The part as the library is to see it: placeholders in one run each; a mark that stands alone on its line moved into the
 * neighbouring paragraph, so that no empty line is repeated with it; how each loop repeats written into its mark.
 */
export function normalizePart(xml: string): string {
  const joined = editPlaceholders(xml, (placeholder) => placeholder)
  const moved = moveLoneMarks(joined)
  const tokens = tokensOf(moved)
  const modes: LoopMode[] = []
  tokens.forEach((token, at) => {
    if (token.kind !== 'tag' || token.tag.kind !== 'open') return
    const close = closingOf(tokens, at)
    modes.push(close < 0 ? 'content' : loopRange(tokens, at, close).mode)
  })
  return editPlaceholders(moved, (placeholder) => {
    const tag = readTag(placeholder)
    if (tag.kind === 'close') return `{/${tag.name}}`
    return tag.kind === 'open' ? `{#${tag.name} [loopOver: "${modes.shift() ?? 'content'}"]}` : `{${tag.name}}`
  })
}

/** `rewrite` gets the placeholders in the order of the text. */
function editPlaceholders(xml: string, rewrite: (placeholder: string) => string): string {
  return applyEdits(
    xml,
    paragraphsOf(xml).flatMap((paragraph) => {
      const written = [...paragraph.text.matchAll(placeholderPattern)].map(([placeholder]) => rewrite(placeholder))
      return joinPlaceholders(paragraph, (placeholder) => written.pop() ?? placeholder)
    })
  )
}

/** One mark a round: a mark may come to stand beside another that is alone. */
function moveLoneMarks(xml: string): string {
  let current = xml
  for (;;) {
    const paragraphs = paragraphsOf(current)
    const next = paragraphs.map((paragraph, at) => moveMark(current, paragraphs, paragraph, at)).find((moved) => moved !== null)
    if (next === undefined || next === null) return current
    current = next
  }
}

function moveMark(xml: string, paragraphs: readonly TemplateParagraph[], own: TemplateParagraph, at: number): string | null {
  const text = own.text.trim()
  if (!/^\{[^{}]*\}$/.test(text)) return null
  const { kind } = readTag(text)
  if (kind === 'value') return null
  const body = xml.slice(own.start, own.end)
  // A paragraph that also ends a section or holds a picture has to stay.
  if (/<w:(?:sectPr|drawing|pict|object)[\s>]/.test(body)) return null
  const other = kind === 'open' ? paragraphs[at + 1] : paragraphs[at - 1]
  if (other === undefined) return null
  const between = kind === 'open' ? xml.slice(own.end, other.start) : xml.slice(other.end, own.start)
  // Neighbours: nothing but bookmarks between them.
  if (!/^(?:\s|<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*>)*$/.test(between)) return null
  const run = `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
  const host = xml.slice(other.start, other.end)
  const put = kind === 'open' ? atStart(host, run) : atEnd(host, run)
  return kind === 'open'
    ? xml.slice(0, own.start) + between + put + xml.slice(other.end)
    : xml.slice(0, other.start) + put + between + xml.slice(own.end)
}

function atStart(paragraph: string, run: string): string {
  const head = /^<w:p(?:\s[^>]*?)?(\/?)>(?:<w:pPr\/>|<w:pPr(?:\s[^>]*)?>[^]*?<\/w:pPr>)?/.exec(paragraph)?.[0] ?? ''
  if (head.endsWith('/>') && head.length === paragraph.length) return `${head.slice(0, -2)}>${run}</w:p>`
  return head + run + paragraph.slice(head.length)
}

function atEnd(paragraph: string, run: string): string {
  if (!paragraph.endsWith('</w:p>')) return `${paragraph.slice(0, -2)}>${run}</w:p>`
  return `${paragraph.slice(0, -'</w:p>'.length)}${run}</w:p>`
}
