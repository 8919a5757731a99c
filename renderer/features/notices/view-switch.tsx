import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type View = 'compose' | 'history'

export function ViewSwitch({ view, onView }: { view: View; onView: (view: View) => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Segmented<View>
      aria-label={t(($) => $.notices.title)}
      value={view}
      options={[
        { value: 'compose', label: t(($) => $.notices.compose) },
        { value: 'history', label: t(($) => $.notices.history) }
      ]}
      onChange={onView}
    />
  )
}
