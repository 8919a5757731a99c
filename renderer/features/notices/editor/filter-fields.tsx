import { CloseOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeFilter } from '../../../../electron/domain/notice.ts'
import { ManyField, NumberField, PickField, withEntry } from './fields.tsx'
import { choices } from './use-words.ts'

const words = ['stratum', 'unitClass', 'unitClassNot', 'platform', 'grade'] as const
const yesNo = ['portal', 'withProblems', 'vetoed', 'scored', 'fullMarks'] as const
const numbers = ['scoreAtLeast', 'scoreBelow', 'scoreIs'] as const
const all = [...words, ...yesNo, 'outcome', ...numbers] as const
type FilterKey = (typeof all)[number]

const isIn = <T extends string>(list: readonly T[], key: FilterKey): key is T & FilterKey =>
  (list as readonly string[]).includes(key)

/** Which objects a block is about: each restriction is added, set and taken away by itself. */
export function FilterFields({
  filter,
  onChange
}: {
  filter: NoticeFilter
  onChange: (filter: NoticeFilter) => void
}): ReactNode {
  const { t } = useTranslation()
  const label = (key: FilterKey): string => t(($) => $.profiles.filters[key])
  const used = all.filter((key) => filter[key] !== undefined)
  const add = (key: FilterKey): void => {
    if (isIn(words, key)) onChange({ ...filter, [key]: [] })
    else if (isIn(numbers, key)) onChange({ ...filter, [key]: key === 'scoreBelow' ? 60 : 100 })
    else onChange(key === 'outcome' ? { ...filter, outcome: 'fail' } : { ...filter, [key]: true })
  }
  const control = (key: FilterKey): ReactNode => {
    if (isIn(words, key)) {
      return (
        <ManyField label={label(key)} values={filter[key] ?? []} onChange={(values) => onChange({ ...filter, [key]: values })} />
      )
    }
    if (isIn(numbers, key)) {
      return (
        <NumberField
          label={label(key)}
          value={filter[key] ?? null}
          onChange={(value) => onChange({ ...filter, [key]: value ?? 0 })}
        />
      )
    }
    if (key === 'outcome') {
      return (
        <PickField
          label={label(key)}
          value={filter.outcome ?? null}
          options={choices(['pass', 'fail'] as const, (value) => t(($) => $.profiles.outcomes[value]))}
          onChange={(outcome) => onChange({ ...filter, outcome })}
        />
      )
    }
    return (
      <PickField
        label={label(key)}
        value={filter[key] === true ? 'yes' : 'no'}
        options={choices(['yes', 'no'] as const, (value) => t(($) => $.profiles[value]))}
        onChange={(value) => onChange({ ...filter, [key]: value === 'yes' })}
      />
    )
  }
  return (
    <fieldset className="editor-group">
      <legend>{t(($) => $.profiles.filter)}</legend>
      {used.length === 0 ? <p className="quiet">{t(($) => $.profiles.filterNone)}</p> : null}
      {used.map((key) => (
        <div key={key} className="editor-condition">
          {control(key)}
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined />}
            aria-label={`${t(($) => $.profiles.remove)} ${label(key)}`}
            onClick={() => onChange(withEntry(filter, key, null))}
          />
        </div>
      ))}
      <Select<FilterKey | null>
        aria-label={t(($) => $.profiles.filterAdd)}
        placeholder={t(($) => $.profiles.filterAdd)}
        value={null}
        options={all.filter((key) => !used.includes(key)).map((key) => ({ value: key, label: label(key) }))}
        onSelect={(key) => {
          if (key !== null) add(key)
        }}
      />
    </fieldset>
  )
}
