import { termMatcher, type SoughtTerm, type TermHit } from '../domain/term-match.ts'
import type { TermEntry, TermLists } from './check.ts'

/** Hits looked at in one text: a page full of them needs no count. */
const mostHits = 200

type Match = (text: string, limit: number) => TermHit[]
const matchers = new WeakMap<readonly TermEntry[], Match>()

/** Words that stand in the text and are not right there. The matcher of a list is built once. */
export function hitsIn(text: string, list: readonly TermEntry[], kind: SoughtTerm['kind']): TermHit[] {
  if (list.length === 0) return []
  const match = matchers.get(list) ?? termMatcher(list.map((entry) => ({ ...entry, kind })))
  matchers.set(list, match)
  return match(text, mostHits).filter(({ allowedBy }) => allowedBy === null)
}

/** A text against gambling names it too: `关于打击网络赌博的通告`. */
const against = /打击|严打|整治|治理|禁止|严禁|防范|防止|拒绝|远离|抵制|举报|反对|警惕|查处|查获|侦破|涉嫌|犯罪|违法|刑法/

/** Gambling words of a text, each once; none where the text speaks against them and is not stuffed with them. */
export function gamblingIn(text: string, { gambling }: TermLists): string[] {
  const words = [...new Set(hitsIn(text, gambling, 'gambling').map(({ term }) => term))]
  return words.length < 3 && against.test(text) ? [] : words
}
