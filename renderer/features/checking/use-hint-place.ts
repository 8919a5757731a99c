import { useEffect, useRef, useState, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { faultOf } from '../../../electron/domain/hint.ts'
import type { HintRequest } from '../../components/checking-request.ts'
import type { Checking } from './use-checking.ts'

interface Pending {
  objectKey: string
  indicatorId: string | null
  hint: HintRequest
}

/** How far one is with it. Each request has its own, so that what an earlier one set going is known to be outdated. */
interface Steps {
  /** Object that was selected when it was asked for. */
  askedAt: string | null
  wasHere: boolean
  /** The finding is begun. */
  isBegun: boolean
  /** Where the page was when it was sent to the hint's. */
  sentFrom: string | null
  /** Its text is being marked. */
  isMarking: boolean
  isGivenUp: boolean
}

const noSteps: Steps = { askedAt: null, wasHere: false, isBegun: false, sentFrom: null, isMarking: false, isGivenUp: false }

/** A text runs over several elements; its first words are found where the whole is not. */
const soughtLengths = [80, 16]

const plainUrl = (url: string): string => url.replace(/#.*$/, '').replace(/\/$/, '')

/** Brings the page to a hint's place and marks its text; begins the finding where the person takes the hint. */
export function useHintPlace(checking: Checking): (objectKey: string, indicatorId: string | null, hint: HintRequest) => void {
  const { t } = useTranslation()
  const [pending, setPending] = useState<Pending | null>(null)
  const steps = useRef<Steps>(noSteps)
  // The request whose way to the page has come to an end, wherever that was.
  const [ended, setEnded] = useState<Steps | null>(null)
  const latest = useRef(checking)
  useLayoutEffect(() => {
    latest.current = checking
  })
  const words = useRef(t)
  useLayoutEffect(() => {
    words.current = t
  })

  const { targets, work, page } = checking
  const selectedKey = targets.selected?.objectKey ?? null
  const isHere = pending !== null && selectedKey === pending.objectKey
  const isRead = isHere && work.detail?.target.objectKey === pending.objectKey
  const { state } = page
  const isThere = isHere && state !== null && state.objectKey === pending.objectKey
  const url = isThere ? state.url : null
  const isLoading = page.isOpening || (isThere && state.loading)
  const isFailed =
    isHere && !page.isOpening && (isThere ? state.error !== null : page.failure !== null || targets.selected?.url === null)

  useEffect(() => {
    if (pending === null) return
    const step = steps.current
    // The person went on to another object: coming back later must not move its page.
    if (isHere) step.wasHere = true
    else if (step.wasHere || selectedKey !== step.askedAt) setPending(null)
  }, [pending, isHere, selectedKey])

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
    if (isLoading || step.isMarking) return
    if (url === null) {
      if (!isFailed || step.isGivenUp) return
      step.isGivenUp = true
      setPending(null)
      return now.tell({ tone: 'warn', text: words.current(($) => $.hints.checking.failed) })
    }
    const isSent = step.sentFrom !== null && step.sentFrom !== url
    const isArrived = !isFailed && (isSent || plainUrl(url) === plainUrl(hint.url))
    if (!isArrived) {
      if (step.sentFrom === null) {
        step.sentFrom = url
        void now.page.navigate(hint.url).then(() => setEnded(step))
      } else if (ended === step) {
        setPending(null)
        const text = words.current(($) => (isFailed ? $.hints.checking.failed : $.hints.checking.notOpened))
        now.tell({ tone: 'warn', text })
      }
      return
    }
    step.isMarking = true
    void mark(now, hint.text).then((isFound) => {
      if (steps.current !== step) return
      setPending(null)
      const text = words.current(($) =>
        isFound === null ? $.hints.checking.opened : isFound ? $.hints.checking.marked : $.hints.checking.notFound
      )
      latest.current.tell({ tone: isFound === false ? 'warn' : 'info', text })
    })
  }, [pending, isRead, url, isLoading, isFailed, ended])

  return (objectKey, indicatorId, hint) => {
    steps.current = { ...noSteps, askedAt: selectedKey }
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
    description: faultOf(hint.message),
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
