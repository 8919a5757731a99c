import { pinyin } from 'pinyin-pro'

/** Pinyin of a name for searching: whole without spaces, and initials, lower case (`kejiju`, `kjj`). */
export function pinyinOf(name: string): { full: string; initials: string } {
  const full = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  return {
    full: full.join('').replaceAll(' ', '').toLowerCase(),
    initials: full
      .map((syllable) => syllable.charAt(0))
      .join('')
      .toLowerCase()
  }
}

/** Every word of the search must be found in the text, its pinyin, or its initials. */
export function matchesSearch(search: string, haystack: string): boolean {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => haystack.includes(word))
}
