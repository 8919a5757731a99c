import type { Fact } from '../domain/facts/facts.ts'
import type { Place } from '../domain/facts/gathered.ts'
import { grouped } from '../domain/grouped.ts'
import type { TermHit } from '../domain/term-match.ts'
import type { CheckResult, TermEntry } from './check.ts'
import { fail, notApplicable, pass, quoted } from './result.ts'
import { hitsIn } from './term-hits.ts'

/** Signs of context on either side of a word. */
const contextLength = 15
/** Words of one page that become hints: a page with more is another kind of page. */
const mostTerms = 100

interface Occurrence {
  hit: TermHit
  line: string
  place: Place
}

/**
 * One hint for each word that stands in the shown text, with the line it stands in. Chinese has no borders between words: what
 * keeps a word from being seen inside others are the allowed phrases of its pack.
 */
export function termResults(
  { blocks }: Fact<'texts'>,
  list: readonly TermEntry[],
  kind: 'misspelt' | 'sensitive',
  name: string
): CheckResult[] {
  if (list.length === 0) return [notApplicable(`没有启用${name}词库。`)]
  const found = blocks.flatMap(({ place, shown, text }): Occurrence[] =>
    shown === false
      ? []
      : hitsIn(text, list, kind).map((hit) => ({
          hit,
          line: lineAround(text, hit),
          place: { ...place, text: hitText(text, hit) }
        }))
  )
  const byTerm = [...grouped(found, ({ hit }) => hit.term)].slice(0, mostTerms)
  if (byTerm.length === 0) return [pass(`页面文字没有词库里的${name}。`)]
  return byTerm.map(([term, occurrences]) => {
    const [first] = occurrences
    const better = first?.hit.better ?? null
    const advice = better === null ? '' : `，应为“${better}”`
    const count = occurrences.length > 1 ? `共 ${occurrences.length} 处，如` : ''
    const message = `疑似${name}“${term}”${advice}：${count}${quoted(first?.line ?? '', 60)}（词库：${first?.hit.pack ?? ''}）。`
    return fail(
      message,
      occurrences.map(({ place }) => place),
      [term, ...occurrences.map(({ line }) => line)]
    )
  })
}

const hitText = (text: string, { end, start }: TermHit): string => text.slice(start, end)

function lineAround(text: string, { end, start }: TermHit): string {
  const before = Array.from(text.slice(Math.max(0, start - contextLength * 2), start)).slice(-contextLength)
  const after = Array.from(text.slice(end, end + contextLength * 2)).slice(0, contextLength)
  return `${before.join('')}${text.slice(start, end)}${after.join('')}`
}
