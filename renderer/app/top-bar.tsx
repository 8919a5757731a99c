import { BulbFilled, BulbOutlined, CloudOutlined, DesktopOutlined, SyncOutlined } from '@ant-design/icons'
import { useIsMutating } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Batch } from '../../electron/contract/batches.ts'
import { useAppearance, type ThemeChoice } from '../components/appearance.ts'
import { useCurrentBatch } from '../components/current-batch.ts'
import { useOverlays } from '../components/overlays.ts'
import { formatClock } from '../components/format.ts'
import { useBackendEvent, useConnection, useRead } from '../rpc/hooks.ts'
import { setLanguage } from '../strings/strings.ts'

// A tenth of the program's code: nothing of the first screen of an empty workspace needs it.
const BatchSelect = lazy(async () => ({ default: (await import('./batch-select.tsx')).BatchSelect }))
const batchName = (batch: Pick<Batch, 'period' | 'title'>): string => `${batch.period} · ${batch.title}`

function BatchSwitcher(): ReactNode {
  const { t } = useTranslation()
  const [location, go] = useLocation()
  const { batchId, choose } = useCurrentBatch()
  const list = useRead('batches.list', {})
  const batches = list.data?.batches
  const { isFetching } = list
  const inRoute = /^\/checking\/([^/]+)/.exec(location)?.[1]

  useEffect(() => {
    if (inRoute !== undefined && inRoute !== batchId) choose(inRoute)
  }, [inRoute, batchId, choose])
  useEffect(() => {
    // Another workspace, or the first batch of this one: the newest is what people come for.
    const newest = batches?.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt)).at(-1)
    if (!isFetching && batches !== undefined && newest !== undefined && !batches.some((batch) => batch.id === batchId))
      choose(newest.id)
  }, [isFetching, batches, batchId, choose])

  if (batches === undefined || batches.length === 0) return <span className="quiet">{t(($) => $.common.noBatch)}</span>
  const current = batches.find((batch) => batch.id === batchId)
  return (
    <Suspense fallback={<span className="batch-switcher">{current === undefined ? '' : batchName(current)}</span>}>
      <BatchSelect
        value={current?.id ?? null}
        options={batches.map((batch) => ({ value: batch.id, label: batchName(batch) }))}
        onChange={(next) => {
          choose(next)
          if (inRoute !== undefined) go(`/checking/${next}`)
        }}
      />
    </Suspense>
  )
}

/** 离线 is the normal state; said small, with the time of the last thing written. */
function SavedState(): ReactNode {
  const { t } = useTranslation()
  const connection = useConnection()
  const writing = useIsMutating()
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  useBackendEvent('workspace.changed', () => setSavedAt(new Date()))
  const words =
    connection !== 'open'
      ? t(($) => $.common.reconnecting)
      : writing > 0
        ? t(($) => $.common.saving)
        : savedAt === null
          ? t(($) => $.common.saved)
          : t(($) => $.common.savedAt, { time: formatClock(savedAt) })
  return (
    <output className="saved-state">
      {connection === 'open' ? <CloudOutlined aria-hidden /> : <SyncOutlined aria-hidden />}
      <span>{words}</span>
    </output>
  )
}

const nextTheme: Record<ThemeChoice, ThemeChoice> = { light: 'dark', dark: 'system', system: 'light' }

/** No menus that drop over the page pane: in the desktop the inspected page is a native view above this document. */
export function TopBar(): ReactNode {
  const { t, i18n } = useTranslation()
  const { choice, choose } = useAppearance()
  const show = useOverlays((state) => state.show)
  const icons = { light: <BulbOutlined />, dark: <BulbFilled />, system: <DesktopOutlined /> }
  return (
    <header className="top-bar">
      <span className="brand">{t(($) => $.common.appName)}</span>
      <BatchSwitcher />
      <span className="top-bar-rest" />
      <Button type="text" aria-keyshortcuts="Control+K" onClick={() => show('all')}>
        {t(($) => $.desk.palette.button)} <kbd>Ctrl+K</kbd>
      </Button>
      <SavedState />
      <Button
        type="text"
        title={t(($) => $.common.switchLanguage)}
        onClick={() => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
      >
        {t(($) => $.common.otherLanguage)}
      </Button>
      <Button
        type="text"
        icon={icons[choice]}
        aria-label={t(($) => $.common.themeIs[choice])}
        title={t(($) => $.common.themeIs[choice])}
        onClick={() => choose(nextTheme[choice])}
      />
    </header>
  )
}
