import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { exportHref } from '../../components/served-file.ts'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'

/** In the viewer: the kept page handed out in the format of public replay tools. */
export function ArchiveExport({ evidenceId }: { evidenceId: string }): ReactNode {
  const { t } = useTranslation()
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<{ path: string } | { failure: string } | null>(null)

  const run = async (): Promise<void> => {
    setBusy(true)
    setAnswer(null)
    const done = await attempt(rpc.call('evidence.exportArchive', { evidenceId }))
    setBusy(false)
    setAnswer(done.ok ? { path: done.value.path } : { failure: done.failure.message })
  }
  const href = answer !== null && 'path' in answer ? exportHref(`exports/${answer.path}`) : null
  return (
    <div className="annotate-summary">
      <div className="checking-row">
        <Button disabled={isBusy} onClick={() => void run()}>
          {t(($) => $.checking.evidence.viewer.exportArchive)}
        </Button>
      </div>
      <output className="checking-small checking-wrap">
        {isBusy ? t(($) => $.checking.evidence.viewer.exportingArchive) : null}
        {answer !== null && 'failure' in answer ? <span className="checking-fault">{answer.failure}</span> : null}
        {answer !== null && 'path' in answer
          ? t(($) => $.checking.evidence.viewer.archiveExported, { path: `exports/${answer.path}` })
          : null}{' '}
        {href === null ? null : (
          <a href={href} download="">
            {t(($) => $.checking.evidence.viewer.saveArchive)}
          </a>
        )}
      </output>
    </div>
  )
}
