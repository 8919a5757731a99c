import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { formatInstant } from '../../components/format.ts'
import { useVisitFailure } from '../../components/visit-failure.ts'

/** Every visit with its figures, newest first, and the gaps of each day. */
export function VisitTable({ days }: { days: Output<'watch.site'>['days'] }): ReactNode {
  const { t } = useTranslation()
  const clock = (instant: string): string => formatInstant(instant).slice(11)
  const reason = useVisitFailure()
  return (
    <table className="figure-table watch-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.watch.table.at)}</th>
          <th scope="col">{t(($) => $.watch.table.result)}</th>
          <th scope="col" className="num">
            {t(($) => $.watch.table.milliseconds)}
          </th>
          <th scope="col" className="num">
            {t(($) => $.watch.table.status)}
          </th>
          <th scope="col">{t(($) => $.watch.table.reason)}</th>
          <th scope="col">{t(($) => $.watch.table.control)}</th>
        </tr>
      </thead>
      {days.toReversed().map(({ day, visits, gaps }) => (
        <tbody key={day}>
          <tr>
            <th scope="rowgroup" colSpan={6} className="watch-table-day figures">
              {day}
              {gaps.length === 0
                ? ''
                : ` · ${t(($) => $.watch.strip.gaps)} ${gaps
                    .map(({ from, to }) => t(($) => $.watch.strip.gap, { from: clock(from), to: clock(to) }))
                    .join('，')}`}
            </th>
          </tr>
          {visits.toReversed().map(({ at, countsAs, milliseconds, status, error, control }) => (
            <tr key={at}>
              <td className="figures">{clock(at)}</td>
              <td>{t(($) => $.watch.countsAs[countsAs])}</td>
              <td className="num">{milliseconds === null ? '' : (Math.floor(milliseconds / 10) / 100).toFixed(2)}</td>
              <td className="num">{status}</td>
              <td title={error ?? undefined}>{error === null ? '' : reason(error)}</td>
              <td>{control === 'not-asked' ? '' : t(($) => $.watch.control[control])}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}
