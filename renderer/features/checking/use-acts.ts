import { useTranslation } from 'react-i18next'
import type { Act } from '../../../electron/contract/acts.ts'
import { useActWords } from '../../components/act-words.ts'
import { rpc, type RpcFailure } from '../../rpc/client.ts'
import type { StatusLine } from './use-checking.ts'
import type { TargetWork } from './use-target-work.ts'
import type { Targets } from './use-targets.ts'

interface ActsControl {
  undo(): void
  redo(): void
}

interface Options {
  batchId: string
  targets: Targets
  work: TargetWork
  /** A finding is being written: it could be of what an undo takes away. */
  isWriting: boolean
  openLine(indicatorId: string): void
  nameOf(row: { name: string }): string
  tell(status: StatusLine): void
}

/** Takes back what was done since the program was started, one act after the other, and goes to where it was done. */
export function useActs({ batchId, targets, work, isWriting, openLine, nameOf, tell }: Options): ActsControl {
  const { t } = useTranslation()
  const wordsOf = useActWords()

  const restore = async (direction: 'undo' | 'redo'): Promise<void> => {
    if (work.isBusy) return
    if (isWriting) return tell({ tone: 'warn', text: t(($) => $.checking.status.draftOpen) })
    const done: { act: Act | null } = { act: null }
    const answer = await work.write(
      rpc.call(`acts.${direction}`, { batchId }).then(({ act, detail }) => {
        done.act = act
        return detail
      })
    )
    if (!answer.ok) return tell(refusalOf(answer.failure))
    const { act } = done
    if (act === null) return
    const isHere = act.objectKey === targets.selected?.objectKey
    const isOfMany = act.amount > 1
    if (!isHere && !isOfMany) targets.select(act.objectKey)
    if (act.indicator !== null) openLine(act.indicator.id)
    const said = { act: wordsOf(act), name: nameOf(act) }
    const former = act.kind === 'verdict' ? t(($) => $.checking.verdict[act.before ?? 'none']) : null
    const parts = [
      direction === 'undo'
        ? isHere || isOfMany
          ? t(($) => $.desk.undone, said)
          : t(($) => $.desk.undoneThere, said)
        : isHere || isOfMany
          ? t(($) => $.desk.redone, said)
          : t(($) => $.desk.redoneThere, said),
      ...(direction === 'undo' && former !== null ? [t(($) => $.desk.backTo, { verdict: former })] : [])
    ]
    tell({ tone: 'good', text: parts.join(t(($) => $.desk.comma)) })
  }

  return { undo: () => void restore('undo'), redo: () => void restore('redo') }
}

/** Nothing left to take back is no fault. */
function refusalOf({ code, message }: RpcFailure): StatusLine {
  return { tone: code === 'bad-input' ? 'info' : 'bad', text: message }
}
