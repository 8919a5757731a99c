import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { groupedCommands, useCommandStore } from '../components/commands.ts'
import { ModalDialog } from '../components/modal-dialog.tsx'
import { ScrollPane } from '../components/screen.tsx'

/** Every key that does something now, by group: those of the screen first, those of every screen last. */
export function KeySheet({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const sets = useCommandStore((state) => state.sets)
  const own = new Map([...sets].toSorted(([one], [other]) => Number(one === 'app') - Number(other === 'app')))
  const title = t(($) => $.checking.keys.title)
  return (
    <ModalDialog label={title} className="key-sheet" onClose={onClose}>
      <div className="key-sheet-head">
        <h2>{title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t(($) => $.common.close)}
          title={t(($) => $.common.close)}
          onClick={onClose}
        />
      </div>
      <ScrollPane className="key-sheet-body" label={title}>
        {groupedCommands(own).map(([group, commands]) => {
          const lines = commands.filter(({ keys }) => keys !== '')
          if (lines.length === 0) return null
          return (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {lines.map((line) => (
                  <div key={line.id}>
                    <dt>
                      <kbd>{line.keys}</kbd>
                    </dt>
                    <dd>{line.title}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )
        })}
      </ScrollPane>
    </ModalDialog>
  )
}
