/** What a name can be found by, all lower case. */
export interface Findable {
  name: string
  pinyin: string
  initials: string
  code: string
}

function isSpread(letters: string, text: string): boolean {
  let at = 0
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}

/** How well one word fits, 0 best; null: not at all. */
function rankWord(word: string, { name, pinyin, initials, code }: Findable): number | null {
  if (code === word) return 0
  if (name.startsWith(word)) return 1
  if (name.includes(word)) return 2
  if (initials.startsWith(word)) return 3
  if (initials.includes(word)) return 4
  if (pinyin.startsWith(word)) return 5
  if (pinyin.includes(word)) return 6
  if (code.includes(word)) return 7
  // `dszf` for 鄂尔多斯…政府: letters left out. Of two letters nearly every name has both somewhere.
  if (word.length >= 3 && isSpread(word, initials)) return 8
  if (word.length >= 4 && isSpread(word, pinyin)) return 9
  return null
}

/** Blanks part words that must all fit; the sum of their ranks, or null. */
function rankOf(words: readonly string[], item: Findable): number | null {
  let sum = 0
  for (const word of words) {
    const rank = rankWord(word, item)
    if (rank === null) return null
    sum += rank
  }
  return sum
}

export function wordsOf(query: string): string[] {
  return query
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** The best `limit`, equal ones in their own order. */
export function bestOf<T>(query: string, items: readonly T[], findable: (item: T) => Findable, limit: number): T[] {
  const words = wordsOf(query)
  if (words.length === 0) return items.slice(0, limit)
  const ranked: { item: T; rank: number }[] = []
  for (const item of items) {
    const rank = rankOf(words, findable(item))
    if (rank !== null) ranked.push({ item, rank })
  }
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ item }) => item)
}
