import { Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppearance, type ThemeChoice } from '../../components/appearance.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { setLanguage, type Language } from '../../strings/strings.ts'
import { AuthorField } from './author-field.tsx'
import { CalendarTable } from './calendar-table.tsx'
import { CatalogueTable } from './catalogue-table.tsx'
import { ControlHosts } from './control-hosts.tsx'
import { QuietRule } from './quiet-rule.tsx'
import { PeoplePanel } from './people-panel.tsx'
import { RebuildPanel } from './rebuild-panel.tsx'
import { SigningKey } from './signing-key.tsx'
import './settings.css'

function AppearancePanel(): ReactNode {
  const { t, i18n } = useTranslation()
  const { choice, choose } = useAppearance()
  return (
    <section className="panel" aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">{t(($) => $.settings.appearance)}</h2>
      <dl className="settings-list">
        <dt>{t(($) => $.settings.language)}</dt>
        <dd>
          <Segmented<Language>
            aria-label={t(($) => $.settings.language)}
            value={i18n.language === 'en' ? 'en' : 'zh-CN'}
            options={[
              { value: 'zh-CN', label: t(($) => $.settings.languages['zh-CN']) },
              { value: 'en', label: t(($) => $.settings.languages.en) }
            ]}
            onChange={(language) => void setLanguage(language)}
          />
        </dd>
        <dt>{t(($) => $.settings.theme)}</dt>
        <dd>
          <Segmented<ThemeChoice>
            aria-label={t(($) => $.settings.theme)}
            value={choice}
            options={[
              { value: 'light', label: t(($) => $.settings.themes.light) },
              { value: 'dark', label: t(($) => $.settings.themes.dark) },
              { value: 'system', label: t(($) => $.settings.themes.system) }
            ]}
            onChange={choose}
          />
        </dd>
      </dl>
    </section>
  )
}

const runtimeParts = ['shell', 'browser', 'node'] as const

export function SettingsScreen(): ReactNode {
  const { t } = useTranslation()
  const runtimeName = (name: string): string => {
    const known = runtimeParts.find((part) => part === name)
    return known === undefined ? name : t(($) => $.settings.runtimeParts[known])
  }
  const info = useRead('workspace.info', {})
  return (
    <Screen title={t(($) => $.settings.title)} help={t(($) => $.settings.help)} layout="fill">
      <Loaded read={info}>
        {(workspace) => (
          <div className="settings-columns">
            <ScrollPane className="settings-column" label={t(($) => $.settings.workspace)}>
              <AuthorField key={workspace.author} author={workspace.author} />
              <SigningKey />
              <PeoplePanel />
              <AppearancePanel />
              <QuietRule />
              <section className="panel">
                <h2>{t(($) => $.settings.workspace)}</h2>
                <dl className="settings-list">
                  <dt>{t(($) => $.settings.path)}</dt>
                  <dd className="mono">{workspace.path}</dd>
                  <dt>{t(($) => $.settings.device)}</dt>
                  <dd className="mono">{workspace.device}</dd>
                  <dt>{t(($) => $.settings.events)}</dt>
                  <dd className="figures">{workspace.events}</dd>
                  <dt>{t(($) => $.settings.stateHash)}</dt>
                  <dd className="mono">{workspace.stateHash}</dd>
                </dl>
              </section>
              <CalendarTable />
            </ScrollPane>
            <ScrollPane className="settings-column" label={t(($) => $.settings.catalogues)}>
              <CatalogueTable />
              <ControlHosts />
              <RebuildPanel />
              <section className="panel">
                <h2>{t(($) => $.settings.runtime)}</h2>
                <dl className="settings-list">
                  <dt>{t(($) => $.settings.version)}</dt>
                  <dd className="figures">{workspace.version}</dd>
                  {Object.entries(workspace.runtime).map(([name, value]) => (
                    <div key={name} className="settings-pair">
                      <dt>{runtimeName(name)}</dt>
                      <dd className="figures">{value}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            </ScrollPane>
          </div>
        )}
      </Loaded>
    </Screen>
  )
}
