import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageState } from '../../../electron/contract/pages.ts'
import { displayUrl, writeOut } from '../../../electron/domain/host-display.ts'
import type { PageControl } from './use-page.ts'

/** The tabs of this target's page, where there is more than one. */
export function PageTabs({ page }: { page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const { state } = page
  if (state === null || state.tabs.length < 2) return null
  return (
    <nav className="page-tabs" aria-label={t(($) => $.pages.tabs)}>
      {state.tabs.map((tab) => {
        const title = titleOf(tab) ?? t(($) => $.pages.untitled)
        return (
          <span key={tab.id} className={tab.id === state.tab ? 'checking-tab is-active' : 'checking-tab'}>
            <Button
              size="small"
              type="text"
              aria-pressed={tab.id === state.tab}
              title={t(($) => $.pages.tabKeys, { title })}
              onClick={() => page.selectTab(tab.id)}
            >
              <span className="checking-ellipsis">{title}</span>
            </Button>
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={t(($) => $.pages.closeTab, { title })}
              title={t(($) => $.pages.closeTab, { title })}
              onClick={() => page.closeTab(tab.id)}
            />
          </span>
        )
      })}
    </nav>
  )
}

function titleOf({ title, url }: PageState['tabs'][number]): string | null {
  const words = title.trim() === '' ? displayUrl(url) : writeOut(title.trim())
  return words === '' ? null : words
}
