import { Button, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { formatInstant } from '../../components/format.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { recordHref } from '../../components/served-file.ts'
import { useRead } from '../../rpc/hooks.ts'
import { rateAsPercent } from './design-form.ts'
import { DrawnObjects } from './drawn-objects.tsx'
import { MadeDecisions } from './made-decisions.tsx'
import { StrataTable } from './strata-table.tsx'

/** The draw as it is projected and signed: seed and record number large, shares of every stratum, the record file. */
export function BatchResult({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const read = useRead('batches.get', { batchId })
  const [page, setPage] = useState<'objects' | 'decisions'>('objects')
  return (
    <Loaded read={read}>
      {({ batch, catalogue, adoptions }) => {
        const { size } = batch.design
        const sizeText =
          size.by === 'all'
            ? t(($) => $.batches.size.all)
            : size.by === 'rate'
              ? `${t(($) => $.batches.size.rate)} ${rateAsPercent(size.rate) ?? size.rate}%`
              : `${t(($) => $.batches.size.count)} ${size.count}`
        return (
          <Screen
            title={batch.title}
            help={`${batch.period} · ${batch.catalogueTitle} · ${t(($) => $.batches.resultHelp)}`}
            layout="fill"
            actions={
              <>
                <Button onClick={() => go('/batches')}>{t(($) => $.batches.toList)}</Button>
                <Button onClick={() => go(`/rules/what-if/${batch.id}`)}>{t(($) => $.batches.whatIf)}</Button>
                <Button onClick={() => go(`/batches/work/${batch.id}`)}>{t(($) => $.work.title)}</Button>
                {batch.object === 'site' ? (
                  <Button onClick={() => go(`/batches/watch/${batch.id}`)}>{t(($) => $.watch.title)}</Button>
                ) : null}
                <Button onClick={() => window.print()}>{t(($) => $.batches.print)}</Button>
                <Button type="primary" onClick={() => go(`/checking/${batch.id}`)}>
                  {t(($) => $.batches.openChecking)}
                </Button>
              </>
            }
          >
            <div className="draw-result">
              <section className="panel draw-seal" aria-label={t(($) => $.batches.recordHash)}>
                <dl>
                  <dt>{t(($) => $.batches.seed)}</dt>
                  <dd className="mono draw-large">{batch.design.seed}</dd>
                  <dt>{t(($) => $.batches.recordHash)}</dt>
                  <dd className="mono draw-hash">{batch.recordHash}</dd>
                  <dt>{t(($) => $.batches.recordFile)}</dt>
                  <dd>
                    <a href={recordHref(batch.id)} download>
                      {t(($) => $.batches.openRecord)}
                    </a>
                  </dd>
                  <dt>{t(($) => $.batches.fields.size)}</dt>
                  <dd>
                    {size.by === 'rate'
                      ? `${sizeText} · ${t(($) => $.batches.rounds)} ${t(($) => $.batches.rounding[batch.design.total])}`
                      : sizeText}
                  </dd>
                  <dt>{t(($) => $.batches.fields.strata)}</dt>
                  <dd>{t(($) => $.batches.strata[batch.design.strata])}</dd>
                  <dt>{t(($) => $.batches.algorithm)}</dt>
                  <dd className="mono">{batch.algorithm}</dd>
                  <dt>{t(($) => $.batches.registryHash)}</dt>
                  <dd className="mono draw-path">{batch.registryHash}</dd>
                  <dt>{t(($) => $.batches.catalogueHash)}</dt>
                  <dd className="mono draw-path">{batch.catalogueHash}</dd>
                  <dt>{t(($) => $.batches.columns.openedAt)}</dt>
                  <dd>{`${formatInstant(batch.openedAt)} · ${batch.openedBy}`}</dd>
                  {adoptions.length === 0 ? null : (
                    <>
                      <dt>{t(($) => $.batches.adoptions)}</dt>
                      <dd>
                        {adoptions.map(({ adoptionId, time, author, fromTitle, toTitle, reason }) => (
                          <p key={adoptionId}>
                            {t(($) => $.batches.adopted, {
                              time: formatInstant(time),
                              author,
                              from: fromTitle,
                              to: toTitle,
                              reason
                            })}
                          </p>
                        ))}
                      </dd>
                    </>
                  )}
                </dl>
              </section>
              <div className="draw-pages">
                <Segmented<'objects' | 'decisions'>
                  aria-label={t(($) => $.batches.pages.label)}
                  value={page}
                  options={[
                    { value: 'objects', label: t(($) => $.batches.pages.objects) },
                    { value: 'decisions', label: t(($) => $.batches.pages.decisions, { amount: batch.decisions.length }) }
                  ]}
                  onChange={setPage}
                />
                <div className="draw-page" hidden={page !== 'objects'}>
                  <DrawnObjects batchId={batch.id} />
                </div>
                <div className={page === 'decisions' ? 'draw-page' : 'draw-page print-only'}>
                  <MadeDecisions batch={batch} catalogue={catalogue} />
                </div>
              </div>
              <ScrollPane className="panel draw-strata" label={t(($) => $.batches.preview)}>
                <h2>{t(($) => $.batches.preview)}</h2>
                <StrataTable
                  strata={batch.strata}
                  frame={batch.frame}
                  drawn={batch.strata.reduce((sum, { drawn }) => sum + drawn, 0)}
                />
              </ScrollPane>
            </div>
          </Screen>
        )
      }}
    </Loaded>
  )
}
