import type { Draft } from './draft.ts'
import type { FigureName } from './use-words.ts'

export interface KnownFigure {
  id: string
  /** In the previewed notice; null where it has none. */
  value: string | null
}

/** What every form of a block gets. `key` names the field being typed in, so that typing is one step of undo. */
export interface FormProps<T> {
  block: T
  draft: Draft
  figures: readonly KnownFigure[]
  nameOf: FigureName
  onChange: (block: T, key: string | null) => void
}

/** Tables from elsewhere that a profile may use: its own, and the changes of the registry that every notice has. */
export function externalsOf(draft: Draft, changesTitle: string): { id: string; title: string }[] {
  return [...draft.externals.map(({ id, title }) => ({ id, title })), { id: 'changes', title: changesTitle }]
}
