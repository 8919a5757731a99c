/**
 * What a host shows for a path that does not exist. A page that shows the same is not there either, whatever its status says
 * (soft 404). Asked once for each directory and kind of file: one host often runs several programs.
 */
import { randomBytes } from 'node:crypto'
import { hostKey } from './address.ts'
import type { FetchAnswer } from './polite-client.ts'
import type { ReadPage } from './read-page.ts'

/** What of a page is compared. */
export interface PageSight {
  status: number | null
  finalUrl: string
  title: string
  /** Pieces of text without digits and addresses, which differ from one call to the next. */
  pieces: ReadonlySet<string>
  textLength: number
}

export interface MadeUp {
  url: string
  sight: PageSight
  /** Characters that two made-up paths of the same place did not have in common. */
  wobble: number
}

/** Directories of one host that are asked; later ones get the answer of the host's root. */
const mostDirectories = 60
/** Characters by which the page may differ from the made-up one, besides what varies anyway. */
const tolerance = 24

export function sightOf(answer: FetchAnswer, page: ReadPage): PageSight {
  const said = ownNames(answer.url)
  const plain = (text: string): string =>
    said.reduce((rest, name) => rest.replaceAll(name, ''), text).replace(/https?:\/\/\S+|[\d\s]+/g, '')
  const pieces = new Set(page.blocks.map(plain).filter((piece) => piece !== ''))
  return { status: answer.status, finalUrl: answer.finalUrl, title: plain(page.title ?? ''), pieces, textLength: page.textLength }
}

/** How a page may call its own address: error pages repeat it. The longest first. */
function ownNames(text: string): string[] {
  const { pathname, search } = new URL(text)
  const name = pathname.split('/').findLast((part) => part !== '') ?? ''
  const written = [`${pathname}${search}`, pathname, name].filter((each) => each.length > 1)
  return written.flatMap((each) => [each, decodedOf(each)])
}

function decodedOf(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    // Percent-encoded in another encoding: it is repeated as it stands or not at all.
    return text
  }
}

/** Characters of one that the other lacks. */
function lacking(one: PageSight, other: PageSight): number {
  let count = 0
  for (const piece of one.pieces) if (!other.pieces.has(piece)) count += piece.length
  return count
}

/** Does the page show what the host shows for anything? */
export function isSameSight(sight: PageSight, madeUp: MadeUp): boolean {
  if (sight.title !== madeUp.sight.title) return false
  const differs = lacking(sight, madeUp.sight) + lacking(madeUp.sight, sight)
  // An almost empty page has too little to be told by: then hardly anything may differ.
  const small = Math.min(tolerance, Math.floor(madeUp.sight.textLength / 4))
  return differs <= small + madeUp.wobble * 1.5
}

export interface MadeUpPaths {
  /** null where nothing can be learnt (the host gave no answer to it). */
  near(url: string): Promise<MadeUp | null>
}

export function createMadeUpPaths(look: (url: string) => Promise<PageSight | null>): MadeUpPaths {
  const known = new Map<string, Promise<MadeUp | null>>()
  const directories = new Map<string, number>()

  async function ask(stem: string, ending: string): Promise<MadeUp | null> {
    const url = `${stem}${madeUpName()}${ending}`
    const first = await look(url)
    if (first?.status === null || first === null) return null
    if (first.status >= 400) return { url, sight: first, wobble: 0 }
    const second = await look(`${stem}${madeUpName()}${ending}`)
    const wobble = second === null ? 0 : Math.max(lacking(first, second), lacking(second, first))
    return { url, sight: first, wobble }
  }

  return {
    near(text) {
      const url = new URL(text)
      const { stem, ending } = placeOf(url)
      const host = hostKey(url)
      // Archives have a directory for each day: the same program answers in all of them.
      const key = `${url.protocol}//${host}${stem.slice(url.origin.length).replace(/\d+/g, '0')} ${ending}`
      const before = known.get(key)
      if (before !== undefined) return before
      const count = directories.get(host) ?? 0
      const asked = count < mostDirectories ? ask(stem, ending) : ask(`${url.origin}/`, ending)
      directories.set(host, count + 1)
      known.set(key, asked)
      return asked
    }
  }
}

/** The directory an address lies in, and how its file's name ends. */
function placeOf(url: URL): { stem: string; ending: string } {
  const end = url.pathname.lastIndexOf('/') + 1
  const name = url.pathname.slice(end)
  const ending = /\.[a-z\d]{1,6}$/i.exec(name)?.[0] ?? ''
  return { stem: `${url.origin}${url.pathname.slice(0, end)}`, ending: ending.toLowerCase() }
}

/** Letters only: digits are left out of the comparison, and a number might exist. */
function madeUpName(): string {
  const letters = [...randomBytes(12)].map((byte) => String.fromCodePoint(97 + (byte % 26))).join('')
  return `xuncha-${letters}`
}
