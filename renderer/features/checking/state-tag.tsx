import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Verdict } from '../../../electron/domain/inspection.ts'
import { stateSigns, type ShownState } from './target-state.ts'

/** The sign alone, for a place whose word stands beside it. */
export function StateSign({ state }: { state: ShownState }): ReactNode {
  return (
    <span className={`checking-state is-${state}`} aria-hidden="true">
      <span className="checking-sign">{stateSigns[state]}</span>
    </span>
  )
}

/** Sign and word of a target's state. */
export function StateTag({ state }: { state: ShownState }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className={`checking-state is-${state}`}>
      <span className="checking-sign" aria-hidden="true">
        {stateSigns[state]}
      </span>
      {t(($) => $.checking.state[state])}
    </span>
  )
}

const verdictSigns: Readonly<Record<Verdict | 'none', string>> = {
  none: '○',
  pass: '✓',
  fail: '✕',
  'not-applicable': '–',
  pending: '?'
}
export const verdictStates: Readonly<Record<Verdict | 'none', string>> = {
  none: 'waiting',
  pass: 'pass',
  fail: 'fail',
  'not-applicable': 'waiting',
  pending: 'problems'
}

/** The sign of a verdict alone, for a place whose word stands beside it. */
export function VerdictSign({ verdict }: { verdict: Verdict | null }): ReactNode {
  const shown = verdict ?? 'none'
  return (
    <span className={`checking-state is-${verdictStates[shown]}`} aria-hidden="true">
      <span className="checking-sign">{verdictSigns[shown]}</span>
    </span>
  )
}

/** Sign and word of one verdict. */
export function VerdictTag({ verdict }: { verdict: Verdict | null }): ReactNode {
  const { t } = useTranslation()
  const shown = verdict ?? 'none'
  return (
    <span className={`checking-state is-${verdictStates[shown]}`}>
      <span className="checking-sign" aria-hidden="true">
        {verdictSigns[shown]}
      </span>
      {t(($) => $.checking.verdict[shown])}
    </span>
  )
}
