import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { HintRow } from '../../../electron/contract/hints.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { Loaded, ScrollPane } from '../../components/screen.tsx'
import { useVisitFailure } from '../../components/visit-failure.ts'
import { useRead } from '../../rpc/hooks.ts'

const shownPlaces = 20

interface Props {
  batchId: string
  rows: readonly HintRow[]
  onOpen: (row: HintRow) => void
  onTake: (row: HintRow) => void
  onDismiss: () => void
  onReopen: () => void
}

/** One hint with where it was seen; of several only what can be done with all of them. */
export function HintDetailPane({ batchId, rows, onOpen, onTake, onDismiss, onReopen }: Props): ReactNode {
  const { t } = useTranslation()
  const [row] = rows
  const canDismiss = rows.some(({ state }) => state === 'open')
  const canReopen = rows.some(({ state }) => state === 'dismissed' || state === 'remembered')
  const only = rows.length === 1 ? row : undefined
  return (
    <ScrollPane className="panel hint-detail" label={t(($) => $.hints.detail.label)}>
      {row === undefined ? <p className="quiet">{t(($) => $.hints.detail.choose)}</p> : null}
      {rows.length > 1 ? <h2>{t(($) => $.hints.detail.many, { amount: rows.length })}</h2> : null}
      {only === undefined ? null : <One batchId={batchId} row={only} />}
      {row === undefined ? null : (
        <div className="hint-acts">
          {only === undefined ? null : (
            <Button type="primary" title={t(($) => $.hints.act.openKey)} onClick={() => onOpen(only)}>
              {t(($) => $.hints.act.open)}
            </Button>
          )}
          {only === undefined || only.state === 'taken' ? null : (
            <Button aria-keyshortcuts="T" title={t(($) => $.hints.act.takeKey)} onClick={() => onTake(only)}>
              {t(($) => $.hints.act.take)}
              <kbd>T</kbd>
            </Button>
          )}
          {canDismiss ? (
            <Button aria-keyshortcuts="X" title={t(($) => $.hints.act.dismissKey)} onClick={onDismiss}>
              {t(($) => $.hints.act.dismiss)}
              <kbd>X</kbd>
            </Button>
          ) : null}
          {canReopen ? <Button onClick={onReopen}>{t(($) => $.hints.act.reopen)}</Button> : null}
        </div>
      )}
    </ScrollPane>
  )
}

function One({ batchId, row }: { batchId: string; row: HintRow }): ReactNode {
  const { t } = useTranslation()
  const by = (inspector: string | null, time: string | null) => ({
    by: inspector ?? '',
    time: time === null ? '' : formatInstant(time)
  })
  const { earlier } = row
  return (
    <>
      <h2>{row.name}</h2>
      <p className="hint-message">
        <span className={row.outcome === 'fail' ? 'hint-tag is-fail' : 'hint-tag'}>{t(($) => $.hints.outcome[row.outcome])}</span>{' '}
        {row.message}
      </p>
      {earlier === null ? null : (
        <p className={earlier.isChanged ? 'hint-note is-changed' : 'hint-note'}>
          {earlier.isChanged
            ? t(($) => $.hints.detail.earlierChanged, { reason: earlier.reason, ...by(earlier.inspector, earlier.time) })
            : t(($) => $.hints.detail.earlierSame, { reason: earlier.reason, ...by(earlier.inspector, earlier.time) })}
        </p>
      )}
      {row.state === 'dismissed' ? (
        <p className="hint-note">
          {t(($) => $.hints.detail.dismissed, { reason: row.reason ?? '', ...by(row.decidedBy, row.decidedAt) })}
        </p>
      ) : null}
      {row.state === 'taken' ? (
        <p className="hint-note">{t(($) => $.hints.detail.taken, by(row.decidedBy, row.decidedAt))}</p>
      ) : null}
      <dl className="hint-facts">
        <dt>{t(($) => $.hints.columns.location)}</dt>
        <dd>{row.location}</dd>
        <dt>{t(($) => $.hints.detail.page)}</dt>
        <dd className="mono hint-url">{row.url}</dd>
        <dt>{t(($) => $.hints.detail.at)}</dt>
        <dd className="figures">{formatInstant(row.observedAt)}</dd>
        <dt>{t(($) => $.hints.detail.indicators)}</dt>
        <dd>{row.indicators.length === 0 ? t(($) => $.hints.detail.noIndicators) : row.indicators.join('、')}</dd>
      </dl>
      <Places row={row} />
      <Visited batchId={batchId} objectKey={row.objectKey} />
    </>
  )
}

function Places({ row }: { row: HintRow }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('hints.get', { hintId: row.id })
  if (row.placeCount === 0) return null
  return (
    <>
      <h3>{t(($) => $.hints.detail.places, { amount: row.placeCount })}</h3>
      <Loaded read={read}>
        {({ places }) => (
          <ul className="plain-list hint-places">
            {places.slice(0, shownPlaces).map((place) => (
              <li key={`${place.url} ${place.path} ${place.text}`}>
                {place.text === '' ? <span className="quiet">{t(($) => $.hints.detail.noText)}</span> : <q>{place.text}</q>}
                {place.url === row.url ? null : <span className="mono hint-url quiet">{place.url}</span>}
              </li>
            ))}
            {places.length > shownPlaces ? (
              <li className="quiet">{t(($) => $.hints.detail.more, { amount: places.length - shownPlaces })}</li>
            ) : null}
          </ul>
        )}
      </Loaded>
    </>
  )
}

function Visited({ batchId, objectKey }: { batchId: string; objectKey: string }): ReactNode {
  const { t } = useTranslation()
  const failureOf = useVisitFailure()
  const read = useRead('sweeps.target', { batchId, objectKey })
  const pages = read.data?.pages ?? []
  if (read.error !== null) return <FailureAlert error={read.error} onRetry={() => void read.refetch()} />
  if (pages.length === 0) return null
  return (
    <>
      <h3>{t(($) => $.hints.detail.visited, { amount: pages.length })}</h3>
      {pages.some((page) => page.isDisallowedByRobots) ? <p className="quiet">{t(($) => $.hints.detail.robots)}</p> : null}
      <ul className="plain-list hint-visited">
        {pages.map((page) => (
          <li key={page.url} title={page.url}>
            <span className="hint-group-title">{page.location}</span>
            {page.by === 'browser' ? <span className="quiet">{t(($) => $.hints.detail.browser)}</span> : null}
            {page.error === null ? (
              <span className="figures quiet">{page.status}</span>
            ) : (
              <span className="hint-fail" title={page.error}>
                {failureOf(page.error)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
