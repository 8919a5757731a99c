import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { indicatorKinds, openQuestions } from './checklist.ts'
import { IndicatorHints, useTargetHints } from './indicator-hints.tsx'
import { IndicatorItem } from './indicator-item.tsx'
import type { Checking } from './use-checking.ts'

/** The items asked of this target, in their groups, one of them open. */
export function ChecklistItems({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const { work, line } = checking
  const isReadOnly = work.detail?.target.state === 'inspected'
  const target = work.detail?.target ?? null
  const batchId = target?.batchId ?? ''
  const hints = useTargetHints(batchId, target?.objectKey ?? null)
  const asked = new Set(work.lines.map(({ indicator }) => indicator.id))
  // A hint that serves several items stands at the first one that is asked of this target.
  const itemOf = (indicators: readonly string[]): string | null => indicators.find((id) => asked.has(id)) ?? null
  const others = hints.filter(({ indicators }) => itemOf(indicators) === null)
  const listRef = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const list = listRef.current
    if (list === null) return undefined
    // The parts below grow with what was found; the open item must not be pushed out of sight by them.
    const resize = new ResizeObserver(() => list.querySelector('.is-open')?.scrollIntoView({ block: 'nearest' }))
    resize.observe(list)
    return () => resize.disconnect()
  }, [])

  return (
    <div ref={listRef} className="checking-scroll">
      {indicatorKinds.map((kind) => {
        const lines = work.lines.filter((each) => each.indicator.kind === kind)
        if (lines.length === 0) return null
        const open = openQuestions(lines).length
        return (
          <section key={kind}>
            <h3 className="checking-kind">
              {t(($) => $.checking.checklist.kind[kind])}
              {open === 0 ? null : (
                <span className="checking-small quiet">
                  {t(($) => $.checking.verdict.pending)} {open}
                </span>
              )}
            </h3>
            <ul className="plain-list">
              {lines.map((each) => (
                <IndicatorItem
                  key={each.indicator.id}
                  batchId={batchId}
                  line={each}
                  hints={hints.filter(({ indicators }) => itemOf(indicators) === each.indicator.id)}
                  isOpen={each.indicator.id === line?.indicator.id}
                  isReadOnly={isReadOnly}
                  onOpen={() => checking.openLine(each.indicator.id)}
                  onGive={checking.give}
                />
              ))}
            </ul>
          </section>
        )
      })}
      {others.length === 0 ? null : (
        <section className="checking-other-hints">
          <h3 className="checking-kind" title={t(($) => $.hints.checking.othersHelp)}>
            {t(($) => $.hints.checking.others)}
            <span className="checking-small quiet figures">{others.length}</span>
          </h3>
          <IndicatorHints batchId={batchId} indicatorId={null} hints={others} isReadOnly={isReadOnly} />
        </section>
      )}
    </div>
  )
}
