import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { draftKey, dropDraft, putDraft, useDraftStore } from './draft-store.ts'
import { changeDraft, type FindingDraft } from './finding-draft.ts'

export interface Drafts {
  /** The finding being written for the present target. */
  draft: FindingDraft | null
  begin(draft: FindingDraft): void
  change(change: Partial<FindingDraft>): void
  drop(): void
}

/** A half-written finding stays with its target while one looks at another, and over the end of the program. */
export function useDrafts(batchId: string, objectKey: string | null, indicators: readonly Indicator[]): Drafts {
  const place = { batchId, objectKey: objectKey ?? '' }
  const key = draftKey(place, 'finding')
  const of = useDraftStore((state) => state.drafts.get(key))
  const begin = (draft: FindingDraft): void =>
    putDraft(place, { kind: 'finding', content: { ...draft, evidenceIds: [...draft.evidenceIds] } })
  return {
    draft: of?.kind === 'finding' ? of.content : null,
    begin,
    change: (change) => {
      // Two changes within one event (a key and the blur it causes) build on each other.
      const now = useDraftStore.getState().drafts.get(key)
      if (now?.kind === 'finding') begin(changeDraft(now.content, change, indicators))
    },
    drop: () => dropDraft(place, 'finding')
  }
}
