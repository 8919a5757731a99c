import type { Catalogue, Indicator } from './catalogue.ts'
import { codeText } from './cell-text.ts'
import type { Target } from './inspection.ts'

/** Same object however the colon and the letters were typed. */
export function objectWord(text: string): string {
  return codeText(text).toLowerCase()
}

/** Codes, `platform:account`, `platform:name` and names; null where one name is that of several objects. */
export function objectIndex(targets: readonly Target[]): Map<string, string | null> {
  const index = new Map<string, string | null>()
  const add = (word: string, key: string): void => {
    const known = index.get(word)
    index.set(word, known === undefined || known === key ? key : null)
  }
  for (const { objectKey, object } of targets) {
    add(objectWord(object.name), objectKey)
    if (object.platform !== null) add(objectWord(`${object.platform}:${object.name}`), objectKey)
  }
  // Codes and keys are unique: they win over a name that happens to look the same.
  for (const { objectKey, object } of targets) {
    if (object.siteCode !== null) index.set(objectWord(object.siteCode), objectKey)
    if (object.platform !== null && object.accountId !== null)
      index.set(objectWord(`${object.platform}:${object.accountId}`), objectKey)
    index.set(objectWord(objectKey), objectKey)
  }
  return index
}

/** Items by id and title in upper case; null where one title is that of several items. */
export function indicatorIndex(catalogue: Catalogue): Map<string, Indicator | null> {
  const index = new Map<string, Indicator | null>()
  for (const indicator of catalogue.indicators) {
    const title = codeText(indicator.title).toUpperCase()
    index.set(title, index.has(title) ? null : indicator)
  }
  for (const indicator of catalogue.indicators) index.set(indicator.id.toUpperCase(), indicator)
  return index
}
