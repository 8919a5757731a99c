import { App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RulingRow } from '../../../electron/contract/conflicts.ts'
import { formatInstant } from '../../components/format.ts'
import { EmptyState, ScrollPane } from '../../components/screen.tsx'
import { useReportFailure } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { refreshRead } from '../../rpc/hooks.ts'
import { useItemWords, useSaidWords, useWhoWords } from './item-words.ts'
import { RuleAnew } from './rule-anew.tsx'

/** The last ruling on each conflict. One is never taken back: another one is given. */
export function RuledList({ ruled }: { ruled: readonly RulingRow[] }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const words = useItemWords()
  const saidWords = useSaidWords()
  const who = useWhoWords()
  const [anew, setAnew] = useState<RulingRow | null>(null)
  const [isBusy, setBusy] = useState(false)
  const rule = async (conflictId: string, chosen: string, reason: string): Promise<void> => {
    setBusy(true)
    try {
      await rpc.call('conflicts.ruleMany', { rulings: [{ conflictId, chosen }], reason })
      await refreshRead('conflicts.view')
      void message.success(t(($) => $.exchange.inbox.ruledOne))
      setAnew(null)
    } catch (error) {
      report(error)
    }
    setBusy(false)
  }
  if (ruled.length === 0) return <EmptyState title={t(($) => $.exchange.inbox.noneRuled)} />
  return (
    <ScrollPane className="panel exchange-ruled" label={t(($) => $.exchange.inbox.ruled)}>
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.exchange.inbox.what)}</th>
            <th scope="col">{t(($) => $.exchange.inbox.chosen)}</th>
            <th scope="col">{t(($) => $.exchange.inbox.others)}</th>
            <th scope="col">{t(($) => $.exchange.inbox.why)}</th>
            <th scope="col">{t(($) => $.exchange.inbox.who)}</th>
            <th scope="col">{t(($) => $.exchange.inbox.acts)}</th>
          </tr>
        </thead>
        <tbody>
          {ruled.map((ruling) => {
            const { object, item } = words(ruling)
            return (
              <tr key={ruling.rulingId}>
                <th scope="row">
                  {object}
                  <div className="quiet">{item}</div>
                </th>
                <td>
                  {saidWords(ruling.chosen.said)}
                  <div className="quiet">{who(ruling.chosen)}</div>
                </td>
                <td>
                  {ruling.others.map((version) => (
                    <div key={version.event}>
                      {saidWords(version.said)}
                      <div className="quiet">{who(version)}</div>
                    </div>
                  ))}
                </td>
                <td>{ruling.reason}</td>
                <td>
                  {ruling.by}
                  <div className="quiet figures">{formatInstant(ruling.time)}</div>
                </td>
                <td>
                  <Button size="small" onClick={() => setAnew(ruling)}>
                    {t(($) => $.exchange.inbox.again)}
                  </Button>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {anew === null ? null : (
        <RuleAnew
          ruling={anew}
          isBusy={isBusy}
          onClose={() => setAnew(null)}
          onRule={(chosen, reason) => void rule(anew.conflictId, chosen, reason)}
        />
      )}
    </ScrollPane>
  )
}
