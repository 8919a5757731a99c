import { useState } from 'react'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { changeDraft, type FindingDraft } from './finding-draft.ts'

export interface Drafts {
  /** The finding being written for the present target. */
  draft: FindingDraft | null
  begin(draft: FindingDraft): void
  change(change: Partial<FindingDraft>): void
  drop(): void
}

/** A half-written finding stays with its target while one looks at another. */
export function useDrafts(objectKey: string | null, indicators: readonly Indicator[]): Drafts {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, FindingDraft>>(new Map())
  const key = objectKey ?? ''

  const put = (next: (draft: FindingDraft | undefined) => FindingDraft | undefined): void =>
    setDrafts((known) => {
      const copy = new Map(known)
      const draft = next(copy.get(key))
      if (draft === undefined) copy.delete(key)
      else copy.set(key, draft)
      return copy
    })

  return {
    draft: drafts.get(key) ?? null,
    begin: (draft) => put(() => draft),
    change: (change) => put((draft) => (draft === undefined ? undefined : changeDraft(draft, change, indicators))),
    drop: () => put(() => undefined)
  }
}
