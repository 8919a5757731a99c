import {
  AuditOutlined,
  BarChartOutlined,
  BulbOutlined,
  CheckSquareOutlined,
  FileTextOutlined,
  HomeOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  SwapOutlined,
  TableOutlined
} from '@ant-design/icons'
import { Alert, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useCurrentBatch } from '../components/current-batch.ts'
import { ErrorBoundary } from '../components/error-boundary.tsx'
import { useConnection, useRead } from '../rpc/hooks.ts'
import { GuideStrip } from '../features/guide/guide-strip.tsx'
import { HomeScreen } from '../features/home/home-screen.tsx'
import { CheckingEntry } from './checking-entry.tsx'
import { HelpEntry, loadHelp, useHelpKey } from './help-entry.tsx'
import { GlobalOverlays } from './global-overlays.tsx'
import { JobStrip } from './job-strip.tsx'
import { TopBar } from './top-bar.tsx'

const loadRegistry = async () => ({ default: (await import('../features/registry/registry-screen.tsx')).RegistryScreen })
const loadBatches = async () => ({ default: (await import('../features/batches/batches-screen.tsx')).BatchesScreen })
const loadRules = async () => ({ default: (await import('../features/rules/rules-screen.tsx')).RulesScreen })
const loadChecking = async () => ({ default: (await import('../features/checking/checking-screen.tsx')).CheckingScreen })
const loadHints = async () => ({ default: (await import('../features/hints/hints-screen.tsx')).HintsScreen })
const loadNotices = async () => ({ default: (await import('../features/notices/notices-screen.tsx')).NoticesScreen })
const loadAnalysis = async () => ({ default: (await import('../features/analysis/analysis-screen.tsx')).AnalysisScreen })
const loadWatch = async () => ({ default: (await import('../features/watch/watch-screen.tsx')).WatchScreen })
const loadExchange = async () => ({ default: (await import('../features/exchange/exchange-screen.tsx')).ExchangeScreen })
const loadSettings = async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen })

const RegistryScreen = lazy(loadRegistry)
const BatchesScreen = lazy(loadBatches)
const RulesScreen = lazy(loadRules)
const CheckingScreen = lazy(loadChecking)
const HintsScreen = lazy(loadHints)
const NoticesScreen = lazy(loadNotices)
const AnalysisScreen = lazy(loadAnalysis)
const WatchScreen = lazy(loadWatch)
const ExchangeScreen = lazy(loadExchange)
const SettingsScreen = lazy(loadSettings)

function Rail(): ReactNode {
  const { t } = useTranslation()
  const [location] = useLocation()
  const batchId = useCurrentBatch((state) => state.batchId)
  const openConflicts = useRead('conflicts.count', {}).data?.open ?? 0
  const places: { path: string; to: string; icon: ReactNode; word: string; amount?: number }[] = [
    { path: '/home', to: '/home', icon: <HomeOutlined />, word: t(($) => $.common.rail.home) },
    { path: '/registry', to: '/registry', icon: <TableOutlined />, word: t(($) => $.common.rail.registry) },
    { path: '/rules', to: '/rules', icon: <ProfileOutlined />, word: t(($) => $.common.rail.rules) },
    { path: '/batches', to: '/batches', icon: <CheckSquareOutlined />, word: t(($) => $.common.rail.batches) },
    {
      path: '/checking',
      to: batchId === null ? '/checking' : `/checking/${batchId}`,
      icon: <AuditOutlined />,
      word: t(($) => $.common.rail.checking)
    },
    { path: '/hints', to: '/hints', icon: <BulbOutlined />, word: t(($) => $.common.rail.hints) },
    { path: '/notices', to: '/notices', icon: <FileTextOutlined />, word: t(($) => $.common.rail.notices) },
    {
      path: '/exchange',
      to: openConflicts === 0 ? '/exchange' : '/exchange/inbox',
      icon: <SwapOutlined />,
      word: t(($) => $.common.rail.exchange),
      amount: openConflicts
    },
    { path: '/analysis', to: '/analysis', icon: <BarChartOutlined />, word: t(($) => $.common.rail.analysis) },
    { path: '/settings', to: '/settings', icon: <SettingOutlined />, word: t(($) => $.common.rail.settings) },
    { path: '/help', to: '/help', icon: <QuestionCircleOutlined />, word: t(($) => $.common.rail.help) }
  ]
  return (
    <nav className="rail" aria-label={t(($) => $.common.rail.label)}>
      {places.map((place) => {
        const isHere = location.startsWith(place.path)
        const amount = place.amount ?? 0
        return (
          <Link key={place.path} href={place.to} className="rail-link" aria-current={isHere ? 'page' : undefined}>
            <span className="rail-icon" aria-hidden="true">
              {place.icon}
            </span>
            <span>{place.word}</span>
            {amount === 0 ? null : (
              <span className="rail-amount figures">
                {amount > 99 ? '99+' : amount}
                <span className="unseen"> {t(($) => $.common.rail.toRule)}</span>
              </span>
            )}
          </Link>
        )
      })}
    </nav>
  )
}

/** Rail, top bar, the screen of the route, and what runs behind it. */
export function Shell(): ReactNode {
  const { t } = useTranslation()
  const [location] = useLocation()
  const connection = useConnection()
  useHelpKey()

  useEffect(() => {
    // The other screens' code is fetched while the person looks at the first one; it is on this machine.
    const loads = [
      loadRegistry,
      loadRules,
      loadBatches,
      loadChecking,
      loadHints,
      loadNotices,
      loadAnalysis,
      loadWatch,
      loadExchange,
      loadSettings,
      loadHelp
    ]
    const timer = setTimeout(() => {
      for (const load of loads) void load()
    }, 1_500)
    return () => clearTimeout(timer)
  }, [])

  return (
    <div className="shell">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          // The hash is the route; the jump is made by hand.
          event.preventDefault()
          document.querySelector<HTMLElement>('#main')?.focus()
        }}
      >
        {t(($) => $.common.skip)}
      </a>
      <Rail />
      <TopBar />
      <GuideStrip />
      <main id="main" className="main" tabIndex={-1}>
        {connection === 'lost' ? <Alert type="warning" banner title={t(($) => $.common.disconnected)} /> : null}
        <ErrorBoundary resetKey={location}>
          <Suspense
            fallback={
              <div className="screen skeleton-late">
                <Skeleton active={false} />
              </div>
            }
          >
            <Switch>
              <Route path="/home">
                <HomeScreen />
              </Route>
              <Route path="/registry/:view?">{({ view }) => <RegistryScreen view={view ?? 'list'} />}</Route>
              <Route path="/rules/*?">{(params) => <RulesScreen view={params['*'] ?? ''} />}</Route>
              <Route path="/batches/watch/:batchId">{({ batchId }) => <WatchScreen key={batchId} batchId={batchId} />}</Route>
              <Route path="/batches/work/:batchId">
                {({ batchId }) => <BatchesScreen key={batchId} view="work" of={batchId} />}
              </Route>
              <Route path="/batches/:view?">{({ view }) => <BatchesScreen view={view ?? 'list'} />}</Route>
              <Route path="/checking">
                <CheckingEntry />
              </Route>
              <Route path="/checking/:batchId">{({ batchId }) => <CheckingScreen key={batchId} batchId={batchId} />}</Route>
              <Route path="/hints">
                <HintsScreen />
              </Route>
              <Route path="/notices/*?">{(params) => <NoticesScreen view={params['*'] ?? ''} />}</Route>
              <Route path="/exchange/:view?">{({ view }) => <ExchangeScreen view={view ?? 'packages'} />}</Route>
              <Route path="/analysis">
                <AnalysisScreen />
              </Route>
              <Route path="/settings">
                <SettingsScreen />
              </Route>
              <Route path="/help/:page?/:section?">
                {({ page, section }) => <HelpEntry pageId={page ?? 'start'} section={Number(section ?? 0)} />}
              </Route>
              <Route>
                <Redirect to="/home" replace />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <JobStrip />
      <GlobalOverlays />
    </div>
  )
}
