import { Select } from 'antd'
import { useDeferredValue, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ObjectKind, PlacedObject } from '../../../electron/domain/registry.ts'
import { useRead } from '../../rpc/hooks.ts'

interface MustIncludeProps {
  id: string
  object: ObjectKind
  value: readonly string[]
  onChange: (keys: string[]) => void
}

/** Offered at once; who looks for another types more of its name. */
const offered = 100
const optionOf = ({ key, name }: PlacedObject): { value: string; label: string } => ({ value: key, label: name })

/** 必查: chosen by name, unit or pinyin among the running objects of the kind; the search is done where the registry is. */
export function MustInclude({ id, object, value, onChange }: MustIncludeProps): ReactNode {
  const { t } = useTranslation()
  const [isUsed, setUsed] = useState(false)
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const place = { stratum: null, unit: null }
  const found = useRead(
    'registry.page',
    { object, place, search: wanted, isRunning: true, sort: null, from: 0, count: offered },
    { enabled: isUsed, keepPrevious: true }
  )
  const chosen = useRead('registry.named', { keys: [...value] }, { enabled: value.length > 0, keepPrevious: true })
  const names = new Map((chosen.data?.objects ?? []).map(({ key, name }) => [key, name]))
  return (
    <Select
      id={id}
      mode="multiple"
      allowClear
      labelInValue
      className="field-wide"
      aria-label={t(($) => $.batches.fields.mustInclude)}
      placeholder={t(($) => $.batches.fields.mustIncludeHint)}
      value={value.map((key) => ({ value: key, label: names.get(key) ?? key }))}
      loading={found.isFetching}
      options={(found.data?.rows ?? []).map(optionOf)}
      maxTagCount={4}
      showSearch={{ filterOption: false, searchValue: search, onSearch: setSearch }}
      onFocus={() => setUsed(true)}
      onChange={(entries) => onChange(entries.map((entry) => entry.value))}
    />
  )
}
