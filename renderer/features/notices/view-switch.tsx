import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'

export type NoticeView = 'compose' | 'profiles' | 'tables' | 'templates' | 'history'

const paths: Record<NoticeView, string> = {
  compose: '/notices',
  profiles: '/notices/profiles',
  tables: '/notices/tables',
  templates: '/notices/templates',
  history: '/notices/history'
}

export function ViewSwitch({ view }: { view: NoticeView }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  return (
    <Segmented<NoticeView>
      aria-label={t(($) => $.notices.title)}
      value={view}
      options={[
        { value: 'compose', label: t(($) => $.notices.compose) },
        { value: 'profiles', label: t(($) => $.profiles.title) },
        { value: 'tables', label: t(($) => $.notices.tables.title) },
        { value: 'templates', label: t(($) => $.notices.templates.title) },
        { value: 'history', label: t(($) => $.notices.history) }
      ]}
      onChange={(next) => go(paths[next])}
    />
  )
}
