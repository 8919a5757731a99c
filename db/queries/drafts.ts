import { and, asc, eq } from 'drizzle-orm'
import { drafts } from '../schema/index.ts'
import type { StoredDraft } from '../store-types.ts'
import type { Queries } from './queries.ts'

export function selectDrafts(db: Queries, batchId: string): StoredDraft[] {
  return db.select().from(drafts).where(eq(drafts.batchId, batchId)).orderBy(asc(drafts.objectKey), asc(drafts.kind)).all()
}

export function upsertDraft(db: Queries, draft: StoredDraft): void {
  const { content, savedAt } = draft
  const target = [drafts.batchId, drafts.objectKey, drafts.kind]
  db.insert(drafts).values(draft).onConflictDoUpdate({ target, set: { content, savedAt } }).run()
}

export function deleteDraft(db: Queries, { batchId, objectKey, kind }: Omit<StoredDraft, 'content' | 'savedAt'>): void {
  const one = and(eq(drafts.batchId, batchId), eq(drafts.objectKey, objectKey), eq(drafts.kind, kind))
  db.delete(drafts).where(one).run()
}
