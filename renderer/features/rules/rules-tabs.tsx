import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'

/** The pages of 指标 in order; `path` follows `/rules`. A further page adds its line here and its case in `rules-screen.tsx`. */
const tabs = [
  { id: 'editions', path: '' },
  { id: 'diff', path: '/diff' },
  { id: 'import', path: '/import' },
  { id: 'terms', path: '/terms' }
] as const
export type RulesTab = (typeof tabs)[number]['id']

export function RulesTabs({ active }: { active: RulesTab }): ReactNode {
  const { t } = useTranslation()
  return (
    <nav className="rules-tabs" aria-label={t(($) => $.rules.tabs.label)}>
      {tabs.map(({ id, path }) => (
        <Link key={id} href={`/rules${path}`} aria-current={id === active ? 'page' : undefined}>
          {t(($) => $.rules.tabs[id])}
        </Link>
      ))}
    </nav>
  )
}
