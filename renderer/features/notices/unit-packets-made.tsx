import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FileList } from './file-list.tsx'

interface Props {
  made: Output<'unitPackets.export'>
  onClose: () => void
}

/** Where the folders are, what was left out of them, and each unit's files. */
export function UnitPacketsMade({ made: { dir, packets, notes }, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="panel notice-exported" data-testid="packets-made" aria-label={t(($) => $.notices.packets.title)}>
      <div className="notice-line">
        <p className="notice-folder">{t(($) => $.notices.packets.made, { n: packets.length, dir })}</p>
        <Button size="small" onClick={onClose}>
          {t(($) => $.common.close)}
        </Button>
      </div>
      {notes.length === 0 ? null : (
        <ul className="packets-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {packets.map(({ folder, findings, files }) => (
        <details key={folder}>
          <summary>{t(($) => $.notices.packets.unit, { folder, findings, files: files.length })}</summary>
          <FileList files={files.map((file) => ({ ...file, path: `${dir}/${folder}/${file.name}` }))} />
        </details>
      ))}
    </section>
  )
}
