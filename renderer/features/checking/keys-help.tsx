import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keyMap } from './keys.ts'

/** Every key of the screen. */
export function KeysHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const lines = [
    ...keyMap.map((line) => ({ shown: line.shown, word: t(($) => $.checking.keys.action[line.action]) })),
    { shown: 'Ctrl+Enter', word: t(($) => $.checking.keys.saveFinding) },
    { shown: 'Esc', word: t(($) => $.checking.keys.cancelFinding) }
  ]
  return (
    <Modal open footer={null} title={t(($) => $.checking.keys.title)} onCancel={onClose} transitionName="" maskTransitionName="">
      <dl className="checking-keys" data-checking-dialog="">
        {lines.map((line) => (
          <div key={line.shown}>
            <dt>
              <kbd>{line.shown}</kbd>
            </dt>
            <dd>{line.word}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
