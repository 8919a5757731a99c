import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { Screen } from '../../components/screen.tsx'
import { ImportHistory } from './import-history.tsx'
import { ImportScreen } from './import-screen.tsx'
import './registry.css'
import { RegistryList } from './registry-list.tsx'

/** `view`: `list`, `import` or `history`, from the route. */
export function RegistryScreen({ view }: { view: string }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  if (view === 'import') return <ImportScreen />
  return (
    <Screen
      title={t(($) => $.registry.title)}
      help={t(($) => $.registry.help)}
      layout="fill"
      actions={
        <>
          <Segmented
            aria-label={t(($) => $.registry.title)}
            value={view === 'history' ? 'history' : 'list'}
            options={[
              { value: 'list', label: t(($) => $.registry.listTab) },
              { value: 'history', label: t(($) => $.registry.historyTab) }
            ]}
            onChange={(next) => go(next === 'history' ? '/registry/history' : '/registry')}
          />
          <Button type="primary" onClick={() => go('/registry/import')}>
            {t(($) => $.registry.import)}
          </Button>
        </>
      }
    >
      {view === 'history' ? <ImportHistory /> : <RegistryList />}
    </Screen>
  )
}
