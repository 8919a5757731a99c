import type { Desk } from '../../../electron/contract/desk.ts'
import { rpc } from '../../rpc/client.ts'
import { queryClient, useRead } from '../../rpc/hooks.ts'
import { attempt } from './attempt.ts'

export interface DeskControl {
  desk: Desk
  /** false until it is known where one was. */
  isKnown: boolean
  keep(part: Partial<Desk>): void
}

const start: Desk = { objectKey: null, mode: 'object', indicatorId: null }

/** Where one is in the batch, remembered over another screen and over the end of the program. */
export function useDesk(batchId: string): DeskControl {
  const read = useRead('desk.get', { batchId })
  return {
    desk: read.data ?? start,
    isKnown: !read.isPending,
    keep: (part) => {
      const known = queryClient.getQueryData<Desk>(['desk.get', { batchId }]) ?? start
      const desk = { ...known, ...part }
      if (desk.objectKey === known.objectKey && desk.mode === known.mode && desk.indicatorId === known.indicatorId) return
      queryClient.setQueryData<Desk>(['desk.get', { batchId }], desk)
      // Where one was is no work: losing it is not worth a word.
      void attempt(rpc.call('desk.keep', { batchId, desk }))
    }
  }
}
