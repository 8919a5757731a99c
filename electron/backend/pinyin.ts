import { pinyin } from 'pinyin-pro'

export interface Spelling {
  /** Whole, without spaces, lower case. */
  pinyin: string
  initials: string
}

/** Names of places that the general reading gets wrong. */
const places: readonly (readonly [place: string, reading: string])[] = [
  ['乐清', 'yue qing'],
  ['铅山', 'yan shan'],
  ['六安', 'lu an'],
  ['蚌埠', 'beng bu'],
  ['亳州', 'bo zhou'],
  ['黟县', 'yi xian'],
  ['歙县', 'she xian'],
  ['台州', 'tai zhou'],
  ['丽水', 'li shui'],
  ['番禺', 'pan yu'],
  ['东莞', 'dong guan'],
  ['莘县', 'shen xian'],
  ['单县', 'shan xian'],
  ['牟平', 'mu ping'],
  ['中牟', 'zhong mu'],
  ['浚县', 'xun xian']
]

const readings = new Map<string, string>()

function readingOf(character: string): string {
  const known = readings.get(character) ?? pinyin(character, { toneType: 'none', v: true }).toLowerCase()
  readings.set(character, known)
  return known
}

/** Spellings are asked for every row of the grid again and again; names repeat over quarters. */
const known = new Map<string, Spelling>()
const keptSpellings = 200_000

export function spellingOf(name: string): Spelling {
  const cached = known.get(name)
  if (cached) return cached
  const syllables = syllablesOf(name)
  const spelling = {
    pinyin: syllables.join('').toLowerCase(),
    initials: syllables
      .map((syllable) => syllable.charAt(0))
      .join('')
      .toLowerCase()
  }
  if (known.size >= keptSpellings) known.clear()
  known.set(name, spelling)
  return spelling
}

/** Places whose characters, read one by one, come out wrong. */
const readTogether: typeof places = [...places, ['重庆', 'chong qing']]
const readTogetherAt = new RegExp(`(${readTogether.map(([place]) => place).join('|')})`)
const togetherReadings = new Map(readTogether)

/**
 * The same, character by character but for places that are known to be read otherwise: a hundred times quicker. For lists
 * of tens of thousands.
 */
export function quickSpellingOf(name: string): Spelling {
  const syllables = name
    .toLowerCase()
    .split(readTogetherAt)
    .flatMap((part) => togetherReadings.get(part)?.split(' ') ?? Array.from(part.replaceAll(/\s+/g, ''), readingOf))
  return { pinyin: syllables.join(''), initials: syllables.map((syllable) => syllable.charAt(0)).join('') }
}

function syllablesOf(name: string): string[] {
  const place = places.find(([text]) => name.includes(text))
  if (place) {
    const [text, reading] = place
    const at = name.indexOf(text)
    return [...syllablesOf(name.slice(0, at)), ...reading.split(' '), ...syllablesOf(name.slice(at + text.length))]
  }
  if (name === '') return []
  return pinyin(name, { toneType: 'none', type: 'array', nonZh: 'spaced', v: true }).map((part) => part.replaceAll(/\s+/g, ''))
}
