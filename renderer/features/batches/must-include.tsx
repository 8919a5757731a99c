import { Select } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { runningStatus, type ObjectKind } from '../../../electron/domain/registry.ts'
import { matchesSearch, quickPinyinOf } from '../../components/pinyin.ts'
import { useRead } from '../../rpc/hooks.ts'

interface MustIncludeProps {
  id: string
  object: ObjectKind
  value: readonly string[]
  onChange: (keys: string[]) => void
}

/** 必查: chosen by name, unit or pinyin among the running objects of the kind. Pinyin is worked out when the list opens. */
export function MustInclude({ id, object, value, onChange }: MustIncludeProps): ReactNode {
  const { t } = useTranslation()
  const [isUsed, setUsed] = useState(false)
  const list = useRead('registry.list', { object }, { enabled: isUsed || value.length > 0 })
  const options = useMemo(
    () =>
      (list.data?.objects ?? [])
        .filter((one) => one.status === runningStatus)
        .map((one) => {
          const { full, initials } = quickPinyinOf(one.name)
          return {
            value: one.key,
            label: one.name,
            haystack: `${one.name}\n${one.unit}\n${full}\n${initials}`.toLowerCase()
          }
        }),
    [list.data]
  )
  return (
    <Select
      id={id}
      mode="multiple"
      allowClear
      className="field-wide"
      aria-label={t(($) => $.batches.fields.mustInclude)}
      placeholder={t(($) => $.batches.fields.mustIncludeHint)}
      value={[...value]}
      loading={list.isFetching}
      options={options}
      maxTagCount={4}
      showSearch={{ filterOption: (search, option) => option !== undefined && matchesSearch(search, option.haystack) }}
      onFocus={() => setUsed(true)}
      onChange={onChange}
    />
  )
}
