import type { TermKind } from './word-pack.ts'

export interface SoughtTerm {
  term: string
  kind: TermKind
  better: string | null
  allowed: readonly string[]
  /** Name and version of the pack. */
  pack: string
}

export interface TermHit extends SoughtTerm {
  /** UTF-16 offsets into the text as given. */
  start: number
  end: number
  /** The longer text that makes the word right; null: the word is a hit. */
  allowedBy: string | null
}

/**
 * Finds words in a text: at each place the longest, not one inside another. Full-width and upper-case letters count as
 * plain ones. The time grows with the text, hardly with the number of words; at most `limit` hits are given.
 */
export function termMatcher(terms: readonly SoughtTerm[]): (text: string, limit: number) => TermHit[] {
  const byHead = new Map<string, { folded: string; contexts: readonly string[]; sought: SoughtTerm }[]>()
  for (const sought of terms) {
    const folded = fold(sought.term)
    const head = folded.slice(0, 2)
    // A right writing that holds the word (`账号` inside a longer form) must not be found in itself.
    const contexts = [...sought.allowed, ...(sought.better === null ? [] : [sought.better])].map(fold)
    const list = byHead.get(head) ?? []
    list.push({ folded, contexts: contexts.filter((one) => one.includes(folded)), sought })
    byHead.set(head, list)
  }
  for (const list of byHead.values()) list.sort((a, b) => b.folded.length - a.folded.length)
  return (text, limit) => {
    const folded = fold(text)
    const hits: TermHit[] = []
    let at = 0
    while (at < folded.length - 1 && hits.length < limit) {
      const place = at
      const found = byHead.get(folded.slice(at, at + 2))?.find((one) => folded.startsWith(one.folded, place))
      if (found === undefined) {
        at += 1
        continue
      }
      const end = at + found.folded.length
      const allowedBy = found.contexts.find((context) => covers(folded, at, context, found.folded)) ?? null
      hits.push({ ...found.sought, start: at, end, allowedBy })
      at = end
    }
    return hits
  }
}

/** Whether the context stands in the text so that it holds the word at `at`. */
function covers(text: string, at: number, context: string, word: string): boolean {
  for (let offset = context.indexOf(word); offset !== -1; offset = context.indexOf(word, offset + 1)) {
    if (offset <= at && text.startsWith(context, at - offset)) return true
  }
  return false
}

/** Full-width letters and signs as half-width, A–Z as a–z; never another length, so that offsets stay. */
function fold(text: string): string {
  return text.replace(/[\uff01-\uff5eA-Z]/g, (sign) => {
    const code = sign.charCodeAt(0)
    const plain = code >= 0xff_01 ? code - 0xfe_e0 : code
    return String.fromCharCode(plain >= 65 && plain <= 90 ? plain + 32 : plain)
  })
}
