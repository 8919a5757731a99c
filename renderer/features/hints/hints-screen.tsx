import './hints.css'
import { Button } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { WithBatch } from '../../components/with-batch.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { HintsWork } from './hints-work.tsx'
import { SweepDialog } from './sweep-dialog.tsx'
import { SweepActions, SweepLine } from './sweep-bar.tsx'
import { useSweep } from './use-sweep.ts'

/** 线索: what the sweeps of the current batch noticed, to be taken or dismissed. */
export function HintsScreen(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  return (
    <WithBatch
      list={list}
      onHome={() => go('/home')}
      title={t(($) => $.hints.title)}
      help={t(($) => $.hints.help)}
      noBatchHelp={t(($) => $.hints.noBatchHelp)}
    >
      {(batchId) => <BatchHints key={batchId} batchId={batchId} />}
    </WithBatch>
  )
}

function BatchHints({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('hints.list', { batchId })
  const control = useSweep(batchId)
  const [isAsking, setAsking] = useState(false)
  const quiet = useMemo(() => new Set(read.data?.checks.filter(({ isQuiet }) => isQuiet).map(({ check }) => check)), [read.data])
  return (
    <Screen
      title={t(($) => $.hints.title)}
      help={t(($) => $.hints.help)}
      layout="fill"
      actions={<SweepActions control={control} onAnew={() => setAsking(true)} />}
    >
      <SweepLine control={control} />
      <Loaded read={read}>
        {(answer) =>
          answer.hints.length === 0 && control.sweep === null ? (
            // Whether it was ever swept is said only where it is known.
            !control.isKnown ? null : (
              <EmptyState title={t(($) => $.hints.sweep.never)} help={t(($) => $.hints.none)}>
                <Button type="primary" loading={control.isBusy} onClick={() => setAsking(true)}>
                  {t(($) => $.hints.sweep.start)}
                </Button>
              </EmptyState>
            )
          ) : (
            <HintsWork batchId={batchId} answer={answer} />
          )
        }
      </Loaded>
      {isAsking && control.read.data !== undefined ? (
        <SweepDialog
          title={control.sweep === null ? t(($) => $.hints.sweep.start) : t(($) => $.hints.sweep.anew)}
          checks={control.read.data.checks}
          former={control.sweep?.checks ?? null}
          quiet={quiet}
          isBusy={control.isBusy}
          onStart={(checks) => control.start(checks, control.sweep !== null, () => setAsking(false))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </Screen>
  )
}
