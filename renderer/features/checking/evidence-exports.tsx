import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { exportHref } from '../../components/served-file.ts'
import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'

type Procedure = 'evidence.exportArchive' | 'evidence.exportSheet'
type Answer = { by: Procedure; path: string } | { failure: string }

/** In the viewer: what is handed out of one capture, and where it was written. */
export function EvidenceExports({ evidenceId, hasArchive }: { evidenceId: string; hasArchive: boolean }): ReactNode {
  const { t } = useTranslation()
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const toldRef = useRef<HTMLOutputElement>(null)
  // The buttons stand at the lower end of a narrow column: what comes of them would be below its edge.
  useEffect(() => {
    if (answer !== null) toldRef.current?.scrollIntoView({ block: 'nearest' })
  }, [answer])

  const run = async (by: Procedure): Promise<void> => {
    setBusy(true)
    setAnswer(null)
    const done = await attempt(rpc.call(by, { evidenceId }))
    setBusy(false)
    setAnswer(done.ok ? { by, path: done.value.path } : { failure: done.failure.message })
  }
  return (
    <div className="annotate-summary">
      <div className="checking-row checking-exports">
        <Button disabled={isBusy} onClick={() => void run('evidence.exportSheet')}>
          {t(($) => $.checking.evidence.viewer.exportSheet)}
        </Button>
        {hasArchive ? (
          <Button disabled={isBusy} onClick={() => void run('evidence.exportArchive')}>
            {t(($) => $.checking.evidence.viewer.exportArchive)}
          </Button>
        ) : null}
      </div>
      <output ref={toldRef} className="checking-small checking-wrap">
        {isBusy ? t(($) => $.checking.evidence.viewer.exporting) : null}
        {answer === null ? null : <Written answer={answer} />}
      </output>
    </div>
  )
}

function Written({ answer }: { answer: Answer }): ReactNode {
  const { t } = useTranslation()
  if ('failure' in answer) return <span className="checking-fault">{answer.failure}</span>
  const path = `exports/${answer.path}`
  const href = exportHref(path)
  return (
    <>
      {answer.by === 'evidence.exportArchive'
        ? t(($) => $.checking.evidence.viewer.archiveExported, { path })
        : t(($) => $.checking.evidence.viewer.sheetExported, { path })}{' '}
      {href === null ? null : (
        <a href={href} download="">
          {t(($) => $.checking.evidence.viewer.saveCopy)}
        </a>
      )}
    </>
  )
}
