import { lazy, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useAppearance } from '../components/appearance.ts'
import { useCommands, type Command } from '../components/commands.ts'
import { useOverlays } from '../components/overlays.ts'
import { usePrivacy } from '../components/privacy.ts'
import { setLanguage } from '../strings/strings.ts'
import { KeySheet } from './key-sheet.tsx'
import { useScreens } from './screens.ts'
import { useGlobalKeys } from './use-global-keys.ts'

// With the dictionary of readings; not wanted before the first Ctrl+K.
const CommandPalette = lazy(async () => ({ default: (await import('./command-palette.tsx')).CommandPalette }))

/** The palette and the key list over every screen, and the keys that call them. */
export function GlobalOverlays(): ReactNode {
  const { t, i18n } = useTranslation()
  const [, go] = useLocation()
  const screens = useScreens()
  const { palette, isKeySheetOpen, show, showKeys } = useOverlays()
  const togglePrivacy = usePrivacy((state) => state.toggle)
  const { choice, choose } = useAppearance()
  const openPalette = (): void => show('all')
  const openKeys = (): void => showKeys(true)

  useGlobalKeys({
    palette: openPalette,
    keySheet: openKeys,
    privacy: togglePrivacy,
    go: (letter) => {
      const screen = screens.find((each) => each.letter === letter)
      if (screen !== undefined) go(screen.to)
      return screen !== undefined
    }
  })

  const everywhere = t(($) => $.desk.palette.everywhere)
  const toScreens = t(($) => $.desk.palette.screens)
  const commands: Command[] = [
    ...screens.map(({ path, to, word, letter }) => ({
      id: `go ${path}`,
      group: toScreens,
      title: word,
      keys: `G ${letter.toUpperCase()}`,
      run: () => go(to)
    })),
    { id: 'palette', group: everywhere, title: t(($) => $.desk.palette.open), keys: 'Ctrl+K', run: null },
    { id: 'keys', group: everywhere, title: t(($) => $.checking.keys.action.help), keys: '?', run: openKeys },
    { id: 'privacy', group: everywhere, title: t(($) => $.desk.privacy.action), keys: 'Ctrl+Shift+H', run: togglePrivacy },
    {
      id: 'theme',
      group: everywhere,
      title: choice === 'dark' ? t(($) => $.desk.palette.light) : t(($) => $.desk.palette.dark),
      keys: '',
      run: () => choose(choice === 'dark' ? 'light' : 'dark')
    },
    {
      id: 'language',
      group: everywhere,
      title: t(($) => $.common.switchLanguage),
      keys: '',
      run: () => void setLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')
    }
  ]
  useCommands('app', commands)

  return (
    <>
      {palette === null ? null : (
        <Suspense fallback={null}>
          <CommandPalette scope={palette} onClose={() => show(null)} />
        </Suspense>
      )}
      {isKeySheetOpen ? <KeySheet onClose={() => showKeys(false)} /> : null}
    </>
  )
}
