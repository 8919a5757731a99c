import { pinyin } from 'pinyin-pro'

export interface Spelling {
  full: string
  initials: string
}

function spell(name: string, syllablesOf: (han: string) => readonly string[]): Spelling {
  let full = ''
  let initials = ''
  // Letters and digits between the characters stay whole in both: people type `ds12345rx`.
  for (const part of name.toLowerCase().match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? []) {
    const syllables = /^\p{Script=Han}/u.test(part) ? syllablesOf(part) : [part]
    const isPlain = syllables.length === 1 && syllables[0] === part
    full += syllables.join('')
    initials += isPlain ? part : syllables.map((syllable) => syllable.charAt(0)).join('')
  }
  return { full, initials }
}

/** Pinyin of a name for searching: whole without spaces, and initials, lower case (`kejiju`, `kjj`). About 0.3 ms a name. */
export function pinyinOf(name: string): Spelling {
  return spell(name, (han) => pinyin(han, { toneType: 'none', type: 'array' }))
}

const readings = new Map<string, string>()

/** How one character is read, lower case and without tone; anything but Chinese stands for itself. */
export function syllableOf(character: string): string {
  const reading = readings.get(character) ?? pinyin(character, { toneType: 'none' }).toLowerCase()
  readings.set(character, reading)
  return reading
}

/** The same, character by character: a hundred times quicker, but 重庆 is read `zhongqing`. For lists too long for `pinyinOf`. */
export function quickPinyinOf(name: string): Spelling {
  return spell(name, (han) => Array.from(han, syllableOf))
}

/** Every word of the search must be found in the text, its pinyin, or its initials. */
export function matchesSearch(search: string, haystack: string): boolean {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => haystack.includes(word))
}
