import { Button, Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../electron/domain/inspection.ts'
import { useDraft, type DraftPlace } from './draft-store.ts'
import { toLocalText } from './local-time.ts'

interface Props {
  place: DraftPlace
  findings: readonly Finding[]
  titleOf: (indicatorId: string) => string
  isReadOnly: boolean
  onEdit: (finding: Finding) => void
  onWithdraw: (finding: Finding, reason: string) => void
}

/** What was found on this target; a finding is withdrawn with a reason, never deleted. */
export function FindingsList({ place, findings, titleOf, isReadOnly, onEdit, onWithdraw }: Props): ReactNode {
  const { t } = useTranslation()
  const [withdrawal, setWithdrawal] = useDraft(place, 'withdrawal')
  const leaving = withdrawal?.findingId ?? null
  if (findings.length === 0) return <p className="checking-empty quiet">{t(($) => $.checking.findings.none)}</p>
  return (
    <ul className="plain-list checking-findings">
      {findings.map((finding) => (
        <li key={finding.id}>
          <div className="checking-row checking-between">
            <span className="checking-ellipsis" title={titleOf(finding.indicatorId)}>
              <span className="mono">{finding.indicatorId}</span> {titleOf(finding.indicatorId)}{' '}
              <span className="figures">{t(($) => $.checking.findings.places, { places: finding.count })}</span>
            </span>
            {isReadOnly ? null : (
              <span className="checking-row">
                <Button size="small" type="text" onClick={() => onEdit(finding)}>
                  {t(($) => $.checking.findings.edit)}
                </Button>
                <Button
                  size="small"
                  type="text"
                  aria-expanded={leaving === finding.id}
                  onClick={() => setWithdrawal(leaving === finding.id ? null : { findingId: finding.id, reason: '' })}
                >
                  {t(($) => $.checking.findings.withdraw)}
                </Button>
              </span>
            )}
          </div>
          <p className="checking-clamp" title={finding.description}>
            {finding.description}
          </p>
          <p className="checking-small quiet checking-ellipsis" title={`${finding.location}\n${finding.url}`}>
            {finding.location} · {toLocalText(finding.observedAt)} ·{' '}
            {finding.evidenceIds.length === 0
              ? t(($) => $.checking.findings.noEvidence)
              : t(($) => $.checking.findings.evidenceCount, { amount: finding.evidenceIds.length })}
          </p>
          {withdrawal !== null && leaving === finding.id && !isReadOnly ? (
            <WithdrawForm
              reason={withdrawal.reason}
              onChange={(reason) => setWithdrawal({ findingId: finding.id, reason })}
              onCancel={() => setWithdrawal(null)}
              onWithdraw={(reason) => {
                setWithdrawal(null)
                onWithdraw(finding, reason)
              }}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

interface WithdrawProps {
  reason: string
  onChange: (reason: string) => void
  onCancel: () => void
  onWithdraw: (reason: string) => void
}

function WithdrawForm({ reason, onChange, onCancel, onWithdraw }: WithdrawProps): ReactNode {
  const { t } = useTranslation()
  return (
    <form
      className="checking-row"
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') onWithdraw(reason.trim())
      }}
    >
      <Input
        size="small"
        autoFocus
        value={reason}
        aria-label={t(($) => $.checking.findings.reason)}
        placeholder={t(($) => $.checking.findings.reasonHint)}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && !event.nativeEvent.isComposing) onCancel()
        }}
      />
      <Button size="small" htmlType="submit" disabled={reason.trim() === ''}>
        {t(($) => $.checking.findings.confirmWithdraw)}
      </Button>
    </form>
  )
}
