import { Button, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnRule } from '../../../electron/domain/catalogue.ts'
import { columnClassSchema } from '../../../electron/domain/site-columns.ts'
import { Field, StatusSelect, WindowInput } from './fields.tsx'

interface ColumnRulesProps {
  rules: readonly ColumnRule[]
  source: string
  was: { text: string; restore: () => void } | null
  onChange: (rules: ColumnRule[], step: string) => void
}

/** Which columns of the column registry an item reads, and when one of them counts. */
export function ColumnRulesField({ rules, source, was, onChange }: ColumnRulesProps): ReactNode {
  const { t } = useTranslation()
  const change = (index: number, rule: ColumnRule, step = ''): void =>
    onChange(rules.toSpliced(index, 1, rule), step === '' ? '' : `${index}.${step}`)
  return (
    <Field name="columns" label={t(($) => $.rules.item.columns)} was={was}>
      {(key) => (
        <div className="rules-column-rules">
          {rules.map((rule, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rules have no name of their own; they are only edited in place
            <div key={index} className="rules-column-rule">
              <Select<ColumnRule['classes']>
                mode="multiple"
                aria-label={t(($) => $.rules.columnRule.classes)}
                placeholder={t(($) => $.rules.columnRule.classes)}
                className="rules-tags"
                status={rule.classes.length === 0 ? 'error' : ''}
                value={rule.classes}
                options={columnClassSchema.options.map((one) => ({ value: one, label: t(($) => $.rules.classes[one]) }))}
                onChange={(classes) => change(index, { ...rule, classes })}
              />
              <Select<ColumnRule['level']>
                aria-label={t(($) => $.rules.columnRule.levelLabel)}
                value={rule.level}
                options={(['first', 'any'] as const).map((one) => ({
                  value: one,
                  label: t(($) => $.rules.columnRule.level[one])
                }))}
                onChange={(level) => change(index, { ...rule, level })}
              />
              <Select<ColumnRule['when']>
                aria-label={t(($) => $.rules.columnRule.whenLabel)}
                value={rule.when}
                options={(['stale', 'blank'] as const).map((one) => ({
                  value: one,
                  label: t(($) => $.rules.columnRule.when[one])
                }))}
                onChange={(when) => change(index, { ...(when === 'blank' ? withoutWindow(rule) : rule), when })}
              />
              <Button
                size="small"
                aria-label={`${t(($) => $.rules.columnRule.remove)} ${index + 1}`}
                onClick={() => onChange(rules.toSpliced(index, 1), '')}
              >
                {t(($) => $.rules.columnRule.remove)}
              </Button>
              {rule.window === undefined ? (
                rule.when === 'blank' ? null : (
                  <span className="rules-number">
                    <span className="quiet">{t(($) => $.rules.columnRule.judged)}</span>
                    <Button
                      size="small"
                      onClick={() =>
                        change(index, { ...rule, window: { value: { amount: 6, unit: 'month' }, status: 'confirmed', source } })
                      }
                    >
                      {t(($) => $.rules.columnRule.addWindow)}
                    </Button>
                  </span>
                )
              ) : (
                <RuleWindowLine
                  window={rule.window}
                  onChange={(window, step) => change(index, { ...rule, window }, step)}
                  onRemove={() => change(index, withoutWindow(rule))}
                />
              )}
            </div>
          ))}
          <Button
            id={key}
            size="small"
            aria-label={`${t(($) => $.rules.columnRule.add)} ${t(($) => $.rules.item.columns)}`}
            onClick={() => onChange([...rules, { classes: ['other'], level: 'first', when: 'stale' }], '')}
          >
            {t(($) => $.rules.columnRule.add)}
          </Button>
        </div>
      )}
    </Field>
  )
}

function withoutWindow({ classes, level, when }: ColumnRule): ColumnRule {
  return { classes, level, when }
}

function RuleWindowLine({
  window,
  onChange,
  onRemove
}: {
  window: NonNullable<ColumnRule['window']>
  onChange: (window: NonNullable<ColumnRule['window']>, step: string) => void
  onRemove: () => void
}): ReactNode {
  const { t } = useTranslation()
  const label = t(($) => $.rules.item.window)
  return (
    <span className="rules-number">
      <WindowInput value={window.value} label={label} onChange={(value) => onChange({ ...window, value }, 'window')} />
      <StatusSelect
        value={window.status}
        label={`${label} ${t(($) => $.rules.item.status)}`}
        onChange={(status) => onChange({ ...window, status }, '')}
      />
      <Input
        className="rules-source"
        aria-label={`${label} ${t(($) => $.rules.item.source)}`}
        value={window.source}
        title={window.source}
        status={window.source === '' ? 'error' : ''}
        onChange={(event) => onChange({ ...window, source: event.target.value }, 'source')}
      />
      <Button size="small" onClick={onRemove}>
        {t(($) => $.rules.columnRule.removeWindow)}
      </Button>
    </span>
  )
}
