import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input as InputOf } from '../../../electron/contract/index.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { readDay } from '../../../electron/domain/phrase.ts'
import { termOf } from '../../../electron/domain/rules/terms.ts'
import { useRead } from '../../rpc/hooks.ts'
import type { FindingDraft } from './finding-draft.ts'
import { fromLocalText } from './local-time.ts'

type Facts = InputOf<'terms.judge'>['facts']

interface Props {
  id: string
  batchId: string
  indicator: Indicator
  draft: Pick<FindingDraft, 'observedAt' | 'lastUpdate'>
}

/** 期限核对: what the item's own number of days says of the dates that were seen. It warns; the person decides. */
export function TermHint({ id, batchId, indicator, draft }: Props): ReactNode {
  const { t } = useTranslation()
  const [sent, setSent] = useState('')
  const [answered, setAnswered] = useState('')
  const kind = termOf(indicator)
  const asksLetter = kind === 'unanswered' || kind === 'answer'
  const facts = factsOf(draft, kind === 'update', asksLetter ? { sent, answered } : null)
  const judged = useRead(
    'terms.judge',
    { edition: { batchId }, indicatorId: indicator.id, facts: facts ?? { observedAt: new Date(0).toISOString() } },
    { enabled: facts !== null, keepPrevious: true }
  )
  if (kind !== 'update' && !asksLetter) return null
  const isBad = [sent, answered].some((text) => text.trim() !== '' && readDay(text) === null)
  const words = facts === null ? '' : (judged.data?.why ?? judged.error?.message ?? '')
  const isDoubtful = judged.data?.state === 'kept' || judged.error !== null
  return (
    <div className="checking-field">
      {asksLetter ? (
        <div className="checking-row checking-two">
          <DayField id={`${id}-sent`} label={t(($) => $.phrases.sentOn)} value={sent} onChange={setSent} />
          <DayField id={`${id}-answered`} label={t(($) => $.phrases.answeredOn)} value={answered} onChange={setAnswered} />
        </div>
      ) : null}
      {isBad ? <p className="checking-fault">{t(($) => $.phrases.badDay)}</p> : null}
      {words === '' ? null : (
        <output className={isDoubtful ? 'checking-warn' : 'quiet checking-small'}>
          {isDoubtful ? t(($) => $.phrases.termKept, { why: words }) : words}
        </output>
      )}
    </div>
  )
}

/** null: nothing to judge yet. */
function factsOf(draft: Props['draft'], isUpdate: boolean, letter: { sent: string; answered: string } | null): Facts | null {
  const observedAt = fromLocalText(draft.observedAt)
  if (observedAt === null) return null
  if (isUpdate) {
    const lastUpdate = readDay(draft.lastUpdate)
    return lastUpdate === null ? null : { observedAt, lastUpdate }
  }
  const sentOn = letter === null ? null : readDay(letter.sent)
  if (letter === null || sentOn === null) return null
  const answeredOn = readDay(letter.answered)
  return answeredOn === null ? { observedAt, sentOn } : { observedAt, sentOn, answeredOn }
}

interface DayProps {
  id: string
  label: string
  value: string
  onChange: (text: string) => void
}

function DayField({ id, label, value, onChange }: DayProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="checking-field">
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        className="figures checking-day"
        value={value}
        placeholder={t(($) => $.phrases.lastUpdateHint)}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
