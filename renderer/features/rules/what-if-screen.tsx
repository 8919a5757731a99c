import { Alert, App, Button, Segmented, Select } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import type { WhatIfTarget } from '../../../electron/contract/what-if.ts'
import { openItems } from '../../../electron/domain/apply-decisions.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { formFaults, requestsOf, takenOver, type DecisionForm } from '../../components/number-decisions.ts'
import { NumberDecisions } from '../../components/number-decisions.tsx'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { AdoptForm } from './what-if-adopt.tsx'
import { WhatIfDetail } from './what-if-detail.tsx'
import { WhatIfGrid } from './what-if-grid.tsx'
import { WhatIfTotals } from './what-if-totals.tsx'
import './what-if.css'

/** A whole batch scored under another edition, object by object, before anybody adopts it. */
export function WhatIfScreen({ batchId }: { batchId: string }): ReactNode {
  const read = useRead('batches.get', { batchId })
  return <Loaded read={read}>{({ batch }) => <WhatIf batch={batch} />}</Loaded>
}

function WhatIf({ batch }: { batch: Output<'batches.get'>['batch'] }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const list = useRead('catalogues.list', {}).data?.catalogues
  const fitting = useMemo(() => (list ?? []).filter(({ object }) => object === batch.object), [list, batch.object])
  const [chosen, setChosen] = useState<string | null>(null)
  const proposed =
    fitting.find(({ base }) => base === batch.catalogueId) ?? fitting.find(({ id }) => id !== batch.catalogueId) ?? fitting[0]
  const catalogueId = chosen ?? proposed?.id ?? null
  const decided = useTrialDecisions(catalogueId, batch)
  const result = useRead(
    'scores.whatIf',
    { batchId: batch.id, catalogueId: catalogueId ?? '', decisions: [...decided.requests] },
    { enabled: catalogueId !== null && decided.isReady, keepPrevious: true }
  )
  const adopt = useWrite('batches.adoptCatalogue')
  const [scope, setScope] = useState<'changed' | 'all'>('changed')
  const [selected, setSelected] = useState<string | null>(null)
  const [open, setOpen] = useState<'decisions' | 'adopt' | null>(null)

  const answer = result.data
  const rows = useMemo(
    () => (answer?.targets ?? []).filter((row) => scope === 'all' || row.changed || row.notCounted.length > 0),
    [answer, scope]
  )
  const row: WhatIfTarget | null = rows.find(({ id }) => id === selected) ?? rows[0] ?? null
  const isFresh = answer !== undefined && !result.isPlaceholderData && decided.faults.size === 0

  const takeEdition = (reason: string): void => {
    if (catalogueId === null || answer === undefined) return
    adopt.mutate(
      { batchId: batch.id, catalogueId, decisions: [...decided.requests], reason },
      {
        onError: report,
        onSuccess: () => {
          void message.success(t(($) => $.rules.whatIf.adopted, { title: answer.to.title }))
          go(`/batches/${batch.id}`)
        }
      }
    )
  }

  return (
    <Screen
      title={t(($) => $.rules.whatIf.title, { title: batch.title })}
      help={t(($) => $.rules.whatIf.help, { edition: batch.catalogueTitle })}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go(`/batches/${batch.id}`)}>{t(($) => $.rules.whatIf.back)}</Button>
          <Button
            type="primary"
            disabled={!isFresh || answer.obstacle !== null}
            aria-expanded={open === 'adopt'}
            onClick={() => setOpen(open === 'adopt' ? null : 'adopt')}
          >
            {t(($) => $.rules.whatIf.adopt)}
          </Button>
        </>
      }
    >
      <div className="what-if-bar">
        <Select
          className="what-if-edition"
          aria-label={t(($) => $.rules.whatIf.edition)}
          value={catalogueId}
          options={fitting.map(({ id, title }) => ({
            value: id,
            label: id === batch.catalogueId ? `${title}（${t(($) => $.rules.whatIf.current)}）` : title
          }))}
          onChange={(id: string | null) => {
            setChosen(id)
            setOpen(null)
          }}
        />
        <Segmented<'changed' | 'all'>
          aria-label={t(($) => $.rules.whatIf.scope.label)}
          value={scope}
          options={[
            { value: 'changed', label: t(($) => $.rules.whatIf.scope.changed) },
            { value: 'all', label: t(($) => $.rules.whatIf.scope.all) }
          ]}
          onChange={setScope}
        />
        {decided.items.length === 0 ? null : (
          <Button aria-expanded={open === 'decisions'} onClick={() => setOpen(open === 'decisions' ? null : 'decisions')}>
            {open === 'decisions'
              ? t(($) => $.rules.whatIf.decisionsFold)
              : t(($) => $.rules.whatIf.decisions, { amount: decided.items.length })}
          </Button>
        )}
      </div>
      {decided.faults.size === 0 ? null : (
        <Alert type="warning" showIcon title={t(($) => $.rules.whatIf.faulty, { amount: decided.faults.size })} />
      )}
      {open === 'decisions' ? (
        <ScrollPane
          className="panel what-if-decisions"
          label={t(($) => $.rules.whatIf.decisions, { amount: decided.items.length })}
        >
          <NumberDecisions
            items={decided.items}
            form={decided.form}
            faults={decided.faults}
            onChange={decided.change}
            earlier={decided.earlier}
          />
        </ScrollPane>
      ) : null}
      <Loaded read={result}>
        {(shown) => (
          <>
            {open === 'adopt' ? (
              <AdoptForm result={shown} isBusy={adopt.isPending} onAdopt={takeEdition} onCancel={() => setOpen(null)} />
            ) : null}
            <WhatIfTotals result={shown} />
            <div className="what-if-body">
              <WhatIfGrid rows={rows} isLoading={result.isFetching} activeId={row?.id ?? null} onSelect={setSelected} />
              <WhatIfDetail row={row} />
            </div>
          </>
        )}
      </Loaded>
    </Screen>
  )
}

const noForm: DecisionForm = {}

/** Decisions tried out here. Those of the batch stand for its own edition; for another one they are taken over by hand. */
function useTrialDecisions(catalogueId: string | null, batch: Output<'batches.get'>['batch']) {
  const catalogue = useRead('catalogues.get', { id: catalogueId ?? '' }, { enabled: catalogueId !== null }).data
  const [forms, setForms] = useState<Readonly<Record<string, DecisionForm>>>({})
  const items = useMemo(() => (catalogue === undefined ? [] : openItems(catalogue)), [catalogue])
  const standing = useMemo(() => takenOver(batch.decisions, items), [batch.decisions, items])
  const isOwn = batch.catalogueId === catalogueId
  const form = forms[catalogueId ?? ''] ?? (isOwn ? standing : noForm)
  const title = batch.title
  return useMemo(() => {
    const typed = requestsOf(form, items)
    const faults = catalogue === undefined ? new Map<string, string>() : formFaults(catalogue, typed)
    const change = (next: DecisionForm): void => setForms((known) => ({ ...known, [catalogueId ?? '']: next }))
    const amount = Object.keys(standing).length
    return {
      isReady: catalogue !== undefined,
      items,
      form,
      faults,
      // A decision that does not hold yet is left out rather than holding up the figures.
      requests: typed.filter(({ indicatorId }) => !faults.has(indicatorId)),
      change,
      earlier: amount === 0 ? null : { title, amount, takeOver: () => change({ ...form, ...standing }) }
    }
  }, [catalogue, catalogueId, form, items, standing, title])
}
