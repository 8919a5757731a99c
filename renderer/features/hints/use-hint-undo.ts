import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActWords } from '../../components/act-words.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { useWrite } from '../../rpc/hooks.ts'

/** Takes back the last decision about hints; what was done elsewhere since is not touched from a screen that does not show it. */
export function useHintUndo(batchId: string): () => void {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const wordsOf = useActWords()
  const undo = useWrite('acts.undo')

  const takeBack = async (): Promise<void> => {
    // Asked now and not kept: acts of other screens come without a notice to this one.
    const { undo: last } = await rpc.call('acts.last', { batchId })
    if (last === null) return void message.info(t(($) => $.hints.nothingToUndo))
    if (last.kind !== 'hint-dismissed' && last.kind !== 'hint-reopened') {
      return void message.warning(t(($) => $.hints.undoElsewhere, { act: wordsOf(last), name: last.name }))
    }
    const { act } = await undo.mutateAsync({ batchId })
    void message.success(t(($) => $.desk.undone, { act: wordsOf(act) }))
  }
  return () => {
    if (!undo.isPending) void takeBack().catch(report)
  }
}
