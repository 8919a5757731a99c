import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictTopic, ConflictVersion } from '../../../electron/contract/conflicts.ts'
import type { Output } from '../../../electron/contract/index.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { formatInstant } from '../../components/format.ts'
import { useSaidWords, useWhoWords } from './item-words.ts'

interface Props {
  /** From 1: the key that chooses it. */
  number: number
  topic: ConflictTopic
  version: ConflictVersion
  /** null while it is being read. */
  behind: Output<'conflicts.get'>['versions'][number] | null
  isChosen: boolean
  onChoose: () => void
  onShow: (evidence: Evidence) => void
}

export function VersionCard({ number, topic, version, behind, isChosen, onChoose, onShow }: Props): ReactNode {
  const { t } = useTranslation()
  const saidWords = useSaidWords()
  const who = useWhoWords()
  const isLong = topic === 'description' || topic === 'location' || topic === 'url'
  return (
    <article className={isChosen ? 'exchange-version is-chosen' : 'exchange-version'} aria-labelledby={`version-${number}`}>
      <div className="exchange-row">
        <h3 id={`version-${number}`}>{t(($) => $.exchange.inbox.version, { n: number })}</h3>
        <Button
          size="small"
          type={isChosen ? 'primary' : 'default'}
          aria-pressed={isChosen}
          aria-keyshortcuts={String(number)}
          onClick={onChoose}
        >
          {isChosen ? `✓ ${t(($) => $.exchange.inbox.taken)}` : t(($) => $.exchange.inbox.take, { n: number })}
        </Button>
      </div>
      <p className={isLong ? 'exchange-said is-long' : 'exchange-said'}>{saidWords(version.said)}</p>
      <p className="quiet">{who(version)}</p>
      <p className="quiet figures">{version.time === '' ? '' : formatInstant(version.time)}</p>
      {behind === null ? null : <Behind behind={behind} onShow={onShow} />}
    </article>
  )
}

function Behind({
  behind: { findings, note, evidence },
  onShow
}: {
  behind: NonNullable<Props['behind']>
  onShow: Props['onShow']
}): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      {note === null ? null : <p>{t(($) => $.exchange.inbox.withdrawnBecause, { reason: note })}</p>}
      {findings.length === 0 ? null : (
        <>
          <h4>{t(($) => $.exchange.inbox.findings)}</h4>
          {findings.map(({ id, count, description, location, url }) => (
            <div key={id} className="exchange-finding">
              <p>{t(($) => $.exchange.inbox.said.pair, { count, description })}</p>
              {location === '' ? null : <p className="quiet">{location}</p>}
              {url === '' ? null : <p className="quiet mono exchange-url">{url}</p>}
            </div>
          ))}
        </>
      )}
      <h4>{`${t(($) => $.exchange.inbox.evidence)} ${evidence.length}`}</h4>
      {evidence.length === 0 ? <p className="quiet">{t(($) => $.exchange.inbox.noEvidence)}</p> : null}
      <ul className="plain-list exchange-thumbs">
        {evidence.map((each) => {
          const small = each.files.find(({ role }) => role === 'thumbnail')
          const time = formatInstant(each.capturedAt)
          return (
            <li key={each.id}>
              <button
                type="button"
                aria-label={t(($) => $.exchange.inbox.openPicture, { time })}
                title={each.finalUrl ?? each.files[0]?.name ?? time}
                onClick={() => onShow(each)}
              >
                {small === undefined ? (
                  <span className="exchange-name">{each.files[0]?.name ?? time}</span>
                ) : (
                  <img src={`evidence/${small.sha256}`} alt="" loading="lazy" />
                )}
              </button>
              <span className="figures quiet">{time}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
