import { create } from 'zustand'
import type { Draft } from './draft.ts'

const storageKey = 'xuncha.profile-drafts'
/** Steps that can be taken back in one draft. */
const keptSteps = 200

export interface DraftState {
  /** As it was read or last saved; null for one that was never saved. */
  base: Draft | null
  present: Draft
  past: Draft[]
  future: Draft[]
  /** What the last change was made at: typing in one field is one step. */
  lastKey: string | null
}

interface Drafts {
  byId: Record<string, DraftState>
  /** Begins a draft, unless one is on the desk already. */
  open(id: string, draft: Draft, base: Draft | null): void
  /** `key` names the field being typed in; null makes the change a step of its own. */
  change(id: string, next: Draft, key: string | null): void
  undo(id: string): void
  redo(id: string): void
  saved(id: string, draft: Draft): void
  discard(id: string): void
}

/** Only unsaved work is kept over a restart, without its steps. */
function stored(): Record<string, DraftState> {
  try {
    const kept = JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Record<string, { base: Draft | null; present: Draft }>
    return Object.fromEntries(Object.entries(kept).map(([id, one]) => [id, { ...one, past: [], future: [], lastKey: null }]))
  } catch {
    return {}
  }
}

function keep(byId: Record<string, DraftState>): void {
  const unsaved = Object.entries(byId).filter(([, one]) => isUnsaved(one))
  localStorage.setItem(
    storageKey,
    JSON.stringify(Object.fromEntries(unsaved.map(([id, { base, present }]) => [id, { base, present }])))
  )
}

export const isUnsaved = ({ base, present }: DraftState): boolean =>
  base === null || (base !== present && JSON.stringify(base) !== JSON.stringify(present))

/** Profiles being edited. They outlive the screen and the window; undo lives as long as the window. */
export const useDrafts = create<Drafts>((set, get) => {
  const put = (id: string, next: DraftState | null): void => {
    const { [id]: _old, ...rest } = get().byId
    const byId = next === null ? rest : { ...rest, [id]: next }
    set({ byId })
    keep(byId)
  }
  const at = (id: string, step: (state: DraftState) => DraftState): void => {
    const state = get().byId[id]
    if (state !== undefined) put(id, step(state))
  }
  return {
    byId: stored(),
    open(id, draft, base) {
      if (get().byId[id] === undefined) put(id, { base, present: draft, past: [], future: [], lastKey: null })
    },
    change: (id, next, key) =>
      at(id, (state) => {
        if (next === state.present) return state
        const past = key !== null && key === state.lastKey ? state.past : [...state.past, state.present].slice(-keptSteps)
        return { ...state, present: next, past, future: [], lastKey: key }
      }),
    undo: (id) =>
      at(id, (state) => {
        const before = state.past.at(-1)
        if (before === undefined) return state
        return {
          ...state,
          present: before,
          past: state.past.slice(0, -1),
          future: [state.present, ...state.future],
          lastKey: null
        }
      }),
    redo: (id) =>
      at(id, (state) => {
        const [next, ...future] = state.future
        if (next === undefined) return state
        return { ...state, present: next, past: [...state.past, state.present], future, lastKey: null }
      }),
    saved: (id, draft) => at(id, (state) => ({ ...state, base: draft, lastKey: null })),
    discard: (id) => put(id, null)
  }
})

/** The same acts for code that does not draw: handlers of keys and buttons. */
export const drafts: Pick<Drafts, 'open' | 'change' | 'undo' | 'redo' | 'saved' | 'discard'> = useDrafts.getState()
