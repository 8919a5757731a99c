import { Button, Input, Segmented, Select } from 'antd'
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { grouped } from '../../electron/domain/grouped.ts'
import type { OpenItem } from '../../electron/domain/apply-decisions.ts'
import type { RuleWindow } from '../../electron/domain/catalogue.ts'
import { printedFields, windowOf, type DecisionFields, type DecisionForm } from './number-decisions.ts'
import { NumberWords, useNumberName } from './number-words.tsx'

const actions = ['confirm', 'change', 'off'] as const
const windowUnits: readonly RuleWindow['unit'][] = ['day', 'week', 'month', 'year']

interface NumberDecisionsProps {
  items: readonly OpenItem[]
  form: DecisionForm
  faults: ReadonlyMap<string, string>
  onChange: (form: DecisionForm) => void
  /** An earlier batch whose decisions can be taken over. */
  earlier?: { title: string; amount: number; takeOver: () => void } | null
}

/** 待核对的数值: every open item with its rule, numbers and source, and what the office does with it. Default 不用. */
export function NumberDecisions({ items, form, faults, onChange, earlier = null }: NumberDecisionsProps): ReactNode {
  const { t } = useTranslation()
  const groups = useMemo(() => grouped(items, ({ indicator }) => indicator.group), [items])
  const decideAll = (of: readonly OpenItem[], action: 'confirm' | 'off'): void =>
    onChange({ ...form, ...Object.fromEntries(of.map((item) => [item.indicator.id, printedFields(item, action)])) })
  return (
    <>
      <div className="decisions-bar">
        <Button size="small" onClick={() => decideAll(items, 'off')}>
          {t(($) => $.batches.decisions.allOff, { amount: items.length })}
        </Button>
        {earlier === null ? null : (
          <Button size="small" onClick={earlier.takeOver}>
            {t(($) => $.batches.decisions.takeOver, { title: earlier.title, amount: earlier.amount })}
          </Button>
        )}
      </div>
      <table className="figure-table decisions-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.batches.decisions.columns.item)}</th>
            <th scope="col">{t(($) => $.batches.decisions.columns.rule)}</th>
            <th scope="col">{t(($) => $.batches.decisions.columns.numbers)}</th>
            <th scope="col">{t(($) => $.batches.decisions.columns.source)}</th>
            <th scope="col">{t(($) => $.batches.decisions.columns.decision)}</th>
          </tr>
        </thead>
        {[...groups].map(([group, members]) => {
          const ready = members.filter(({ lacksPoints }) => !lacksPoints)
          return (
            <tbody key={group}>
              <tr className="decisions-group">
                <th scope="rowgroup" colSpan={4}>
                  {group}
                </th>
                <td>
                  {ready.length === 0 ? null : (
                    <Button size="small" type="link" onClick={() => decideAll(ready, 'confirm')}>
                      {t(($) => $.batches.decisions.confirmGroup, { amount: ready.length, all: members.length })}
                    </Button>
                  )}
                </td>
              </tr>
              {members.map((item) => (
                <DecisionRow
                  key={item.indicator.id}
                  item={item}
                  fields={form[item.indicator.id] ?? null}
                  fault={faults.get(item.indicator.id) ?? null}
                  onChange={(fields) => onChange({ ...form, [item.indicator.id]: fields })}
                />
              ))}
            </tbody>
          )
        })}
      </table>
    </>
  )
}

interface DecisionRowProps {
  item: OpenItem
  fields: DecisionFields | null
  fault: string | null
  onChange: (fields: DecisionFields) => void
}

function DecisionRow({ item, fields, fault, onChange }: DecisionRowProps): ReactNode {
  const { t } = useTranslation()
  const { indicator, lacksPoints } = item
  const action = fields?.action ?? 'off'
  const sources = [...new Set([indicator.source, ...item.numbers.filter((one) => one.isUnconfirmed).map((one) => one.source)])]
  return (
    <tr className={fields === null ? 'decisions-open' : undefined}>
      <th scope="row">
        <span className="mono">{indicator.id}</span> {indicator.title}
        <span className="quiet decisions-kind">{t(($) => $.rules.kind[indicator.kind])}</span>
      </th>
      <td>{indicator.rule}</td>
      <td>
        {lacksPoints ? <p className="decisions-lack">{t(($) => $.batches.decisions.noPoints)}</p> : null}
        {item.numbers.map((number) => (
          <NumberWords key={`${number.name} ${number.key ?? ''}`} number={number} kind={indicator.kind} />
        ))}
        {indicator.status === 'unconfirmed' ? <p className="quiet">{t(($) => $.batches.decisions.wholeItem)}</p> : null}
      </td>
      <td className="quiet">
        {sources.map((source) => (
          <p key={source}>{source}</p>
        ))}
      </td>
      <td>
        <Segmented<DecisionFields['action']>
          size="small"
          aria-label={t(($) => $.batches.decisions.of, { item: `${indicator.id} ${indicator.title}` })}
          value={action}
          options={actions.map((value) => ({
            value,
            label: t(($) => $.batches.decisions.action[value]),
            disabled: value === 'confirm' && lacksPoints,
            ...(value === 'confirm' && lacksPoints ? { title: t(($) => $.batches.decisions.noPointsHelp) } : {})
          }))}
          onChange={(value) => onChange({ ...(fields ?? printedFields(item, value)), action: value })}
        />
        {fields?.action === 'change' ? <NumberFields item={item} fields={fields} onChange={onChange} /> : null}
        {fault === null ? null : (
          <p className="field-fault" role="alert">
            {fault}
          </p>
        )}
      </td>
    </tr>
  )
}

interface NumberFieldsProps {
  item: OpenItem
  fields: DecisionFields
  onChange: (fields: DecisionFields) => void
}

function NumberFields({ item, fields, onChange }: NumberFieldsProps): ReactNode {
  const { t } = useTranslation()
  const nameOf = useNumberName()
  const { indicator } = item
  const text = (label: string, value: string, change: (typed: string) => void, placeholder = ''): ReactNode => (
    <label key={label} className="decisions-number">
      <span>{label}</span>
      <Input
        size="small"
        inputMode="decimal"
        className="num"
        value={value}
        placeholder={placeholder}
        onChange={(event) => change(event.target.value)}
      />
    </label>
  )
  const isVeto = indicator.kind === 'veto'
  return (
    <div className="decisions-numbers">
      {isVeto
        ? text(
            t(($) => $.rules.item.threshold),
            fields.threshold,
            (threshold) => onChange({ ...fields, threshold })
          )
        : text(
            t(($) => $.rules.item.unitPoints),
            fields.unitPoints,
            (unitPoints) => onChange({ ...fields, unitPoints })
          )}
      {isVeto
        ? null
        : text(
            t(($) => $.rules.item.cap),
            fields.cap,
            (cap) => onChange({ ...fields, cap }),
            t(($) => $.batches.decisions.noCap)
          )}
      {windowOf(indicator) === undefined ? null : (
        <span className="decisions-number">
          {text(
            t(($) => $.rules.item.window),
            fields.windowAmount,
            (windowAmount) => onChange({ ...fields, windowAmount })
          )}
          <Select
            size="small"
            aria-label={t(($) => $.rules.item.window)}
            value={fields.windowUnit}
            options={windowUnits.map((value) => ({ value, label: t(($) => $.rules.unit[value]) }))}
            onChange={(windowUnit: RuleWindow['unit']) => onChange({ ...fields, windowUnit })}
          />
        </span>
      )}
      {Object.entries(fields.numbers).map(([key, value]) =>
        text(nameOf(key), value, (typed) => onChange({ ...fields, numbers: { ...fields.numbers, [key]: typed } }))
      )}
    </div>
  )
}
