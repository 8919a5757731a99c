import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField, Field, PointsInput, type Sourced } from './fields.tsx'
import { knownNumbers, useRuleWords } from './words.ts'

interface NamedNumbersProps {
  numbers: Readonly<Record<string, Sourced<string>>>
  /** Of the item: what a new number starts with. */
  source: string
  was: { text: string; restore: () => void } | null
  onChange: (numbers: Record<string, Sourced<string>>, step: string) => void
}

/** Further numbers of a rule by name: 抽查件数, 工作日数 … */
export function NamedNumbersField({ numbers, source, was, onChange }: NamedNumbersProps): ReactNode {
  const { t } = useTranslation()
  const words = useRuleWords()
  const free = knownNumbers.filter((name) => !(name in numbers))
  return (
    <>
      {Object.entries(numbers).map(([name, number]) => (
        <NumberField
          key={name}
          name={`numbers.${name}`}
          label={words.number(name)}
          number={number}
          first={number}
          onChange={(next, part) => {
            const { [name]: _old, ...rest } = numbers
            onChange(next === null ? rest : { ...numbers, [name]: next }, part && `${name}.${part}`)
          }}
        >
          {(value, change, key, isFaulty) => (
            <PointsInput id={key} value={value} label={words.number(name)} isFaulty={isFaulty} onChange={change} />
          )}
        </NumberField>
      ))}
      <Field name="numbers-more" label={t(($) => $.rules.item.numbers)} was={was}>
        {(key) => (
          <Select<string | null>
            id={key}
            className="rules-number-name"
            placeholder={t(($) => $.rules.edit.addNamed)}
            value={null}
            options={free.map((name) => ({ value: name, label: words.number(name) }))}
            onChange={(name) => {
              if (name !== null) onChange({ ...numbers, [name]: { value: '1', status: 'confirmed', source } }, '')
            }}
          />
        )}
      </Field>
    </>
  )
}
