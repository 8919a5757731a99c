import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../electron/domain/inspection.ts'
import { toLocalText } from './local-time.ts'

interface Props {
  findings: readonly Finding[]
  titleOf: (indicatorId: string) => string
  isReadOnly: boolean
  onEdit: (finding: Finding) => void
  onWithdraw: (finding: Finding, reason: string) => void
}

/** What was found on this target; a finding is withdrawn with a reason, never deleted. */
export function FindingsList({ findings, titleOf, isReadOnly, onEdit, onWithdraw }: Props): ReactNode {
  const { t } = useTranslation()
  const [leaving, setLeaving] = useState<string | null>(null)
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
                  onClick={() => setLeaving(leaving === finding.id ? null : finding.id)}
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
          {leaving === finding.id && !isReadOnly ? (
            <WithdrawForm
              onWithdraw={(reason) => {
                setLeaving(null)
                onWithdraw(finding, reason)
              }}
            />
          ) : null}
        </li>
      ))}
    </ul>
  )
}

function WithdrawForm({ onWithdraw }: { onWithdraw: (reason: string) => void }): ReactNode {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
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
        onChange={(event) => setReason(event.target.value)}
      />
      <Button size="small" htmlType="submit" disabled={reason.trim() === ''}>
        {t(($) => $.checking.findings.confirmWithdraw)}
      </Button>
    </form>
  )
}
