import { ExclamationCircleOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useContext, useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator, RuleWindow } from '../../../electron/domain/catalogue.ts'
import { FaultContext, faultsOf } from './faults.ts'

type Status = Indicator['status']
export interface Sourced<T> {
  value: T
  status: Status
  source: string
}

interface FieldProps {
  /** Name of the field as the check calls it, `unitPoints`. */
  name: string
  label: string
  help?: string
  /** What the base has, where it differs; with a way back to it. */
  was?: { text: string; restore: () => void } | null
  children: (id: string, isFaulty: boolean) => ReactNode
}

/** A labelled control; under it what is wrong with it and what the base has instead. */
export function Field({ name, label, help, was = null, children }: FieldProps): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const { faults, place } = useContext(FaultContext)
  const own = faultsOf(faults, place, name)
  return (
    <div className="rules-field">
      <label htmlFor={id}>{label}</label>
      <div className="rules-field-body" {...(own.length === 0 ? {} : { 'data-faulty': true })}>
        {children(id, own.length > 0)}
        {help === undefined ? null : <p className="quiet rules-help">{help}</p>}
        {own.map(({ sentence }) => (
          <p key={sentence} className="rules-fault" role="alert">
            <ExclamationCircleOutlined aria-hidden /> {sentence}
          </p>
        ))}
        {was === null ? null : (
          <p className="rules-was">
            <span>
              {t(($) => $.rules.edit.was)} {was.text === '' ? t(($) => $.rules.none) : was.text}
            </span>
            <Button
              size="small"
              type="link"
              icon={<UndoOutlined aria-hidden />}
              aria-label={`${t(($) => $.rules.edit.restore)} ${label}`}
              onClick={was.restore}
            >
              {t(($) => $.rules.edit.restore)}
            </Button>
          </p>
        )}
      </div>
    </div>
  )
}

export function StatusSelect({
  id,
  value,
  label,
  onChange
}: {
  id?: string
  value: Status
  label: string
  onChange: (status: Status) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Select<Status>
      {...(id === undefined ? {} : { id })}
      className="rules-status-select"
      aria-label={label}
      value={value}
      options={(['confirmed', 'applied', 'unconfirmed'] as const).map((one) => ({
        value: one,
        label: t(($) => $.rules.status[one])
      }))}
      onChange={onChange}
    />
  )
}

export function WindowInput({
  id,
  value,
  label,
  onChange
}: {
  id?: string
  value: RuleWindow
  label: string
  onChange: (value: RuleWindow) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="rules-window">
      <InputNumber
        {...(id === undefined ? {} : { id })}
        aria-label={label}
        min={1}
        max={999}
        precision={0}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: amount ?? 0 })}
      />
      <Select<RuleWindow['unit']>
        aria-label={`${label} ${t(($) => $.rules.item.number)}`}
        value={value.unit}
        options={(['day', 'week', 'month', 'year'] as const).map((unit) => ({
          value: unit,
          label: t(($) => $.rules.unit[unit])
        }))}
        onChange={(unit) => onChange({ ...value, unit })}
      />
    </span>
  )
}

export function PointsInput({
  id,
  value,
  label,
  isFaulty = false,
  onChange
}: {
  id?: string
  value: string
  label: string
  isFaulty?: boolean
  onChange: (value: string) => void
}): ReactNode {
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      className="rules-points figures"
      aria-label={label}
      inputMode="decimal"
      status={isFaulty ? 'error' : ''}
      value={value}
      // Full-width digits are what a Chinese keyboard gives.
      onChange={(event) => onChange(event.target.value.normalize('NFKC').trim())}
    />
  )
}

interface NumberFieldProps<T> {
  name: string
  label: string
  help?: string
  number: Sourced<T> | null | undefined
  /** What a new number starts with. */
  first: Sourced<T>
  was?: FieldProps['was']
  children: (value: T, onChange: (value: T) => void, id: string, isFaulty: boolean) => ReactNode
  /** `part` names what changed, so that letters typed in one go are one step back. */
  onChange: (number: Sourced<T> | null, part: string) => void
}

/** Value, how sure it is, and its source in one line; or the button that sets it. */
export function NumberField<T>({
  name,
  label,
  help,
  number,
  first,
  was = null,
  children,
  onChange
}: NumberFieldProps<T>): ReactNode {
  const { t } = useTranslation()
  return (
    <Field name={name} label={label} was={was} {...(help === undefined ? {} : { help })}>
      {(id, isFaulty) =>
        number === null || number === undefined ? (
          <Button
            id={id}
            size="small"
            aria-label={`${t(($) => $.rules.edit.addNumber)} ${label}`}
            onClick={() => onChange(first, '')}
          >
            {t(($) => $.rules.edit.addNumber)}
          </Button>
        ) : (
          <div className="rules-number">
            {children(number.value, (value) => onChange({ ...number, value }, 'value'), id, isFaulty)}
            <StatusSelect
              value={number.status}
              label={`${label} ${t(($) => $.rules.item.status)}`}
              onChange={(status) => onChange({ ...number, status }, '')}
            />
            <Input
              className="rules-source"
              aria-label={`${label} ${t(($) => $.rules.item.source)}`}
              placeholder={t(($) => $.rules.item.source)}
              title={number.source}
              value={number.source}
              status={number.source === '' ? 'error' : ''}
              onChange={(event) => onChange({ ...number, source: event.target.value }, 'source')}
            />
            <Button
              size="small"
              aria-label={`${t(($) => $.rules.edit.removeNumber)} ${label}`}
              onClick={() => onChange(null, '')}
            >
              {t(($) => $.rules.edit.removeNumber)}
            </Button>
          </div>
        )
      }
    </Field>
  )
}
