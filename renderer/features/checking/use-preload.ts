import { useEffect } from 'react'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import type { PageState } from '../../../electron/contract/pages.ts'
import { readAhead } from '../../rpc/hooks.ts'
import { usePrefetch } from './use-page.ts'

/** What is wanted after the shown target: its work at once, its page when the shown one has come. */
export function usePreload(shown: PageState | null, batchId: string, next: Pick<TargetRow, 'objectKey' | 'url'> | null): void {
  const objectKey = next?.objectKey ?? null
  useEffect(() => {
    if (objectKey !== null) readAhead('targets.get', { batchId, objectKey })
  }, [batchId, objectKey])
  usePrefetch(shown, next === null || next.url === null ? null : { batchId, objectKey: next.objectKey, url: next.url })
}
