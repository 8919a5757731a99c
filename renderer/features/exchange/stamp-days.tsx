import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { formatInstant } from '../../components/format.ts'

type Day = Output<'stamps.list'>['days'][number]

export function StampDays({ days }: { days: readonly Day[] }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.exchange.stamps.day)}</th>
          <th scope="col" className="num">
            {t(($) => $.exchange.stamps.files)}
          </th>
          <th scope="col" className="num">
            {t(($) => $.exchange.stamps.waiting)}
          </th>
          <th scope="col">{t(($) => $.exchange.stamps.stamp)}</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row" className="figures">
              {day.day}
            </th>
            <td className="num">{day.files}</td>
            <td className="num">{day.waiting}</td>
            <td>
              {day.stamps.length === 0 ? <span className="quiet">{t(($) => $.exchange.stamps.none)}</span> : null}
              {day.stamps.map((stamp) => (
                <StampLine key={`${stamp.authority} ${stamp.time} ${stamp.files}`} stamp={stamp} />
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function StampLine({ stamp: { authority, time, files, gap, gapSeconds, fault } }: { stamp: Day['stamps'][number] }): ReactNode {
  const { t } = useTranslation()
  const seconds = Math.abs(gapSeconds)
  const amount =
    seconds < 120
      ? t(($) => $.exchange.stamps.seconds, { n: seconds })
      : seconds < 7_200
        ? t(($) => $.exchange.stamps.minutes, { n: Math.round(seconds / 60) })
        : seconds < 172_800
          ? t(($) => $.exchange.stamps.hours, { n: Math.round(seconds / 3_600) })
          : t(($) => $.exchange.stamps.dayCount, { n: Math.round(seconds / 86_400) })
  return (
    <div>
      {t(($) => $.exchange.stamps.by, { authority, time: formatInstant(time), files })}
      {fault === null ? (
        <div className={gap === 'close' ? 'quiet' : 'exchange-warn'}>{t(($) => $.exchange.stamps.gap[gap], { gap: amount })}</div>
      ) : (
        <div className="field-fault">{t(($) => $.exchange.stamps.fault, { fault })}</div>
      )}
    </div>
  )
}
