import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictRow, ConflictVersion } from '../../../electron/contract/conflicts.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { useWhoWords } from './item-words.ts'

interface Side {
  /** Person and computer. */
  id: string
  version: ConflictVersion
}

const sideOf = ({ device, author }: ConflictVersion): string => `${device}\n${author}`

/** Those who have exactly one version in every one of the conflicts. */
function commonSides(conflicts: readonly ConflictRow[]): Side[] {
  const [first, ...rest] = conflicts
  const sides = (first?.versions ?? []).map((version) => ({ id: sideOf(version), version }))
  return sides.filter(({ id }) =>
    [first, ...rest].every((conflict) => conflict?.versions.filter((version) => sideOf(version) === id).length === 1)
  )
}

interface Props {
  conflicts: readonly ConflictRow[]
  isBusy: boolean
  onRule: (rulings: { conflictId: string; chosen: string }[], reason: string) => void
  onClose: () => void
}

/** One side and one reason for all that was selected. */
export function RuleTogether({ conflicts, isBusy, onRule, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const who = useWhoWords()
  const sides = commonSides(conflicts)
  const [side, setSide] = useState('')
  const [reason, setReason] = useState('')
  const isReady = side !== '' && reason.trim() !== '' && !isBusy
  const rule = (): void => {
    const rulings = conflicts.flatMap(({ conflictId, versions }) => {
      const version = versions.find((one) => sideOf(one) === side)
      return version === undefined ? [] : [{ conflictId, chosen: version.event }]
    })
    onRule(rulings, reason.trim())
  }
  const title = t(($) => $.exchange.inbox.bulkTitle, { n: conflicts.length })
  return (
    <ModalDialog label={title} className="reason-dialog" onClose={onClose}>
      <h2>{title}</h2>
      {sides.length === 0 ? <p>{t(($) => $.exchange.inbox.bulkNone)}</p> : null}
      {sides.length === 0 ? null : (
        <fieldset className="exchange-sides">
          <legend>{t(($) => $.exchange.inbox.bulkWhose)}</legend>
          {sides.map(({ id, version }) => (
            <label key={id}>
              <input type="radio" name="side" checked={side === id} onChange={() => setSide(id)} /> {who(version)}
            </label>
          ))}
        </fieldset>
      )}
      <label htmlFor="exchange-together-reason">{t(($) => $.exchange.inbox.reason)}</label>
      <Input
        id="exchange-together-reason"
        value={reason}
        maxLength={200}
        placeholder={t(($) => $.exchange.inbox.reasonHint)}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing && isReady) rule()
        }}
      />
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button type="primary" disabled={!isReady} loading={isBusy} onClick={rule}>
          {t(($) => $.exchange.inbox.bulkConfirm, { n: conflicts.length })}
        </Button>
      </div>
    </ModalDialog>
  )
}
