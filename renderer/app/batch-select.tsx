import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export interface BatchSelectProps {
  value: string | null
  options: { value: string; label: string }[]
  onChange(batchId: string): void
}

export function BatchSelect({ value, options, onChange }: BatchSelectProps): ReactNode {
  const { t } = useTranslation()
  return (
    <Select
      className="batch-switcher"
      variant="borderless"
      aria-label={t(($) => $.common.batchSwitcher)}
      value={value}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(next: string | null) => {
        if (next !== null) onChange(next)
      }}
    />
  )
}
