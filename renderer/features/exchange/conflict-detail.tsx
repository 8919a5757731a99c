import { CaretLeftOutlined, CaretRightOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useState, type ReactNode, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { EvidenceView } from './evidence-view.tsx'
import { useItemWords, useSaidWords } from './item-words.ts'
import { VersionCard } from './version-card.tsx'

interface Props {
  conflict: ConflictRow
  position: { at: number; total: number }
  /** The event of the version that is to count, or null. */
  chosen: string | null
  reason: string
  recent: readonly string[]
  reasonRef: RefObject<InputRef | null>
  isBusy: boolean
  onChoose: (number: number) => void
  onReason: (reason: string) => void
  onGo: (step: 1 | -1) => void
  onRule: () => void
}

/** One conflict: its versions side by side, and the ruling below them. */
export function ConflictDetail(props: Props): ReactNode {
  const { conflict, position, chosen, reason, recent, reasonRef, isBusy, onChoose, onReason, onGo, onRule } = props
  const { t } = useTranslation()
  const { object, item } = useItemWords()(conflict)
  const saidWords = useSaidWords()
  const behind = useRead('conflicts.get', { conflictId: conflict.conflictId })
  const [shown, setShown] = useState<Evidence | null>(null)
  const context = [conflict.unit, conflict.batchTitle].filter((part) => part !== null && part !== '').join(' · ')
  return (
    <section className="panel exchange-detail" aria-labelledby="exchange-conflict">
      <div className="exchange-detail-head">
        <div className="exchange-detail-words">
          <h2 id="exchange-conflict">{object}</h2>
          <p>{item}</p>
          <p className="quiet">{context}</p>
          {conflict.subject === null ? null : <p className="quiet">{conflict.subject}</p>}
        </div>
        <span className="figures quiet">{t(($) => $.exchange.inbox.position, position)}</span>
        <Button
          icon={<CaretLeftOutlined />}
          aria-label={t(($) => $.exchange.inbox.previous)}
          title={`${t(($) => $.exchange.inbox.previous)} (K)`}
          disabled={position.at === 1}
          onClick={() => onGo(-1)}
        />
        <Button
          icon={<CaretRightOutlined />}
          aria-label={t(($) => $.exchange.inbox.next)}
          title={`${t(($) => $.exchange.inbox.next)} (J)`}
          disabled={position.at === position.total}
          onClick={() => onGo(1)}
        />
      </div>
      <p>
        <span className="quiet">{t(($) => $.exchange.inbox.before)}</span> {saidWords(conflict.base)}
      </p>
      {behind.error === null ? null : <FailureAlert error={behind.error} onRetry={() => void behind.refetch()} />}
      <ScrollPane className="exchange-versions" label={object}>
        {conflict.versions.map((version, at) => (
          <VersionCard
            key={version.event}
            number={at + 1}
            topic={conflict.topic}
            version={version}
            behind={behind.data?.versions.find(({ event }) => event === version.event) ?? null}
            isChosen={version.event === chosen}
            onChoose={() => onChoose(at)}
            onShow={setShown}
          />
        ))}
      </ScrollPane>
      <div className="exchange-rule">
        <label htmlFor="exchange-reason">{t(($) => $.exchange.inbox.reason)}</label>
        <Input
          id="exchange-reason"
          ref={reasonRef}
          value={reason}
          maxLength={200}
          placeholder={t(($) => $.exchange.inbox.reasonHint)}
          onChange={(event) => onReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur()
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) onRule()
          }}
        />
        <Button type="primary" loading={isBusy} disabled={chosen === null || reason.trim() === ''} onClick={onRule}>
          {t(($) => $.exchange.inbox.rule)}
        </Button>
      </div>
      {recent.length === 0 ? null : (
        <div className="exchange-row">
          <span className="quiet">{t(($) => $.exchange.inbox.recent)}</span>
          {recent.map((each) => (
            <Button key={each} size="small" className="exchange-recent" title={each} onClick={() => onReason(each)}>
              <span className="exchange-name">{each}</span>
            </Button>
          ))}
        </div>
      )}
      {shown === null ? null : <EvidenceView evidence={shown} onClose={() => setShown(null)} />}
    </section>
  )
}
