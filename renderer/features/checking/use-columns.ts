import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input } from '../../../electron/contract/index.ts'
import type { SiteColumn } from '../../../electron/domain/site-columns.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { uploadFile } from '../../rpc/upload.ts'
import { attempt } from './attempt.ts'
import { askedOf, type Paper, type Sheet } from './columns-view.ts'
import type { Checking } from './use-checking.ts'

export interface ColumnsWork {
  /** null while it is read. */
  paper: Paper | null
  failure: string | null
  /** When the paper was read, ISO instant. */
  now: string
  /** When the batch was opened, ISO instant; columns seen before are to be looked at again. */
  openedAt: string | null
  /** The item of the paper that the verdict keys speak of; null when the checklist stands at another one. */
  sheet: Sheet | null
  isBusy: boolean
  record(column: Input<'columns.record'>): Promise<boolean>
  remove(column: SiteColumn): void
  importFile(file: File): void
  step(by: 1 | -1): void
}

const shownFaults = 5

/** The columns of the target's site and what the batch's edition makes of them. */
export function useColumns(batchId: string, checking: Checking, isShown: boolean): ColumnsWork {
  const { t } = useTranslation()
  const objectKey = checking.targets.selected?.objectKey ?? ''
  const isAsked = isShown && checking.work.detail?.target.object.kind === 'site'
  const read = useRead('columns.paper', { batchId, objectKey, at: null }, { enabled: isAsked })
  const batch = useRead('batches.get', { batchId }, { enabled: isAsked })
  const [isBusy, setBusy] = useState(false)
  const paper = read.data === undefined ? null : askedOf(read.data)
  const sheets = paper?.sheets ?? []
  const at = sheets.findIndex(({ indicatorId }) => indicatorId === checking.line?.indicator.id)

  const refuse = ({ message, faults }: RpcFailure): false => {
    const lines = faults.slice(0, shownFaults).map(({ row, column, reason }) => {
      const place = [row === undefined ? '' : t(($) => $.columns.row, { row }), column ?? ''].filter((part) => part !== '')
      return `${place.join(' ')} ${reason}`.trim()
    })
    checking.tell({ tone: 'bad', text: [message, ...lines].join('\n') })
    return false
  }
  const write = async <T>(work: () => Promise<T>, said: (done: T) => void): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    const answer = await attempt(work())
    setBusy(false)
    if (!answer.ok) return refuse(answer.failure)
    said(answer.value)
    return true
  }

  const record = (column: Input<'columns.record'>): Promise<boolean> =>
    write(
      () => rpc.call('columns.record', { ...column, batchId }),
      (done) => checking.tell({ tone: 'good', text: t(($) => $.columns.saved, { path: done.column.path }), undo: checking.undo })
    )

  return {
    paper,
    failure: read.error?.message ?? null,
    now: new Date(read.dataUpdatedAt).toISOString(),
    openedAt: batch.data?.batch.openedAt ?? null,
    sheet: sheets[at] ?? null,
    isBusy,
    record,
    remove: (column) =>
      void write(
        () => rpc.call('columns.remove', { columnId: column.id, batchId }),
        () => checking.tell({ tone: 'good', text: t(($) => $.columns.removed, { path: column.path }), undo: checking.undo })
      ),
    importFile: (file) =>
      void write(
        async () => {
          const uploadId = await uploadFile(rpc, file, () => undefined)
          return rpc.call('columns.import', { source: { uploadId }, objectKey })
        },
        ({ added, changed, unchanged }) =>
          checking.tell({ tone: 'good', text: t(($) => $.columns.imported, { added, changed, unchanged }) })
      ),
    step: (by) => {
      const next = sheets[at === -1 ? (by === 1 ? 0 : sheets.length - 1) : Math.min(sheets.length - 1, Math.max(0, at + by))]
      if (next !== undefined) checking.openLine(next.indicatorId)
    }
  }
}
