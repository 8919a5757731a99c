import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded, Screen } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

/** `view`: empty for the list, or `<view>/<id>` from the route. */
export function RulesScreen({ view: _view }: { view: string }): ReactNode {
  const { t } = useTranslation()
  const list = useRead('catalogues.list', {})
  return (
    <Screen title={t(($) => $.rules.title)} help={t(($) => $.rules.help)}>
      <Loaded read={list}>
        {({ catalogues }) => (
          <ul className="plain-list">
            {catalogues.map((catalogue) => (
              <li key={catalogue.id}>{catalogue.title}</li>
            ))}
          </ul>
        )}
      </Loaded>
    </Screen>
  )
}
