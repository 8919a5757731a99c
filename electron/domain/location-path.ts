export const pathMark = '》'

/** `-->`, `>>`, `＞`, `»`, `›`, `→`, and a slash or bar that stands between spaces (one inside a name is part of it). */
const separator = /\s*(?:[-=]*>+|[»›→]+)\s*|\s+[/|]+\s+|^[/|]+\s+|\s+[/|]+$/g

/**
 * 位置 as every table prints it: `首页 > 政策 / 政策解读` → `首页》政策》政策解读`. A `》` that closes a title (`《条例》解读`)
 * stays where it is.
 */
export function normaliseLocation(text: string): string {
  const line = text.normalize('NFC').replaceAll('＞', '>').replaceAll('／', '/').replaceAll('｜', '|').replace(/\s+/g, ' ').trim()
  return splitAtMarks(line.replace(separator, pathMark))
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(pathMark)
}

/** The parts of a normalised 位置, from the top down. */
export function locationParts(location: string): string[] {
  return splitAtMarks(location).filter((part) => part !== '')
}

function splitAtMarks(text: string): string[] {
  const parts = ['']
  let isInTitle = false
  for (const character of text) {
    if (character === pathMark && !isInTitle) {
      parts.push('')
      continue
    }
    if (character === '《') isInTitle = true
    if (character === pathMark) isInTitle = false
    parts[parts.length - 1] += character
  }
  return parts
}
