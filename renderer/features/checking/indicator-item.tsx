import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../../electron/domain/inspection.ts'
import type { HintDetail } from '../../../electron/contract/hints.ts'
import { thresholdShare, type IndicatorLine } from './checklist.ts'
import { HintCount, IndicatorHints } from './indicator-hints.tsx'
import { numbersOf, type IndicatorNumber } from './indicator-numbers.ts'
import { VerdictTag } from './state-tag.tsx'

const verdicts: readonly Verdict[] = ['pass', 'fail', 'not-applicable', 'pending']

interface Props {
  batchId: string
  line: IndicatorLine
  /** Open hints of the item. */
  hints: readonly HintDetail[]
  isOpen: boolean
  isReadOnly: boolean
  onOpen: () => void
  onGive: (verdict: Verdict) => void
}

/** One item of the checklist: a line, and the open one with rule, guidance, numbers and the verdict keys. */
export function IndicatorItem({ batchId, line, hints, isOpen, isReadOnly, onOpen, onGive }: Props): ReactNode {
  const { t } = useTranslation()
  const itemRef = useRef<HTMLLIElement>(null)
  const { indicator } = line

  useEffect(() => {
    if (isOpen) itemRef.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])

  return (
    <li ref={itemRef} className={isOpen ? 'checking-item is-open' : 'checking-item'}>
      <button type="button" className="checking-item-head" aria-expanded={isOpen} title={indicator.title} onClick={onOpen}>
        <span className="mono checking-code">{indicator.id}</span>
        <span className="checking-ellipsis checking-item-title">{indicator.title}</span>
        <HintCount amount={hints.length} />
        <Amount line={line} />
        {/* Completing gives every item without a verdict the meaning 合格. */}
        <VerdictTag verdict={line.verdict ?? (isReadOnly ? 'pass' : null)} />
      </button>
      {isOpen ? (
        <div className="checking-item-body">
          <dl className="checking-facts">
            <dt>{t(($) => $.checking.checklist.rule)}</dt>
            <dd>{indicator.rule}</dd>
            <dt>{t(($) => $.checking.checklist.guidance)}</dt>
            <dd>{indicator.guidance}</dd>
            {line.reason === null || line.count === 0 ? null : (
              <>
                <dt>{t(($) => $.checking.checklist.reason)}</dt>
                <dd>{line.reason}</dd>
              </>
            )}
          </dl>
          <ul className="checking-numbers">
            {numbersOf(indicator).map((number) => (
              <NumberLine key={number.name} number={number} />
            ))}
          </ul>
          <IndicatorHints batchId={batchId} indicatorId={indicator.id} hints={hints} isReadOnly={isReadOnly} />
          <fieldset
            className="checking-verdicts"
            aria-label={t(($) => $.checking.checklist.verdictLabel, { indicator: indicator.title })}
          >
            {verdicts.map((verdict, at) => (
              <button
                key={verdict}
                type="button"
                className="checking-verdict"
                aria-pressed={line.verdict === verdict}
                aria-keyshortcuts={String(at + 1)}
                disabled={isReadOnly}
                onClick={() => onGive(verdict)}
              >
                {t(($) => $.checking.verdict[verdict])}
                <kbd>{at + 1}</kbd>
              </button>
            ))}
          </fieldset>
        </div>
      ) : null}
    </li>
  )
}

/** `3/10` with its bar for a veto with a threshold, points for the others, else the places found. */
function Amount({ line }: { line: IndicatorLine }): ReactNode {
  const { t } = useTranslation()
  const share = thresholdShare(line)
  if (share !== null) {
    return (
      <span className="checking-amount figures">
        {t(($) => $.checking.checklist.upTo, { places: line.count, threshold: line.threshold })}
        <span className={share >= 1 ? 'checking-bar is-full' : 'checking-bar'} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
      </span>
    )
  }
  if (line.count === 0) return null
  const { points } = line
  if (line.indicator.kind === 'veto') {
    return <span className="checking-amount figures">{t(($) => $.checking.checklist.places, { places: line.count })}</span>
  }
  const isBonus = line.indicator.kind === 'bonus'
  return (
    <span className="checking-amount figures">
      {isBonus ? t(($) => $.checking.checklist.added, { points }) : t(($) => $.checking.checklist.deducted, { points })}
    </span>
  )
}

function NumberLine({ number }: { number: IndicatorNumber }): ReactNode {
  const { t } = useTranslation()
  const { amount } = number
  const units = {
    day: t(($) => $.checking.checklist.days, { amount }),
    week: t(($) => $.checking.checklist.weeks, { amount }),
    month: t(($) => $.checking.checklist.months, { amount }),
    year: t(($) => $.checking.checklist.years, { amount })
  }
  return (
    <li>
      <span>{t(($) => $.checking.checklist[number.name])}</span>
      <span className="figures">{number.unit === null ? amount : units[number.unit]}</span>
      <span
        className={`checking-mark is-${number.status}`}
        title={`${t(($) => $.checking.checklist.numberStatusHelp[number.status])}\n${number.source}`}
      >
        {t(($) => $.checking.checklist.numberStatus[number.status])}
      </span>
    </li>
  )
}
