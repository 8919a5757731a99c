import { DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Select, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import { isSame } from '../../../electron/domain/overlay-from.ts'
import { ColumnRulesField } from './column-rules-field.tsx'
import { Field, NumberField, PointsInput, StatusSelect, WindowInput } from './fields.tsx'
import { NamedNumbersField } from './named-numbers-field.tsx'
import { useFieldText } from './words.ts'

export interface ItemFormProps {
  indicator: Indicator
  /** The same item of the base; none for one that the plan adds. */
  former: Indicator | undefined
  object: Catalogue['object']
  /** Ids of the edition's other items. */
  others: readonly { id: string; title: string }[]
  /** Groups that the edition has, to choose from. */
  onChange: (next: Indicator, step: string) => void
  onRemove: () => void
}

/** Every value of one item, to change; each says what the base has instead. */
export function ItemForm({ indicator, former, object, others, onChange, onRemove }: ItemFormProps): ReactNode {
  const { t } = useTranslation()
  const textOf = useFieldText()
  const { id, kind, applies, evidence } = indicator
  /** `undefined` takes the field away. */
  const set = <F extends keyof Indicator>(field: F, value: Indicator[F] | undefined, step = ''): void => {
    const fields = Object.entries({ ...indicator, [field]: value }).filter(([, one]) => one !== undefined)
    onChange(Object.fromEntries(fields) as Indicator, step === '' ? '' : `${id}.${step}`)
  }
  const was = (field: keyof Indicator) =>
    former === undefined || isSame(former[field], indicator[field])
      ? null
      : { text: textOf(former, field), restore: () => set(field, former[field]) }
  const text = (field: 'group' | 'title' | 'source', isFaulty: boolean, key: string): ReactNode => (
    <Input
      id={key}
      status={isFaulty || indicator[field].trim() === '' ? 'error' : ''}
      value={indicator[field]}
      onChange={(event) => set(field, event.target.value, field)}
    />
  )
  const longText = (field: 'rule' | 'method' | 'guidance' | 'phrase', isFaulty: boolean, key: string): ReactNode => (
    <Input.TextArea
      id={key}
      autoSize={{ minRows: 1, maxRows: 6 }}
      status={isFaulty ? 'error' : ''}
      value={indicator[field] ?? ''}
      onChange={(event) => set(field, field === 'method' ? event.target.value || undefined : event.target.value, field)}
    />
  )
  const first = <T,>(value: T) => ({ value, status: 'confirmed' as const, source: indicator.source })

  return (
    <div className="rules-form">
      <header className="rules-item-head">
        <h2>
          <span className="mono">{id}</span> {indicator.title}
        </h2>
        <Button size="small" icon={<DeleteOutlined aria-hidden />} onClick={onRemove}>
          {t(($) => $.rules.edit.removeItem)}
        </Button>
      </header>

      <Field name="enabled" label={t(($) => $.rules.item.enabled)} was={was('enabled')}>
        {(key) => (
          <span className="rules-switch">
            <Switch id={key} size="small" checked={indicator.enabled} onChange={(enabled) => set('enabled', enabled)} />
            {indicator.enabled ? t(($) => $.rules.item.on) : t(($) => $.rules.item.off)}
          </span>
        )}
      </Field>
      <Field name="kind" label={t(($) => $.rules.item.kind)} was={was('kind')}>
        {(key) => (
          <Select<Indicator['kind']>
            id={key}
            className="rules-kind-select"
            value={kind}
            options={(['veto', 'deduction', 'bonus'] as const).map((one) => ({ value: one, label: t(($) => $.rules.kind[one]) }))}
            onChange={(next) => set('kind', next)}
          />
        )}
      </Field>
      <Field name="title" label={t(($) => $.rules.item.title)} was={was('title')}>
        {(key, isFaulty) => text('title', isFaulty, key)}
      </Field>
      <Field name="group" label={t(($) => $.rules.item.group)} was={was('group')}>
        {(key, isFaulty) => text('group', isFaulty, key)}
      </Field>
      <Field name="rule" label={t(($) => $.rules.item.rule)} was={was('rule')}>
        {(key, isFaulty) => longText('rule', isFaulty, key)}
      </Field>
      <Field name="method" label={t(($) => $.rules.item.method)} was={was('method')}>
        {(key, isFaulty) => longText('method', isFaulty, key)}
      </Field>
      <Field name="guidance" label={t(($) => $.rules.item.guidance)} was={was('guidance')}>
        {(key, isFaulty) => longText('guidance', isFaulty, key)}
      </Field>
      <Field name="phrase" label={t(($) => $.rules.item.phrase)} help={t(($) => $.rules.item.phraseHelp)} was={was('phrase')}>
        {(key, isFaulty) => longText('phrase', isFaulty, key)}
      </Field>
      <Field name="source" label={t(($) => $.rules.item.source)} was={was('source')}>
        {(key, isFaulty) => text('source', isFaulty, key)}
      </Field>
      <Field name="status" label={t(($) => $.rules.item.status)} was={was('status')}>
        {(key) => (
          <StatusSelect
            id={key}
            value={indicator.status}
            label={t(($) => $.rules.item.status)}
            onChange={(status) => set('status', status)}
          />
        )}
      </Field>

      <h3>{t(($) => $.rules.sections.numbers)}</h3>
      <NumberField
        name="window"
        label={t(($) => $.rules.item.window)}
        number={indicator.window}
        first={first({ amount: 2, unit: 'week' as const })}
        was={was('window')}
        onChange={(number, part) => set('window', number ?? undefined, part && `window.${part}`)}
      >
        {(value, change, key) => <WindowInput id={key} value={value} label={t(($) => $.rules.item.window)} onChange={change} />}
      </NumberField>
      {kind !== 'veto' && indicator.threshold === undefined ? null : (
        <NumberField
          name="threshold"
          label={t(($) => $.rules.item.threshold)}
          help={t(($) => $.rules.item.thresholdHelp)}
          number={indicator.threshold}
          first={first(1)}
          was={was('threshold')}
          onChange={(number, part) => set('threshold', number ?? undefined, part && `threshold.${part}`)}
        >
          {(value, change, key, isFaulty) => (
            <InputNumber
              id={key}
              className="rules-points"
              aria-label={t(($) => $.rules.item.threshold)}
              min={1}
              max={9_999}
              precision={0}
              status={isFaulty ? 'error' : ''}
              value={value}
              onChange={(next) => change(next ?? 0)}
            />
          )}
        </NumberField>
      )}
      {(['unitPoints', 'cap'] as const).map((field) =>
        kind === 'veto' && indicator[field] === undefined ? null : (
          <NumberField
            key={field}
            name={field}
            label={t(($) => $.rules.item[field])}
            number={indicator[field]}
            first={first('1')}
            was={was(field)}
            onChange={(number, part) => set(field, number ?? undefined, part && `${field}.${part}`)}
          >
            {(value, change, key, isFaulty) => (
              <PointsInput id={key} value={value} label={t(($) => $.rules.item[field])} isFaulty={isFaulty} onChange={change} />
            )}
          </NumberField>
        )
      )}
      <NamedNumbersField
        numbers={indicator.numbers ?? {}}
        source={indicator.source}
        was={was('numbers')}
        onChange={(numbers, step) =>
          set('numbers', Object.keys(numbers).length === 0 ? undefined : numbers, step && `numbers.${step}`)
        }
      />
      {object === 'site' || indicator.columns !== undefined ? (
        <ColumnRulesField
          rules={indicator.columns ?? []}
          source={indicator.source}
          was={was('columns')}
          onChange={(columns, step) => set('columns', columns.length === 0 ? undefined : columns, step && `columns.${step}`)}
        />
      ) : null}

      <h3>{t(($) => $.rules.sections.scope)}</h3>
      <Field name="applies" label={t(($) => $.rules.item.applies)} was={was('applies')}>
        {(key) => (
          <div className="rules-checks">
            <Checkbox
              id={key}
              checked={applies.portalOnly}
              onChange={(event) => set('applies', { ...applies, portalOnly: event.target.checked })}
            >
              {t(($) => $.rules.item.portalOnly)}
            </Checkbox>
            <Checkbox
              checked={applies.needsService}
              onChange={(event) => set('applies', { ...applies, needsService: event.target.checked })}
            >
              {t(($) => $.rules.item.needsService)}
            </Checkbox>
            {object === 'account' || applies.accountTypes !== undefined ? (
              <Select
                mode="tags"
                className="rules-tags"
                aria-label={t(($) => $.rules.item.accountTypes)}
                placeholder={`${t(($) => $.rules.item.accountTypes)}：${t(($) => $.rules.item.accountTypesHelp)}`}
                value={applies.accountTypes ?? []}
                options={t(($) => $.rules.item.accountTypeChoices)
                  .split('、')
                  .map((one) => ({ value: one, label: one }))}
                onChange={(accountTypes: string[]) => {
                  const { accountTypes: _gone, ...rest } = applies
                  set('applies', accountTypes.length === 0 ? rest : { ...rest, accountTypes })
                }}
              />
            ) : null}
          </div>
        )}
      </Field>
      <Field name="evidence" label={t(($) => $.rules.item.evidence)} was={was('evidence')}>
        {(key) => (
          <div className="rules-checks">
            <label className="rules-switch">
              {t(($) => $.rules.item.capturesLabel)}
              <InputNumber
                id={key}
                className="rules-points"
                aria-label={t(($) => $.rules.item.capturesLabel)}
                min={0}
                max={99}
                precision={0}
                value={evidence.captures}
                onChange={(captures) => set('evidence', { ...evidence, captures: captures ?? 0 }, 'evidence.captures')}
              />
            </label>
            <Checkbox
              checked={evidence.onRegisteredHost}
              onChange={(event) => set('evidence', { ...evidence, onRegisteredHost: event.target.checked })}
            >
              {t(($) => $.rules.item.onRegisteredHost)}
            </Checkbox>
            <Checkbox
              checked={evidence.newerThanBatch ?? false}
              onChange={(event) => {
                const { newerThanBatch: _old, ...rest } = evidence
                set('evidence', event.target.checked ? { ...rest, newerThanBatch: true } : rest)
              }}
            >
              {t(($) => $.rules.item.newerThanBatch)}
            </Checkbox>
          </div>
        )}
      </Field>
      <Field name="counting" label={t(($) => $.rules.item.counting)} was={was('counting')}>
        {(key) => (
          <Select<NonNullable<Indicator['counting']>>
            id={key}
            className="rules-kind-select"
            value={indicator.counting ?? 'occurrences'}
            options={(['occurrences', 'places'] as const).map((one) => ({
              value: one,
              label: t(($) => $.rules.item.countingWords[one])
            }))}
            onChange={(counting) =>
              set('counting', counting === 'occurrences' && former?.counting === undefined ? undefined : counting)
            }
          />
        )}
      </Field>
      <Field
        name="yieldsTo"
        label={t(($) => $.rules.item.yieldsTo)}
        help={t(($) => $.rules.item.yieldsToHelp)}
        was={was('yieldsTo')}
      >
        {(key, isFaulty) => (
          <Select
            id={key}
            mode="multiple"
            status={isFaulty ? 'error' : ''}
            optionFilterProp="label"
            value={indicator.yieldsTo ?? []}
            options={others.map((other) => ({ value: other.id, label: `${other.id} ${other.title}` }))}
            onChange={(ids: string[]) => set('yieldsTo', ids.length === 0 ? undefined : ids)}
          />
        )}
      </Field>
      <Field name="check" label={t(($) => $.rules.item.check)} was={was('check')}>
        {(key) => (
          <Input
            id={key}
            className="mono"
            value={indicator.check ?? ''}
            onChange={(event) => set('check', event.target.value === '' ? undefined : event.target.value, 'check')}
          />
        )}
      </Field>
    </div>
  )
}
