import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIfTarget } from '../../../electron/contract/what-if.ts'
import { ScrollPane } from '../../components/screen.tsx'
import { OutcomeSign } from './what-if-outcome.tsx'

type Item = WhatIfTarget['items'][number]

/** Why one object comes out differently: both results with their reasons, and every item that counts differently. */
export function WhatIfDetail({ row }: { row: WhatIfTarget | null }): ReactNode {
  const { t } = useTranslation()
  if (row === null)
    return (
      <ScrollPane className="panel what-if-detail" label={t(($) => $.rules.whatIf.detail.label)}>
        <p className="quiet">{t(($) => $.rules.whatIf.detail.choose)}</p>
      </ScrollPane>
    )
  return (
    <ScrollPane className="panel what-if-detail" label={t(($) => $.rules.whatIf.detail.label)}>
      <h2>{row.name}</h2>
      <p className="quiet">
        {row.unit} · <span className="mono">{row.code}</span>
      </p>
      <Side title={t(($) => $.rules.whatIf.detail.before)} side={row.before} />
      <Side title={t(($) => $.rules.whatIf.detail.after)} side={row.after} />
      {row.items.length === 0 && row.notCounted.length === 0 ? (
        <p className="quiet">{t(($) => $.rules.whatIf.detail.none)}</p>
      ) : null}
      <ul className="plain-list">
        {row.items.map((item) => (
          <li key={item.indicator} className="what-if-item">
            <p>
              <span className="mono">{item.indicator}</span> {item.title}
            </p>
            <ItemSide title={t(($) => $.rules.whatIf.detail.before)} item={item} side={item.before} />
            <ItemSide title={t(($) => $.rules.whatIf.detail.after)} item={item} side={item.after} />
          </li>
        ))}
      </ul>
      {row.notCounted.length === 0 ? null : (
        <>
          <h3>{t(($) => $.rules.whatIf.detail.notCounted)}</h3>
          <ul className="plain-list">
            {row.notCounted.map(({ indicator, title, findings, why }) => (
              <li key={indicator} className="what-if-item">
                <span className="mono">{indicator}</span> {title}{' '}
                <span className="figures">{t(($) => $.rules.whatIf.detail.findings, { amount: findings })}</span>
                <p className="quiet">{t(($) => $.rules.whatIf.detail.why[why])}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </ScrollPane>
  )
}

function Side({ title, side }: { title: string; side: WhatIfTarget['before'] }): ReactNode {
  const { t } = useTranslation()
  const points = side.score ?? (side.provisional === null ? null : `${t(($) => $.rules.whatIf.provisional)} ${side.provisional}`)
  return (
    <div className="what-if-side">
      <p>
        <b>{title}</b> <OutcomeSign outcome={side.outcome} /> <span className="figures">{points ?? ''}</span>
      </p>
      {side.reasons.map((reason) => (
        <p key={reason} className="quiet">
          {reason}
        </p>
      ))}
    </div>
  )
}

function ItemSide({ title, item, side }: { title: string; item: Item; side: Item['before'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <p className="what-if-item-side">
      <span className="quiet">{title}</span>
      <span>
        {side === null ? (
          t(($) => $.rules.whatIf.detail.absent)
        ) : (
          <>
            <b className="figures">
              {t(($) => $.rules.whatIf.detail.points[item.kind], { points: side.points, count: side.count })}
            </b>{' '}
            {side.reason}
          </>
        )}
      </span>
    </p>
  )
}
