import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { flushDrafts, useDraftStore, useRestoredDrafts } from './draft-store.ts'
import type { StatusLine } from './use-checking.ts'

const clock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit'
})

/** Says what came back of the last run, when a draft could not be written, and on Ctrl+S when the last was. */
export function useSaved(batchId: string, tell: (status: StatusLine) => void): () => void {
  const { t } = useTranslation()
  const restored = useRestoredDrafts(batchId)
  const failure = useDraftStore((state) => state.failure)
  const latest = useRef({ tell, t })
  useEffect(() => {
    latest.current = { tell, t }
  })
  useEffect(() => {
    if (restored === null || restored === 0) return
    latest.current.tell({ tone: 'info', text: latest.current.t(($) => $.desk.draft.restored, { amount: restored }) })
  }, [restored])
  useEffect(() => {
    if (failure === null) return
    latest.current.tell({ tone: 'bad', text: latest.current.t(($) => $.desk.draft.failed, { reason: failure }) })
  }, [failure])

  const save = async (): Promise<void> => {
    await flushDrafts()
    const { savedAt, failure: reason } = useDraftStore.getState()
    if (reason !== null) return tell({ tone: 'bad', text: t(($) => $.desk.draft.failed, { reason }) })
    const text =
      savedAt === null
        ? t(($) => $.checking.status.saved)
        : t(($) => $.desk.draft.savedAt, { time: clock.format(new Date(savedAt)) })
    tell({ tone: 'good', text })
  }
  return () => void save()
}
