import { useTranslation } from 'react-i18next'
import { useCommands } from '../../components/commands.ts'
import { keyGroupOf, keyMap, type CheckingAction } from './keys.ts'

/** The screen's keys as commands: listed by ?, and to be had from the palette. */
export function useKeyCommands(actions: Record<CheckingAction, () => void>): void {
  const { t } = useTranslation()
  const form = t(($) => $.desk.keyGroup.editor)
  const ofForm = (keys: string, title: string) => ({ id: keys, group: form, title, keys, run: null })
  const ofPage = (keys: string, title: string) => ({ ...ofForm(keys, title), group: t(($) => $.desk.keyGroup.page) })
  const commands = keyMap
    .filter(({ action }) => action !== 'help')
    .map(({ action, shown }) => ({
      id: `checking ${action}`,
      group: t(($) => $.desk.keyGroup[keyGroupOf(action)]),
      title: t(($) => $.checking.keys.action[action]),
      keys: shown,
      run: actions[action]
    }))
  useCommands('checking', [
    ...commands,
    ofPage(
      'Ctrl+F',
      t(($) => $.pages.keyFind)
    ),
    ofPage(
      'Ctrl+Tab',
      t(($) => $.pages.keyTab)
    ),
    ofForm(
      'Ctrl+I',
      t(($) => $.phrases.keyPick)
    ),
    ofForm(
      'Ctrl+Enter',
      t(($) => $.checking.keys.saveFinding)
    ),
    ofForm(
      'Ctrl+Shift+Enter',
      t(($) => $.phrases.keyAgain)
    ),
    ofForm(
      'Esc',
      t(($) => $.checking.keys.cancelFinding)
    )
  ])
}
