import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { EmptyState, Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { ComparePictures } from './compare-pictures.tsx'
import { CompareTexts } from './compare-texts.tsx'
import { Dialog } from './dialog.tsx'
import { toLocalText } from './local-time.ts'
import './compare.css'

export type Capture = Output<'compare.captures'>['captures'][number]

/** 比对: two captures of the object, the last two at first; pictures with linked scroll, and the texts that differ. */
export function CompareDialog({ objectKey, onClose }: { objectKey: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('compare.captures', { objectKey })
  return (
    <Dialog isFull title={t(($) => $.compare.title)} onClose={onClose}>
      <Loaded read={read}>
        {({ captures }) =>
          captures.length < 2 ? (
            <EmptyState title={t(($) => $.compare.tooFew)} help={t(($) => $.compare.tooFewHelp)} />
          ) : (
            <Comparing captures={captures} />
          )
        }
      </Loaded>
    </Dialog>
  )
}

function Comparing({ captures }: { captures: readonly Capture[] }): ReactNode {
  const { t } = useTranslation()
  const [beforeId, setBefore] = useState(captures.at(-2)?.evidence.id ?? '')
  const [afterId, setAfter] = useState(captures.at(-1)?.evidence.id ?? '')
  const result = useRead('compare.run', { before: beforeId, after: afterId })
  const failed = result.error === null ? null : { reason: t(($) => $.compare.failed) }
  const [before, after] = [beforeId, afterId].map((id) => captures.find(({ evidence }) => evidence.id === id))
  const options = captures.map(({ evidence, period }) => ({
    value: evidence.id,
    label: t(($) => $.compare.capture, { time: toLocalText(evidence.capturedAt), period, title: evidence.title ?? '' })
  }))
  const choice = (label: string, value: string, choose: (id: string) => void): ReactNode => (
    <label className="compare-choice">
      <span>{label}</span>
      {/* The list hangs in the dialog: under the body it would lie behind. */}
      <Select
        aria-label={label}
        value={value}
        options={options}
        getPopupContainer={(node) => node.closest('dialog') ?? document.body}
        onChange={choose}
      />
    </label>
  )
  return (
    <div className="compare-body">
      <div className="compare-choices">
        {choice(
          t(($) => $.compare.before),
          beforeId,
          setBefore
        )}
        {choice(
          t(($) => $.compare.after),
          afterId,
          setAfter
        )}
      </div>
      {result.error === null ? null : <FailureAlert error={result.error} onRetry={() => void result.refetch()} />}
      {before === undefined || after === undefined ? null : (
        <div className="compare-columns">
          <ComparePictures before={before.evidence} after={after.evidence} result={failed ?? result.data?.picture ?? null} />
          <CompareTexts result={failed ?? result.data?.text ?? null} />
        </div>
      )}
    </div>
  )
}
