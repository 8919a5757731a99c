import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { EmptyState, Loaded, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import type { WatchedSite } from './site-list.tsx'
import { Legend, VisitStrip } from './visit-strip.tsx'
import { VisitTable } from './visit-table.tsx'

type Rule = Output<'watch.get'>['rule']

/** One site: what its week says by the rule, and every visit as a strip or as a table. */
export function SitePanel({ batchId, site, rule }: { batchId: string; site: WatchedSite; rule: Rule }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('watch.site', { batchId, objectKey: site.objectKey })
  const [view, setView] = useState<'strip' | 'table'>('strip')
  return (
    <section className="panel watch-site" aria-labelledby="watch-site">
      <div className="watch-site-head">
        <div>
          <h2 id="watch-site">{site.name}</h2>
          <p className="quiet watch-url">{site.url}</p>
        </div>
        <Segmented<'strip' | 'table'>
          aria-label={t(($) => $.watch.strip.view)}
          value={view}
          options={[
            { value: 'strip', label: t(($) => $.watch.strip.asStrip) },
            { value: 'table', label: t(($) => $.watch.strip.asTable) }
          ]}
          onChange={setView}
        />
      </div>
      <Verdict site={site} rule={rule} />
      <Loaded read={read}>
        {({ days }) =>
          days.length === 0 ? (
            <EmptyState title={t(($) => $.watch.strip.none)} />
          ) : (
            <ScrollPane className="watch-visits" label={t(($) => $.watch.strip.label)}>
              {view === 'strip' ? (
                <>
                  <VisitStrip days={days} rule={rule} />
                  <Legend />
                </>
              ) : (
                <VisitTable days={days} />
              )}
            </ScrollPane>
          )
        }
      </Loaded>
    </section>
  )
}

function Verdict({ site: { verdict }, rule }: { site: WatchedSite; rule: Rule }): ReactNode {
  const { t } = useTranslation()
  const { kind, from, to, counted, notOpen, percent, completeDays, isControlUnset } = verdict
  return (
    <p className={`watch-verdict watch-kind-${kind} figures`}>
      {kind === 'incomplete'
        ? t(($) => $.watch.verdict.incomplete, { n: completeDays, days: rule.days, perDay: rule.visitsPerDay })
        : t(($) => $.watch.verdict[kind], {
            from: from ?? '',
            to: to ?? '',
            counted,
            notOpen,
            percent,
            seconds: rule.slowMilliseconds / 1000,
            line: rule.failPercent
          })}
      {isControlUnset ? ` ${t(($) => $.watch.verdict.unset)}` : ''}
    </p>
  )
}
