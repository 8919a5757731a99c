import './indicator-hints.css'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HintDetail } from '../../../electron/contract/hints.ts'
import { askChecking } from '../../components/checking-request.ts'
import { DismissDialog } from '../../components/dismiss-dialog.tsx'
import { useReportFailure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { useRead, useWrite } from '../../rpc/hooks.ts'

const none: readonly HintDetail[] = []

/** Open hints of the target that nobody has folded away. */
export function useTargetHints(batchId: string, objectKey: string | null): readonly HintDetail[] {
  const read = useRead('hints.ofTarget', { batchId, objectKey: objectKey ?? '' }, { enabled: objectKey !== null })
  return read.data?.hints.filter(({ state, isQuiet }) => state === 'open' && !isQuiet) ?? none
}

interface Props {
  batchId: string
  /** The item they are taken under; null: the person chooses it in the finding. */
  indicatorId: string | null
  hints: readonly HintDetail[]
  isReadOnly: boolean
}

/** What the machine noticed for one item, to be looked at, taken or dismissed. */
export function IndicatorHints({ batchId, indicatorId, hints, isReadOnly }: Props): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const [asking, setAsking] = useState<HintDetail | null>(null)
  const dismiss = useWrite('hints.dismiss')
  const reasons = useRead('hints.reasons', {}, { enabled: asking !== null })
  if (hints.length === 0) return null
  const go = ({ objectKey, id: hintId, url, text, location, message }: HintDetail, isTaken: boolean): void =>
    askChecking({ batchId, objectKey, indicatorId, hint: { hintId, url, text, location, message, isTaken } })
  return (
    <section aria-label={t(($) => $.hints.checking.label)}>
      <ul className="plain-list checking-hints">
        {hints.map((hint) => (
          <li key={hint.id}>
            <p title={hint.location}>{hint.message}</p>
            {hint.earlier?.isChanged === true ? (
              <p className="checking-small quiet">
                {t(($) => $.hints.detail.earlierChanged, {
                  reason: hint.earlier.reason,
                  by: hint.earlier.inspector,
                  time: formatInstant(hint.earlier.time).slice(0, 10)
                })}
              </p>
            ) : null}
            <div className="checking-hint-acts">
              <Button size="small" onClick={() => go(hint, false)}>
                {t(($) => $.hints.act.open)}
              </Button>
              <Button size="small" disabled={isReadOnly} onClick={() => go(hint, true)}>
                {t(($) => $.hints.act.take)}
              </Button>
              <Button size="small" onClick={() => setAsking(hint)}>
                {t(($) => $.hints.act.dismiss)}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {asking === null ? null : (
        <DismissDialog
          amount={1}
          recent={reasons.data?.reasons ?? []}
          isBusy={dismiss.isPending}
          onConfirm={(reason) =>
            dismiss.mutate({ batchId, hintIds: [asking.id], reason }, { onError: report, onSuccess: () => setAsking(null) })
          }
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}

/** The number beside an item of the checklist. */
export function HintCount({ amount }: { amount: number }): ReactNode {
  const { t } = useTranslation()
  if (amount === 0) return null
  return <span className="checking-hint-count figures">{t(($) => $.hints.checking.count, { amount })}</span>
}
