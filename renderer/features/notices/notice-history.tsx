import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant } from '../../components/format.ts'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { FileList } from './file-list.tsx'
import { ViewSwitch } from './view-switch.tsx'

export function NoticeHistory(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('notices.list', {})
  return (
    <Screen title={t(($) => $.notices.title)} help={t(($) => $.notices.noHistoryHelp)} actions={<ViewSwitch view="history" />}>
      <Loaded read={list}>
        {({ notices }) =>
          notices.length === 0 ? (
            <EmptyState title={t(($) => $.notices.noHistory)} help={t(($) => $.notices.noHistoryHelp)} />
          ) : (
            <ul className="plain-list notice-history">
              {notices
                .toSorted((a, b) => b.time.localeCompare(a.time))
                .map((notice) => (
                  <li key={notice.noticeId} className="panel">
                    <h2>{notice.title}</h2>
                    <p className="quiet figures">{formatInstant(notice.time)}</p>
                    <FileList
                      files={notice.files.map((file) => ({
                        ...file,
                        path: notice.folder === null ? file.name : `exports/${notice.folder}/${file.name}`
                      }))}
                    />
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </Screen>
  )
}
