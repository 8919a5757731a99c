import { App, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import type { InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { refreshRead } from '../../rpc/hooks.ts'
import { ConflictDetail } from './conflict-detail.tsx'
import { ConflictList } from './conflict-list.tsx'
import { RuleTogether } from './rule-together.tsx'
import { useInboxKeys } from './use-inbox-keys.ts'

interface Props {
  /** At least one. */
  open: readonly ConflictRow[]
  recent: readonly string[]
}

export function InboxWork({ open, recent }: Props): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const reasonRef = useRef<InputRef>(null)
  const [activeId, setActiveId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<{ conflictId: string; event: string } | null>(null)
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [isTogether, setTogether] = useState(false)

  const at = Math.max(
    0,
    open.findIndex(({ conflictId }) => conflictId === activeId)
  )
  const active = open[at]
  const stillSelected = open.filter(({ conflictId }) => selected.has(conflictId))
  const event = chosen !== null && chosen.conflictId === active?.conflictId ? chosen.event : null

  const go = (step: 1 | -1): void => setActiveId(open[Math.min(open.length - 1, Math.max(0, at + step))]?.conflictId ?? null)
  const choose = (number: number): void => {
    const version = active?.versions[number]
    if (active === undefined || version === undefined) return
    setChosen({ conflictId: active.conflictId, event: version.event })
    reasonRef.current?.focus()
  }

  const rule = async (rulings: { conflictId: string; chosen: string }[], why: string): Promise<boolean> => {
    if (isBusy) return false
    setBusy(true)
    // The place in the list is kept: what is ruled leaves it, and the next one stands there.
    const after = open.find(({ conflictId }, index) => index > at && !rulings.some((one) => one.conflictId === conflictId))
    try {
      const { ruled, settled } = await rpc.call('conflicts.ruleMany', { rulings, reason: why })
      const words = ruled === 1 ? t(($) => $.exchange.inbox.ruledOne) : t(($) => $.exchange.inbox.ruledMany, { n: ruled })
      void message.success(settled === 0 ? words : words + t(($) => $.exchange.inbox.settled, { n: settled }))
      setChosen(null)
      setReason('')
      setSelected(new Set())
      setActiveId(after?.conflictId ?? null)
      reasonRef.current?.blur()
      await refreshRead('conflicts.view')
      setBusy(false)
      return true
    } catch (error) {
      report(error)
      setBusy(false)
      return false
    }
  }

  useInboxKeys({
    first: () => choose(0),
    second: () => choose(1),
    third: () => choose(2),
    next: () => go(1),
    previous: () => go(-1),
    reason: () => reasonRef.current?.focus()
  })

  if (active === undefined) return null
  return (
    <div className="exchange-inbox">
      <div className="exchange-side">
        <ConflictList
          open={open}
          activeId={active.conflictId}
          selected={selected}
          onActive={setActiveId}
          onSelected={setSelected}
        />
        <div className="exchange-row exchange-side-foot">
          <span className="figures">{t(($) => $.exchange.inbox.selected, { n: stillSelected.length })}</span>
          <Button disabled={stillSelected.length < 2} onClick={() => setTogether(true)}>
            {t(($) => $.exchange.inbox.bulk)}
          </Button>
        </div>
      </div>
      <ConflictDetail
        key={active.conflictId}
        conflict={active}
        position={{ at: at + 1, total: open.length }}
        chosen={event}
        reason={reason}
        recent={recent}
        reasonRef={reasonRef}
        isBusy={isBusy}
        onChoose={choose}
        onReason={setReason}
        onGo={go}
        onRule={() => {
          if (event !== null && reason.trim() !== '') void rule([{ conflictId: active.conflictId, chosen: event }], reason.trim())
        }}
      />
      {isTogether ? (
        <RuleTogether
          conflicts={stillSelected}
          isBusy={isBusy}
          onClose={() => setTogether(false)}
          onRule={(rulings, why) =>
            void rule(rulings, why).then((isDone) => {
              if (isDone) setTogether(false)
            })
          }
        />
      ) : null}
    </div>
  )
}
