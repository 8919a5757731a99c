import { create } from 'zustand'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import { isEmptyOverlay, overlayFrom, type OverlayHead } from '../../../electron/domain/overlay-from.ts'
import type { Overlay } from '../../../electron/domain/overlay.ts'

/** What is being typed: the plan's own words and the edition as it would be. */
export interface DraftState {
  head: OverlayHead
  edited: Catalogue
}

export interface Draft extends DraftState {
  base: Catalogue
  /** As it was last saved. */
  saved: DraftState
  past: readonly DraftState[]
  future: readonly DraftState[]
  /** Field typed in last: its further letters make no further step. */
  lastField: string
}

interface Drafts {
  drafts: Readonly<Record<string, Draft>>
  open(base: Catalogue, state: DraftState): void
  change(id: string, field: string, next: (state: DraftState) => DraftState): void
  undo(id: string): void
  redo(id: string): void
  discard(id: string): void
  markSaved(id: string, saved: DraftState): void
  close(id: string): void
}

const kept = ({ head, edited }: DraftState): DraftState => ({ head, edited })

/** Open plans outlive their screen: what was typed is there when the person comes back. */
export const useDrafts = create<Drafts>((set) => {
  const update = (id: string, next: (draft: Draft) => Draft): void =>
    set(({ drafts }) => {
      const draft = drafts[id]
      return draft === undefined ? {} : { drafts: { ...drafts, [id]: next(draft) } }
    })
  return {
    drafts: {},
    open: (base, state) =>
      set(({ drafts }) => ({
        drafts: { ...drafts, [state.head.id]: { ...state, base, saved: state, past: [], future: [], lastField: '' } }
      })),
    change: (id, field, next) =>
      update(id, (draft) => {
        const isGoingOn = field !== '' && field === draft.lastField
        const past = isGoingOn ? draft.past : [...draft.past, kept(draft)]
        return { ...draft, ...next(draft), past, future: [], lastField: field }
      }),
    undo: (id) =>
      update(id, (draft) => {
        const before = draft.past.at(-1)
        if (before === undefined) return draft
        return { ...draft, ...before, past: draft.past.slice(0, -1), future: [kept(draft), ...draft.future], lastField: '' }
      }),
    redo: (id) =>
      update(id, (draft) => {
        const [after, ...future] = draft.future
        return after === undefined ? draft : { ...draft, ...after, past: [...draft.past, kept(draft)], future, lastField: '' }
      }),
    discard: (id) =>
      update(id, (draft) => ({ ...draft, ...draft.saved, past: [...draft.past, kept(draft)], future: [], lastField: '' })),
    markSaved: (id, saved) => update(id, (draft) => ({ ...draft, saved, lastField: '' })),
    close: (id) => set(({ drafts }) => ({ drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== id)) }))
  }
})

export const overlayOf = ({ base, edited, head }: Draft): Overlay => overlayFrom(base, edited, head)

/** Whether there is something that saving would keep. */
export function isUnsaved(draft: Draft): boolean {
  const { saved, edited, head } = draft
  if (saved.edited === edited && saved.head === head) return false
  const isSameHead = (['title', 'edition', 'region', 'source'] as const).every((field) => saved.head[field] === head[field])
  return !isSameHead || !isEmptyOverlay(overlayFrom(saved.edited, edited, head))
}
