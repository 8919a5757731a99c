/** Everything about Word templates in one door, so that the libraries behind it are read together when first needed. */
import type { NoticeModel } from '../domain/notice.ts'
import { checkTemplate, type TemplateFault } from './template-check.ts'
import { namesOf } from './template-names.ts'
import { openTemplate, textParts } from './template-open.ts'
import { tokensOf } from './template-tags.ts'

export { namesOf } from './template-names.ts'
export { writeStarterTemplate } from './template-starter.ts'

/** Each once, in the order of the text, without braces: `标题`, `#正文`, `/正文`. */
export async function placeholdersOf(bytes: Uint8Array, file: string): Promise<string[]> {
  const found = new Set<string>()
  for (const xml of textParts(await openTemplate(bytes, file)).values()) {
    for (const token of tokensOf(xml)) if (token.kind === 'tag') found.add(token.tag.raw.slice(1, -1).trim())
  }
  return [...found]
}

export async function checkTemplateFile(
  bytes: Uint8Array,
  file: string,
  model: NoticeModel,
  isOpen: (name: string) => boolean
): Promise<TemplateFault[]> {
  return checkTemplate(textParts(await openTemplate(bytes, file)).values(), namesOf(model), isOpen)
}
