import { useEffect } from 'react'
import { create } from 'zustand'
import type { DraftContent, DraftKind } from '../../../electron/contract/drafts.ts'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'

/** After the last key a draft is on disk within a second, the write itself included. */
const saveMilliseconds = 250
const retryMilliseconds = 1000

export interface DraftPlace {
  batchId: string
  objectKey: string
}

interface DraftState {
  /** By place and kind, as typed; what is not here is not being written. */
  drafts: ReadonlyMap<string, DraftContent>
  /** Batches whose drafts of an earlier run have been read. */
  loaded: ReadonlySet<string>
  /** How many came back from an earlier run, by batch. */
  restored: ReadonlyMap<string, number>
  /** When the last draft was written, ISO instant. */
  savedAt: string | null
  /** Why a draft could not be written; null once it could. */
  failure: string | null
}

export const useDraftStore = create<DraftState>(() => ({
  drafts: new Map(),
  loaded: new Set(),
  restored: new Map(),
  savedAt: null,
  failure: null
}))

export const draftKey = ({ batchId, objectKey }: DraftPlace, kind: DraftKind): string => `${batchId} ${objectKey} ${kind}`

/** Drafts that were typed and are not written yet. */
const waiting = new Map<string, { place: DraftPlace; of: DraftContent }>()
let timer: ReturnType<typeof setTimeout> | null = null

function writeSoon(milliseconds: number): void {
  timer ??= setTimeout(() => {
    timer = null
    void flushDrafts()
  }, milliseconds)
}

/** Writes what is waiting, now. */
export async function flushDrafts(): Promise<void> {
  const batch = [...waiting]
  waiting.clear()
  for (const [key, draft] of batch) {
    // Dropped or typed on while an earlier one was written.
    if (useDraftStore.getState().drafts.get(key) !== draft.of) continue
    const answer = await attempt(rpc.call('drafts.save', { ...draft.place, of: draft.of }))
    if (answer.ok) useDraftStore.setState({ savedAt: answer.value.savedAt, failure: null })
    else {
      // Typed on meanwhile, the newer text waits already; dropped meanwhile, nothing is to be written.
      if (!waiting.has(key) && useDraftStore.getState().drafts.get(key) === draft.of) waiting.set(key, draft)
      useDraftStore.setState({ failure: answer.failure.message })
      writeSoon(retryMilliseconds)
    }
  }
}

export function putDraft(place: DraftPlace, of: DraftContent): void {
  const key = draftKey(place, of.kind)
  useDraftStore.setState(({ drafts }) => ({ drafts: new Map(drafts).set(key, of) }))
  waiting.set(key, { place, of })
  writeSoon(saveMilliseconds)
}

export function dropDraft(place: DraftPlace, kind: DraftKind): void {
  const key = draftKey(place, kind)
  waiting.delete(key)
  if (!useDraftStore.getState().drafts.has(key)) return
  useDraftStore.setState(({ drafts }) => {
    const left = new Map(drafts)
    left.delete(key)
    return { drafts: left }
  })
  // Sent after the saves before it: the drafts of one screen go over one connection, in order.
  void attempt(rpc.call('drafts.drop', { ...place, kind }))
}

/** Brings back what was half-written when the program ended. Answers how many there were, once they are known. */
export function useRestoredDrafts(batchId: string): number | null {
  const isLoaded = useDraftStore((state) => state.loaded.has(batchId))
  const restored = useDraftStore((state) => state.restored.get(batchId) ?? null)
  useEffect(() => {
    if (isLoaded) return
    void attempt(rpc.call('drafts.list', { batchId })).then((answer) => {
      if (!answer.ok) return
      useDraftStore.setState((state) => {
        if (state.loaded.has(batchId)) return state
        const kept = answer.value.drafts.map(({ objectKey, of }) => [draftKey({ batchId, objectKey }, of.kind), of] as const)
        return {
          // What was begun before the answer came is newer.
          drafts: new Map([...kept, ...state.drafts]),
          loaded: new Set(state.loaded).add(batchId),
          restored: new Map(state.restored).set(batchId, kept.length)
        }
      })
    })
  }, [batchId, isLoaded])
  return restored
}

type ContentOf = { [K in DraftKind]: Extract<DraftContent, { kind: K }>['content'] }

/** One half-written thing of a target, kept while it is typed; null is nothing. */
export function useDraft<K extends DraftKind>(
  place: DraftPlace,
  kind: K
): [ContentOf[K] | null, (content: ContentOf[K] | null) => void] {
  const content = useDraftStore((state) => state.drafts.get(draftKey(place, kind))?.content) as ContentOf[K] | undefined
  const put = (next: ContentOf[K] | null): void => {
    if (next === null) dropDraft(place, kind)
    else putDraft(place, { kind, content: next } as DraftContent)
  }
  return [content ?? null, put]
}
