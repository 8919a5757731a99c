import { useTranslation } from 'react-i18next'
import type { Act } from '../../electron/contract/acts.ts'

/** What was done, in words, for the line that says it was taken back. */
export function useActWords(): (act: Act) => string {
  const { t } = useTranslation()
  return ({ kind, indicator, verdict, amount, subject }) => {
    const title = indicator?.title ?? ''
    switch (kind) {
      case 'verdict':
        return t(($) => $.desk.act.verdict, { indicator: title, verdict: t(($) => $.checking.verdict[verdict ?? 'none']) })
      case 'completed-many':
      case 'hint-dismissed':
      case 'hint-reopened':
        return t(($) => $.desk.act[kind], { amount })
      case 'column-added':
      case 'column-changed':
      case 'column-removed':
        return t(($) => $.desk.act[kind], { subject: subject ?? '' })
      default:
        return t(($) => $.desk.act[kind], { indicator: title })
    }
  }
}
