import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './dialog.tsx'
import { keyMap } from './keys.ts'

/** Every key of the screen. */
export function KeysHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const lines = [
    ...keyMap.map((line) => ({ shown: line.shown, word: t(($) => $.checking.keys.action[line.action]) })),
    { shown: 'Ctrl+K', word: t(($) => $.phrases.keyPick) },
    { shown: 'Ctrl+Enter', word: t(($) => $.checking.keys.saveFinding) },
    { shown: 'Ctrl+Shift+Enter', word: t(($) => $.phrases.keyAgain) },
    { shown: 'Esc', word: t(($) => $.checking.keys.cancelFinding) }
  ]
  return (
    <Dialog title={t(($) => $.checking.keys.title)} onClose={onClose}>
      <dl className="checking-keys">
        {lines.map((line) => (
          <div key={line.shown}>
            <dt>
              <kbd>{line.shown}</kbd>
            </dt>
            <dd>{line.word}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
