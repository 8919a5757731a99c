import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface FieldProps {
  label: string
  help?: string
  children: (id: string) => ReactNode
}
/** Label above its control: the form pane is narrow. */
export function Field({ label, help, children }: FieldProps): ReactNode {
  const id = useId()
  return (
    <div className="editor-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help === undefined ? null : <p className="quiet">{help}</p>}
    </div>
  )
}

interface TextFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
  help?: string
  disabled?: boolean
}
export function TextField({ label, value, onChange, help, disabled = false }: TextFieldProps): ReactNode {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {(id) => <Input id={id} value={value} disabled={disabled} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  )
}

/** A text that may be absent: empty is null. */
export function OptionalTextField({
  value,
  onChange,
  ...rest
}: Omit<TextFieldProps, 'value' | 'onChange'> & { value: string | null; onChange: (value: string | null) => void }): ReactNode {
  return <TextField {...rest} value={value ?? ''} onChange={(text) => onChange(text === '' ? null : text)} />
}

export interface Choice<T extends string | number> {
  value: T
  label: string
}
interface PickFieldProps<T extends string | number> {
  label: string
  value: T | null
  options: readonly Choice<T>[]
  onChange: (value: T) => void
  help?: string
}
export function PickField<T extends string | number>({ label, value, options, onChange, help }: PickFieldProps<T>): ReactNode {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {(id) => (
        <Select<T>
          id={id}
          aria-label={label}
          value={value}
          options={[...options]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

interface ManyFieldProps<T extends string> {
  label: string
  values: readonly T[]
  /** Without options any word may be typed in. */
  options?: readonly Choice<T>[]
  onChange: (values: T[]) => void
  help?: string
}
export function ManyField<T extends string>({ label, values, options, onChange, help }: ManyFieldProps<T>): ReactNode {
  return (
    <Field label={label} {...(help === undefined ? {} : { help })}>
      {(id) => (
        <Select<T[]>
          id={id}
          aria-label={label}
          mode={options === undefined ? 'tags' : 'multiple'}
          value={[...values]}
          options={[...(options ?? [])]}
          {...(options === undefined ? { open: false, suffixIcon: null } : { showSearch: { optionFilterProp: 'label' } })}
          tokenSeparators={['、', '，', ',']}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

interface NumberFieldProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
  min?: number
  /** Whole numbers only. */
  whole?: boolean
}
export function NumberField({ label, value, onChange, min, whole = false }: NumberFieldProps): ReactNode {
  return (
    <Field label={label}>
      {(id) => (
        <InputNumber<number>
          id={id}
          value={value}
          {...(min === undefined ? {} : { min })}
          {...(whole ? { precision: 0 } : {})}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

export function CheckField({
  label,
  value,
  onChange
}: {
  label: string
  value: boolean
  onChange: (value: boolean) => void
}): ReactNode {
  return (
    <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)}>
      {label}
    </Checkbox>
  )
}

/** Decimals that may be left to what stands above (null). */
export function DecimalsField({
  value,
  onChange
}: {
  value: 0 | 1 | 2 | null
  onChange: (value: 0 | 1 | 2 | null) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <PickField<number>
      label={t(($) => $.notices.decimals)}
      value={value ?? -1}
      options={[
        { value: -1, label: t(($) => $.notices.decimalsByProfile) },
        ...[0, 1, 2].map((n) => ({ value: n, label: t(($) => $.notices.decimalsOf, { n }) }))
      ]}
      onChange={(picked) => onChange(picked === 0 || picked === 1 || picked === 2 ? picked : null)}
    />
  )
}

interface RowToolsProps {
  /** What the row is called by a screen reader. */
  name: string
  at: number
  count: number
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}
/** Up, down, remove: the same for columns of a table and of an external table. */
export function RowTools({ name, at, count, onMove, onRemove }: RowToolsProps): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="editor-row-tools">
      <Button
        size="small"
        type="text"
        icon={<ArrowUpOutlined />}
        aria-label={`${t(($) => $.profiles.up)} ${name}`}
        disabled={at === 0}
        onClick={() => onMove(-1)}
      />
      <Button
        size="small"
        type="text"
        icon={<ArrowDownOutlined />}
        aria-label={`${t(($) => $.profiles.down)} ${name}`}
        disabled={at === count - 1}
        onClick={() => onMove(1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={`${t(($) => $.profiles.remove)} ${name}`}
        onClick={onRemove}
      />
    </span>
  )
}

/** The list with the item at `at` moved by one place. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const item = list[at]
  const to = at + by
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  return list.toSpliced(at, 1).toSpliced(to, 0, item)
}

/** The object with an entry set, or without it: optional entries are left out, not set to undefined. */
export function withEntry<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | null): T {
  const { [key]: _old, ...rest } = object
  return (value === null ? rest : { ...rest, [key]: value }) as T
}
