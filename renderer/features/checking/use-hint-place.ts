import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HintRequest } from '../../components/checking-request.ts'
import type { Checking } from './use-checking.ts'

interface Pending {
  objectKey: string
  indicatorId: string | null
  hint: HintRequest
}

/** How far one is with it: the finding is begun, where the page was when it was sent to the hint's, its text is being marked. */
interface Steps {
  isBegun: boolean
  sentFrom: string | null
  isMarking: boolean
}

/** A text runs over several elements; its first words are found where the whole is not. */
const soughtLengths = [80, 16]

const plainUrl = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '')

/** Brings the page to a hint's place and marks its text; begins the finding where the person takes the hint. */
export function useHintPlace(checking: Checking): (objectKey: string, indicatorId: string | null, hint: HintRequest) => void {
  const { t } = useTranslation()
  const [pending, setPending] = useState<Pending | null>(null)
  const steps = useRef<Steps>({ isBegun: false, sentFrom: null, isMarking: false })
  const latest = useRef(checking)
  useEffect(() => {
    latest.current = checking
  })
  const words = useRef(t)
  useEffect(() => {
    words.current = t
  })

  const { targets, work, page } = checking
  const isHere = pending !== null && targets.selected?.objectKey === pending.objectKey
  const isRead = isHere && work.detail?.target.objectKey === pending.objectKey
  const { state } = page
  const isThere = isHere && state !== null && state.objectKey === pending.objectKey
  const url = isThere ? state.url : null
  const isLoading = page.isOpening || (isThere && state.loading)

  useEffect(() => {
    if (pending === null || !isRead) return
    const now = latest.current
    const { hint, indicatorId } = pending
    const step = steps.current
    if (hint.isTaken && !step.isBegun) {
      step.isBegun = true
      begin(
        now,
        indicatorId,
        hint,
        words.current(($) => $.checking.status.draftOpen)
      )
    }
    if (url === null || isLoading || step.isMarking) return
    const isArrived = plainUrl(url) === plainUrl(hint.url) || (step.sentFrom !== null && step.sentFrom !== url)
    if (!isArrived) {
      if (step.sentFrom === null) now.page.navigate(hint.url)
      step.sentFrom ??= url
      return
    }
    step.isMarking = true
    void mark(now, hint.text).then((isFound) => {
      setPending(null)
      const text = words.current(($) =>
        isFound === null ? $.hints.checking.opened : isFound ? $.hints.checking.marked : $.hints.checking.notFound
      )
      latest.current.tell({ tone: isFound === false ? 'warn' : 'info', text })
    })
  }, [pending, isRead, url, isLoading])

  return (objectKey, indicatorId, hint) => {
    steps.current = { isBegun: false, sentFrom: null, isMarking: false }
    setPending({ objectKey, indicatorId, hint })
  }
}

function begin(now: Checking, indicatorId: string | null, hint: HintRequest, draftOpen: string): void {
  const of = indicatorId ?? now.line?.indicator.id
  if (of === undefined) return
  // A half-written finding is not thrown away for another one.
  if (now.drafts.draft !== null) return now.tell({ tone: 'warn', text: draftOpen })
  now.recordSeen(of, (draft) => ({
    ...draft,
    description: hint.message,
    descriptionTouched: true,
    location: hint.location,
    url: hint.url,
    // The last capture is of another page.
    evidenceIds: [],
    hintId: hint.hintId
  }))
}

/** @returns null: there is no text to be marked */
async function mark({ page }: Checking, text: string): Promise<boolean | null> {
  const sought = text.replaceAll(/\s+/g, ' ').trim()
  if (sought === '') return null
  for (const length of soughtLengths) {
    const found = await page.find(sought.slice(0, length), 0)
    if (found !== null && found.total > 0) return true
  }
  return false
}
