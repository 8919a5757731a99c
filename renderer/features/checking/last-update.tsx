import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { daysWithoutUpdate, readDay } from '../../../electron/domain/phrase.ts'
import { factsOf, type FindingDraft } from './finding-draft.ts'

interface Props {
  id: string
  draft: FindingDraft
  onChange: (lastUpdate: string) => void
}

/** 最近更新 as seen on the page, and the days from it to 监测时间点: only for the wording, the finding does not keep it. */
export function LastUpdate({ id, draft, onChange }: Props): ReactNode {
  const { t } = useTranslation()
  const isBad = draft.lastUpdate.trim() !== '' && readDay(draft.lastUpdate) === null
  const days = daysWithoutUpdate(factsOf(draft, {}))
  return (
    <div className="checking-field">
      <label htmlFor={id} title={t(($) => $.phrases.lastUpdateHelp)}>
        {t(($) => $.phrases.lastUpdate)}
      </label>
      <div className="checking-row">
        <Input
          id={id}
          className="figures checking-day"
          value={draft.lastUpdate}
          placeholder={t(($) => $.phrases.lastUpdateHint)}
          aria-describedby={`${id}-days`}
          onChange={(event) => onChange(event.target.value)}
        />
        <span id={`${id}-days`} className={isBad ? 'checking-fault' : 'quiet checking-small'}>
          {isBad ? t(($) => $.phrases.badDay) : days === null ? '' : t(($) => $.phrases.daysBefore, { days })}
        </span>
      </div>
    </div>
  )
}
