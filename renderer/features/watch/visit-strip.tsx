import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { formatInstant } from '../../components/format.ts'

type Day = Output<'watch.site'>['days'][number]
type Visit = Day['visits'][number]

/** A shape for each, so that colour is never alone. */
const shown = ['open', 'slow', 'failed', 'not-counted'] as const
type Shown = (typeof shown)[number]
const signs: Record<Shown, string> = { open: '▪', slow: '▲', failed: '✕', 'not-counted': '–' }
const shownAs = ({ countsAs }: Visit): Shown =>
  countsAs === 'open' || countsAs === 'slow' || countsAs === 'failed' ? countsAs : 'not-counted'

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const hourOf = ({ at }: Visit): number => Number(formatInstant(at).slice(11, 13))

/** Days by hours; a cell holds the visits of that hour, an empty one had none. Newest day first. */
export function VisitStrip({ days, rule }: { days: readonly Day[]; rule: { visitsPerDay: number } }): ReactNode {
  const { t } = useTranslation()
  return (
    <table className="watch-strip">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.watch.strip.day)}</th>
          {hours.map((hour) => (
            <th key={hour} scope="col" aria-label={t(($) => $.watch.strip.hour, { n: hour })}>
              {hour}
            </th>
          ))}
          <th scope="col" className="num">
            {t(($) => $.watch.strip.counted)}
          </th>
          <th scope="col" className="num">
            {t(($) => $.watch.strip.notOpen)}
          </th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((day) => (
          <tr key={day.day}>
            <th scope="row" className="figures">
              {day.day}
              <div className={day.isComplete ? 'watch-day watch-day-whole' : 'watch-day quiet'}>
                {day.isComplete
                  ? t(($) => $.watch.strip.complete)
                  : day.isOver
                    ? t(($) => $.watch.strip.short, { n: rule.visitsPerDay })
                    : t(($) => $.watch.strip.going)}
              </div>
            </th>
            {hours.map((hour) => (
              <Hour key={hour} visits={day.visits.filter((visit) => hourOf(visit) === hour)} />
            ))}
            <td className="num">{day.counted}</td>
            <td className="num">{day.notOpen}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Hour({ visits }: { visits: readonly Visit[] }): ReactNode {
  const { t } = useTranslation()
  const said = (visit: Visit): string => `${formatInstant(visit.at).slice(11)} ${t(($) => $.watch.countsAs[visit.countsAs])}`
  return (
    <td
      className={visits.length === 0 ? 'watch-hour watch-hour-none' : 'watch-hour'}
      aria-label={visits.length === 0 ? undefined : visits.map(said).join('，')}
    >
      {visits.map((visit) => (
        <span key={visit.at} aria-hidden="true" className={`watch-mark watch-mark-${shownAs(visit)}`} title={said(visit)}>
          {signs[shownAs(visit)]}
        </span>
      ))}
    </td>
  )
}

export function Legend(): ReactNode {
  const { t } = useTranslation()
  const words: Record<Shown, string> = {
    open: t(($) => $.watch.countsAs.open),
    slow: t(($) => $.watch.countsAs.slow),
    failed: t(($) => $.watch.countsAs.failed),
    'not-counted': t(($) => $.watch.notCounted)
  }
  return (
    <p className="watch-legend quiet">
      {shown.map((kind) => (
        <span key={kind}>
          <span aria-hidden="true" className={`watch-mark watch-mark-${kind}`}>
            {signs[kind]}
          </span>{' '}
          {words[kind]}
        </span>
      ))}
      <span>
        <span aria-hidden="true" className="watch-swatch" /> {t(($) => $.watch.noVisit)}
      </span>
    </p>
  )
}
