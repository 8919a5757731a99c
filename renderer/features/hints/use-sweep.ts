import { useState } from 'react'
import type { Output } from '../../../electron/contract/index.ts'
import type { Sweep } from '../../../electron/contract/sweeps.ts'
import { useReportFailure } from '../../components/failure.tsx'
import type { Reading } from '../../components/screen.tsx'
import { queryClient, useBackendEvent, useRead, useWrite } from '../../rpc/hooks.ts'

export interface SweepControl {
  /** The newest sweep of the batch; null: none yet. */
  sweep: Sweep | null
  isKnown: boolean
  /** The question for it: it may be on its way, or have failed. */
  read: Reading<Output<'sweeps.get'>>
  isBusy: boolean
  /** @param checks ids */
  start(checks: string[], isAnew: boolean, begun: () => void): void
  /** Goes on with the unfinished one. */
  resume(): void
  pause(): void
  stop(): void
}

export function useSweep(batchId: string): SweepControl {
  const report = useReportFailure()
  const read = useRead('sweeps.get', { batchId })
  const start = useWrite('sweeps.start')
  const pause = useWrite('sweeps.pause')
  const stop = useWrite('sweeps.stop')
  const [live, setLive] = useState<Sweep | null>(null)
  useBackendEvent('sweep.changed', (sweep) => {
    if (sweep.batchId === batchId) setLive(sweep)
  })
  const known = read.data?.sweep ?? null
  // What was told last is newer than what was asked for, unless another sweep was begun meanwhile.
  const sweep = live !== null && (known === null || live.sweepId >= known.sweepId) ? live : known
  const took = (answer: Sweep): void => {
    setLive(answer)
    void queryClient.invalidateQueries({ queryKey: ['sweeps.get'] })
  }
  const options = { onError: report, onSuccess: took }
  return {
    sweep,
    isKnown: sweep !== null || read.data !== undefined,
    read,
    isBusy: start.isPending || pause.isPending || stop.isPending,
    start: (checks, isAnew, begun) =>
      start.mutate(
        { batchId, checks, isAnew },
        {
          onError: report,
          onSuccess: (answer) => {
            took(answer)
            begun()
          }
        }
      ),
    resume: () => start.mutate({ batchId, isAnew: false }, options),
    pause: () => pause.mutate({ batchId }, options),
    stop: () => stop.mutate({ batchId }, options)
  }
}
