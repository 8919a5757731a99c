import { Button, Input, Segmented, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import type { SampleDesign } from '../../../electron/domain/inspection.ts'
import { rateAsPercent, type DesignForm } from './design-form.ts'
import { MustInclude } from './must-include.tsx'
import type { Decisions } from './use-decisions.ts'

type Catalogues = Output<'catalogues.list'>['catalogues']
type Missing = Record<'title' | 'period' | 'catalogue' | 'seed', string | null>

interface FieldProps {
  label: string
  help?: string | undefined
  fault?: string | null
  children: (id: string) => ReactNode
}
function Field({ label, help, fault = null, children }: FieldProps): ReactNode {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div>
        {children(id)}
        {fault === null ? null : (
          <p className="field-fault" role="alert">
            {fault}
          </p>
        )}
        {help === undefined ? null : <p className="quiet">{help}</p>}
      </div>
    </div>
  )
}

const roundings: readonly SampleDesign['total'][] = ['half-up', 'ceil', 'floor']
const strataFields: readonly SampleDesign['strata'][] = ['stratum', 'unitClass', 'platform', 'none']

function SizeFields({ form, onChange }: { form: DesignForm; onChange: (change: Partial<DesignForm>) => void }): ReactNode {
  const { t } = useTranslation()
  const percent = rateAsPercent(form.rate)
  return (
    <>
      <Field label={t(($) => $.batches.fields.size)}>
        {(id) => (
          <Segmented<DesignForm['sizeBy']>
            id={id}
            aria-label={t(($) => $.batches.fields.size)}
            value={form.sizeBy}
            options={[
              { value: 'all', label: t(($) => $.batches.size.all) },
              { value: 'rate', label: t(($) => $.batches.size.rate) },
              { value: 'count', label: t(($) => $.batches.size.count) }
            ]}
            onChange={(sizeBy) => onChange({ sizeBy })}
          />
        )}
      </Field>
      {form.sizeBy === 'rate' ? (
        <Field label={t(($) => $.batches.fields.rate)} help={t(($) => $.batches.fields.rateHelp)}>
          {(id) => (
            <span className="field-line">
              <Input
                id={id}
                className="field-number"
                inputMode="decimal"
                value={form.rate}
                onChange={(event) => onChange({ rate: event.target.value })}
              />
              {percent === null ? null : (
                <span className="quiet figures">{t(($) => $.batches.fields.ratePercent, { percent })}</span>
              )}
            </span>
          )}
        </Field>
      ) : null}
      {form.sizeBy === 'count' ? (
        <Field label={t(($) => $.batches.fields.count)}>
          {(id) => (
            <Input
              id={id}
              className="field-number"
              inputMode="numeric"
              value={form.count}
              onChange={(event) => onChange({ count: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      {form.sizeBy === 'rate' ? (
        <Field label={t(($) => $.batches.fields.total)}>
          {(id) => (
            <Segmented<SampleDesign['total']>
              id={id}
              aria-label={t(($) => $.batches.fields.total)}
              value={form.total}
              options={roundings.map((value) => ({ value, label: t(($) => $.batches.rounding[value]) }))}
              onChange={(total) => onChange({ total })}
            />
          )}
        </Field>
      ) : null}
    </>
  )
}

interface DesignFieldsProps {
  form: DesignForm
  catalogues: Catalogues
  missing: Missing
  /** Open items of the chosen edition, and what is decided about them so far. */
  counts: Decisions['counts']
  openDecisions: () => void
  onChange: (change: Partial<DesignForm>) => void
  newSeed: () => void
}

export function DesignFields(props: DesignFieldsProps): ReactNode {
  const { form, catalogues, missing, counts, openDecisions, onChange, newSeed } = props
  const { t } = useTranslation()
  return (
    <section className="panel wizard-fields">
      <Field label={t(($) => $.batches.fields.title)} fault={missing.title}>
        {(id) => (
          <Input
            id={id}
            autoFocus
            value={form.title}
            placeholder={t(($) => $.batches.fields.titleHint)}
            status={missing.title === null ? '' : 'error'}
            onChange={(event) => onChange({ title: event.target.value })}
          />
        )}
      </Field>
      <Field label={t(($) => $.batches.fields.period)} fault={missing.period}>
        {(id) => (
          <Input
            id={id}
            value={form.period}
            placeholder={t(($) => $.batches.fields.periodHint)}
            status={missing.period === null ? '' : 'error'}
            onChange={(event) => onChange({ period: event.target.value })}
          />
        )}
      </Field>
      <Field label={t(($) => $.batches.fields.object)}>
        {(id) => (
          <Segmented<SampleDesign['object']>
            id={id}
            aria-label={t(($) => $.batches.fields.object)}
            value={form.object}
            options={[
              { value: 'site', label: t(($) => $.common.kind.site) },
              { value: 'account', label: t(($) => $.common.kind.account) }
            ]}
            onChange={(object) => onChange({ object, mustInclude: [] })}
          />
        )}
      </Field>
      <Field label={t(($) => $.batches.fields.catalogue)} fault={missing.catalogue}>
        {(id) => (
          <>
            <Select
              id={id}
              className="field-wide"
              aria-label={t(($) => $.batches.fields.catalogue)}
              value={form.catalogueId}
              options={catalogues.map((catalogue) => ({
                value: catalogue.id,
                label: `${catalogue.title} · ${t(($) => $.batches.catalogueCounts, { indicators: catalogue.indicators })}`
              }))}
              onChange={(catalogueId: string | null) => onChange({ catalogueId })}
            />
            {counts.amount === 0 ? null : (
              <p className="field-line">
                <span className="decisions-unsure">{t(($) => $.batches.decisions.summary, counts)}</span>
                <Button size="small" type="link" onClick={openDecisions}>
                  {t(($) => $.batches.decisions.open)}
                </Button>
              </p>
            )}
          </>
        )}
      </Field>
      <SizeFields form={form} onChange={onChange} />
      <Field label={t(($) => $.batches.fields.strata)}>
        {(id) => (
          <Segmented<SampleDesign['strata']>
            id={id}
            aria-label={t(($) => $.batches.fields.strata)}
            value={form.strata}
            options={strataFields.map((value) => ({ value, label: t(($) => $.batches.strata[value]) }))}
            onChange={(strata) => onChange({ strata })}
          />
        )}
      </Field>
      <Field label={t(($) => $.batches.fields.seed)} fault={missing.seed} help={t(($) => $.batches.fields.seedHelp)}>
        {(id) => (
          <span className="field-line">
            <Input
              id={id}
              className="mono field-seed"
              value={form.seed}
              onChange={(event) => onChange({ seed: event.target.value })}
            />
            <Button onClick={newSeed}>{t(($) => $.batches.fields.newSeed)}</Button>
          </span>
        )}
      </Field>
      <Field label={t(($) => $.batches.fields.mustInclude)} help={t(($) => $.batches.fields.mustIncludeHelp)}>
        {(id) => (
          <MustInclude
            id={id}
            object={form.object}
            value={form.mustInclude}
            onChange={(mustInclude) => onChange({ mustInclude })}
          />
        )}
      </Field>
      {form.object === 'site' ? (
        <Field label={t(($) => $.batches.fields.allowHosts)} help={t(($) => $.batches.fields.allowHostsHelp)}>
          {(id) => (
            <Input
              id={id}
              className="mono"
              value={form.allowHosts}
              placeholder={t(($) => $.batches.fields.allowHostsHint)}
              onChange={(event) => onChange({ allowHosts: event.target.value })}
            />
          )}
        </Field>
      ) : null}
    </section>
  )
}
