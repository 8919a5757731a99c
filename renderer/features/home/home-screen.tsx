import { Alert, App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { useGuide } from '../../components/guide.ts'
import { Loaded, Screen } from '../../components/screen.tsx'
import { refreshRead, useRead, useWrite } from '../../rpc/hooks.ts'
import { BatchProgress } from './batch-progress.tsx'
import { OtherBatches } from './other-batches.tsx'
import { OpenWork } from './open-work.tsx'
import { FirstSteps } from './first-steps.tsx'
import './home.css'

/** 打开示例批次: draws it the first time, opens the same one later. */
function useOpenSample(): { open: () => void; isOpening: boolean } {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const choose = useCurrentBatch((state) => state.choose)
  const offerGuide = useGuide((state) => state.offer)
  const openSample = useWrite('workspace.openSample')
  return {
    isOpening: openSample.isPending,
    open: () =>
      openSample.mutate(
        {},
        {
          onError: report,
          onSuccess: async ({ batchId }) => {
            await refreshRead('batches.list')
            choose(batchId)
            offerGuide(batchId)
            void message.success(t(($) => $.home.sampleOpened))
            go(`/checking/${batchId}`)
          }
        }
      )
  }
}

function LastNotices(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('notices.list', {})
  return (
    <section className="panel">
      <h2>{t(($) => $.home.lastNotices)}</h2>
      <Loaded read={list}>
        {({ notices }) =>
          notices.length === 0 ? (
            <p className="quiet">{t(($) => $.home.noNotices)}</p>
          ) : (
            <ul className="plain-list home-notices">
              {notices
                .toSorted((a, b) => b.time.localeCompare(a.time))
                .slice(0, 5)
                .map((notice) => (
                  <li key={notice.noticeId}>
                    <Link href="/notices">{notice.title}</Link>
                    <span className="quiet figures">{formatInstant(notice.time)}</span>
                  </li>
                ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}

export function HomeScreen(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const sample = useOpenSample()
  const info = useRead('workspace.info', {})
  const list = useRead('batches.list', {})
  const currentId = useCurrentBatch((state) => state.batchId)
  const hasRegistry = info.data !== undefined && info.data.sites + info.data.accounts > 0

  return (
    <Loaded read={info}>
      {(workspace) => {
        const isFirst = !hasRegistry && workspace.batches === 0
        const notice =
          workspace.author.trim() === '' ? (
            <Alert
              type="info"
              showIcon
              className="home-author"
              title={t(($) => $.home.noAuthor)}
              action={<Button onClick={() => go('/settings')}>{t(($) => $.home.setAuthor)}</Button>}
            />
          ) : null
        if (isFirst) {
          return (
            <Screen title={t(($) => $.home.welcome)} help={t(($) => $.home.welcomeHelp)} actions={<OpenWork />}>
              {notice}
              <FirstSteps onSample={sample.open} isOpening={sample.isOpening} />
            </Screen>
          )
        }
        return (
          <Screen
            title={t(($) => $.home.title)}
            help={t(($) => $.home.help)}
            actions={
              <>
                <OpenWork />
                <Button onClick={sample.open} loading={sample.isOpening}>
                  {sample.isOpening ? t(($) => $.home.sampleOpening) : t(($) => $.home.sample)}
                </Button>
                <Button onClick={() => go('/registry/import')}>{t(($) => $.home.import)}</Button>
                <Button type="primary" disabled={!hasRegistry} onClick={() => go('/batches/new')}>
                  {t(($) => $.home.create)}
                </Button>
              </>
            }
          >
            {notice}
            <div className="home-columns">
              <Loaded read={list}>
                {({ batches }) => {
                  const batch =
                    batches.find((one) => one.id === currentId) ??
                    batches.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt)).at(-1)
                  return batch === undefined ? (
                    <section className="panel">
                      <h2>{t(($) => $.home.noBatch)}</h2>
                      <p className="quiet">{t(($) => $.home.createHelp)}</p>
                    </section>
                  ) : (
                    <div className="home-side">
                      <BatchProgress batch={batch} />
                      {batches.length > 1 ? <OtherBatches batches={batches.filter((one) => one.id !== batch.id)} /> : null}
                    </div>
                  )
                }}
              </Loaded>
              <div className="home-side">
                <LastNotices />
                <section className="panel">
                  <h2>{t(($) => $.home.workspace)}</h2>
                  <table className="figure-table">
                    <tbody>
                      <tr>
                        <th scope="row">{t(($) => $.home.sites)}</th>
                        <td className="num">{workspace.sites}</td>
                      </tr>
                      <tr>
                        <th scope="row">{t(($) => $.home.accounts)}</th>
                        <td className="num">{workspace.accounts}</td>
                      </tr>
                      <tr>
                        <th scope="row">{t(($) => $.home.batchCount)}</th>
                        <td className="num">{workspace.batches}</td>
                      </tr>
                    </tbody>
                  </table>
                </section>
              </div>
            </div>
          </Screen>
        )
      }}
    </Loaded>
  )
}
