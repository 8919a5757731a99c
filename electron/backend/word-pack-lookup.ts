import type { ListedPack } from '../contract/word-packs.ts'
import type { SoughtTerm } from '../domain/term-match.ts'
import { termKinds, wordPackSchema, type TermKind, type WordPack } from '../domain/word-pack.ts'
import { loadWordPacks } from '../intake/load-word-packs.ts'
import type { TermEntry, TermLists } from '../judge/check.ts'
import type { BackendContext } from './context.ts'

export interface KnownPack extends Pick<ListedPack, 'origin' | 'isOn' | 'imported'> {
  pack: WordPack
}

type Where = Pick<BackendContext, 'resourcesDir' | 'store'>

/** The pack in use for each name, by name: the office's own, else the shipped one. */
export function allWordPacks({ resourcesDir, store }: Where): KnownPack[] {
  const off = new Set(
    store.documents('word-pack-switch').flatMap(({ id, content }) => ((content as { isOn?: unknown }).isOn === false ? [id] : []))
  )
  const known = new Map<string, KnownPack>()
  for (const pack of loadWordPacks(resourcesDir)) {
    known.set(pack.name, { pack, origin: 'shipped', imported: null, isOn: !off.has(pack.name) })
  }
  for (const { content, author, time } of store.documents('word-pack')) {
    const parsed = wordPackSchema.safeParse(content)
    if (!parsed.success) continue
    const pack = parsed.data
    known.set(pack.name, { pack, origin: 'office', imported: { by: author, at: time }, isOn: !off.has(pack.name) })
  }
  return [...known.values()].sort((a, b) => (a.pack.name < b.pack.name ? -1 : 1))
}

/** Words of a pack as they are sought; `pack` names it with its version, so that a hint says by what it was found. */
export function soughtTerms({ name, version, terms }: WordPack): SoughtTerm[] {
  const pack = `${name} ${version}`
  return terms.map(({ word, kind, better, allowed }) => ({ term: word, kind, better, allowed, pack }))
}

/** The words of every pack that is switched on, for the checks. A word of two packs is taken from the first by name. */
export function termListsInUse(where: Where): TermLists {
  const lists: Record<TermKind, TermEntry[]> = { misspelt: [], sensitive: [], gambling: [] }
  const taken = new Set<string>()
  for (const { kind, ...entry } of soughtInUse(where)) {
    const key = `${kind} ${entry.term}`
    if (taken.has(key)) continue
    taken.add(key)
    lists[kind].push(entry)
  }
  return lists
}

export function soughtInUse(where: Where): SoughtTerm[] {
  return allWordPacks(where).flatMap(({ pack, isOn }) => (isOn ? soughtTerms(pack) : []))
}

export function countByKind({ terms }: WordPack): Record<TermKind, number> {
  const counts: Record<TermKind, number> = { misspelt: 0, sensitive: 0, gambling: 0 }
  for (const kind of termKinds) counts[kind] = terms.filter((term) => term.kind === kind).length
  return counts
}
