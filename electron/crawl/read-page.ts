/** Links, title and text of a page in one pass over its bytes' text. No script runs; noscript and template are not the page. */
import { Parser } from 'htmlparser2'

/** How a link is met: a frame or an immediate refresh belongs to the page itself. */
export type LinkRole = 'link' | 'resource' | 'part'

export interface WrittenLink {
  written: string
  role: LinkRole
}

export interface ReadPage {
  title: string | null
  /** As written; null where there is none. */
  base: string | null
  links: WrittenLink[]
  /** Pieces of text in page order, without the title. */
  blocks: string[]
  /** Characters of them, white space not counted. */
  textLength: number
  /** Names an anchor can point to; empty unless asked for. */
  anchors: Set<string>
}

export interface ReadPageOptions {
  /** Most links kept. */
  maxLinks: number
  anchors: boolean
}

const maxText = 20_000
const maxScript = 4_000

/** Where the address stands, by element. */
const addressAttributes: Readonly<Record<string, readonly [attribute: string, role: LinkRole]>> = {
  a: ['href', 'link'],
  area: ['href', 'link'],
  frame: ['src', 'part'],
  iframe: ['src', 'part'],
  img: ['src', 'resource'],
  script: ['src', 'resource'],
  embed: ['src', 'resource'],
  object: ['data', 'resource'],
  audio: ['src', 'resource'],
  video: ['src', 'resource'],
  source: ['src', 'resource'],
  track: ['src', 'resource'],
  input: ['src', 'resource']
}
/** Of `<link>`, those a browser fetches or a person may follow; the others are hints for machines. */
const fetchedRelations = /(?:^|\s)(?:stylesheet|icon|apple-touch-icon|manifest)(?:\s|$)/i
const hiddenText = new Set(['script', 'style', 'noscript', 'template', 'title'])

export function readPage(html: string, options: ReadPageOptions): ReadPage {
  const page: ReadPage = { title: null, base: null, links: [], blocks: [], textLength: 0, anchors: new Set() }
  let title: string | null = null
  let piece = ''
  let script = ''
  let inside: string | null = null
  /** Depth of noscript and template. */
  let unseen = 0

  const endPiece = (): void => {
    if (piece === '') return
    const text = piece.replace(/\s+/g, ' ').trim()
    piece = ''
    if (text === '' || page.textLength >= maxText) return
    page.blocks.push(text)
    page.textLength += text.length
  }
  const add = (written: string | undefined, role: LinkRole): void => {
    if (written !== undefined && unseen === 0 && page.links.length < options.maxLinks) page.links.push({ written, role })
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        endPiece()
        const at = addressAttributes[name]
        if (at !== undefined) add(attributes[at[0]], at[1])
        else if (name === 'link') {
          if (fetchedRelations.test(attributes['rel'] ?? '')) add(attributes['href'], 'resource')
        } else if (name === 'base') page.base ??= attributes['href'] ?? null
        else if (name === 'meta') add(refreshOf(attributes), 'part')
        if (name === 'noscript' || name === 'template') unseen += 1
        if (hiddenText.has(name)) inside = name
        if (!options.anchors) return
        if (attributes['id'] !== undefined) page.anchors.add(attributes['id'])
        if (name === 'a' && attributes['name'] !== undefined) page.anchors.add(attributes['name'])
      },
      ontext(text) {
        if (inside === null) {
          if (unseen === 0) piece += text
        } else if (inside === 'title') title = (title ?? '') + text
        else if (inside === 'script' && script.length < maxScript) script += text.slice(0, maxScript)
      },
      onclosetag(name) {
        endPiece()
        if (name === 'noscript' || name === 'template') unseen = Math.max(0, unseen - 1)
        if (name === inside) inside = null
        if (name === 'title' && title !== null) page.title ??= title.replace(/\s+/g, ' ').trim().slice(0, 300) || null
      }
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true }
  )
  parser.write(html)
  parser.end()
  endPiece()
  if (page.textLength === 0) readScript(script, page, add)
  return page
}

/** The address in `5; url='…'`; undefined where the element is no refresh to elsewhere. */
function refreshOf(attributes: Readonly<Record<string, string>>): string | undefined {
  if (attributes['http-equiv']?.trim().toLowerCase() !== 'refresh') return undefined
  const content = (attributes['content'] ?? '').slice(0, 2100)
  const match = /^\s*[\d.]+\s*[;,\s]\s*(?:url\s*=\s*)?(.+)$/is.exec(content)
  const quoted = /^(["'])(.*?)\1/s.exec(match?.[1] ?? '')
  return quoted?.[2] ?? match?.[1]?.trim()
}

/** A page without text often is one line of script: go there, or say this and go back. */
function readScript(script: string, page: ReadPage, add: (written: string, role: LinkRole) => void): void {
  const goes =
    /\blocation(?:\.href)?\s*=\s*(["'])([^"'<>\s]{1,2000})\1|\blocation\.(?:replace|assign)\(\s*(["'])([^"'<>\s]{1,2000})\3/.exec(
      script
    )
  const target = goes?.[2] ?? goes?.[4]
  if (target !== undefined && page.links.length < 3) add(target, 'part')
  const said = /\balert\(\s*(["'])([^"']{1,200})\1/.exec(script)?.[2]
  if (said === undefined) return
  page.blocks.push(said)
  page.textLength = said.length
}
