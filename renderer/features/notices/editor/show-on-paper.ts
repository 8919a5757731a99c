import type { NoticeModel } from '../../../../electron/domain/notice.ts'
import { paragraphPlace, tablePlace } from '../notice-outline.tsx'
import type { Draft, Place } from './draft.ts'

/** Brings what the block became into view; a block that stands nowhere in this notice leaves the paper where it is. */
export function showOnPaper(draft: Draft, model: NoticeModel | null, { part, index }: Place): void {
  if (model === null || index === null) return
  const id = part === 'tables' ? tableId(draft, model, index) : part === 'paragraphs' ? paragraphId(draft, model, index) : null
  if (id !== null) document.getElementById(id)?.scrollIntoView({ block: 'center' })
}

function tableId(draft: Draft, model: NoticeModel, index: number): string | null {
  const at = model.tables.findIndex(({ id }) => id === draft.tables[index]?.id)
  return at < 0 ? null : tablePlace(at)
}

/** The notice's paragraph carries its number before the block's words. */
function paragraphId(draft: Draft, model: NoticeModel, index: number): string | null {
  const text = draft.paragraphs[index]?.text ?? ''
  const at = model.paragraphs.findIndex(({ template }) => text !== '' && template.endsWith(text))
  return at < 0 ? null : paragraphPlace(at)
}
