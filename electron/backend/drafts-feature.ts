import { draftContentSchema, type draftProcedures } from '../contract/drafts.ts'
import { deskSchema, type Desk, type deskProcedures } from '../contract/desk.ts'
import type { BackendContext, Feature } from './context.ts'

const start: Desk = { objectKey: null, mode: 'object', indicatorId: null }
const deskSetting = (batchId: string): string => `desk:${batchId}`

/** What is half-written, and where one was: kept for the person at this device, no content of the inspection. */
export function draftsFeature({
  store,
  clock
}: BackendContext): Feature<keyof typeof draftProcedures | keyof typeof deskProcedures> {
  return {
    handlers: {
      'drafts.list': ({ batchId }) => ({
        drafts: store.drafts(batchId).flatMap(({ objectKey, kind, content, savedAt }) => {
          // A draft in a form of another version is left where it is, and not shown.
          const of = draftContentSchema.safeParse({ kind, content: jsonOf(content) })
          return of.success ? [{ objectKey, savedAt, of: of.data }] : []
        })
      }),
      'drafts.save': ({ batchId, objectKey, of: { kind, content } }) => {
        const savedAt = clock.now()
        store.saveDraft({ batchId, objectKey, kind, content: JSON.stringify(content), savedAt })
        return { savedAt }
      },
      'drafts.drop': (draft) => {
        store.dropDraft(draft)
        return {}
      },
      'desk.get': ({ batchId }) => {
        const kept = deskSchema.safeParse(jsonOf(store.setting(deskSetting(batchId)) ?? ''))
        return kept.success ? kept.data : start
      },
      'desk.keep': ({ batchId, desk }) => {
        store.setSetting(deskSetting(batchId), JSON.stringify(desk))
        return {}
      }
    }
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
