import { App, Button, InputNumber } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { Loaded } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'

type Rule = Output<'hints.rule'>

const mostDecisions = 10_000

/** 静默规则: below which agreement, and after how many decisions, a check goes quiet by itself. */
export function QuietRule(): ReactNode {
  const { t } = useTranslation()
  const read = useRead('hints.rule', {})
  return (
    <section className="panel" aria-labelledby="settings-quiet">
      <h2 id="settings-quiet">{t(($) => $.hints.rule.title)}</h2>
      <p className="quiet">{t(($) => $.hints.rule.help)}</p>
      <Loaded read={read}>{(rule) => <Fields key={`${rule.precision} ${rule.leastDecisions}`} saved={rule} />}</Loaded>
    </section>
  )
}

function Fields({ saved }: { saved: Rule }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const save = useWrite('hints.setRule')
  const savedPercent = Math.round(saved.precision * 100)
  const [percent, setPercent] = useState<number | null>(savedPercent)
  const [least, setLeast] = useState<number | null>(saved.leastDecisions)
  const isSame = percent === savedPercent && least === saved.leastDecisions
  return (
    <form
      className="settings-quiet"
      onSubmit={(event) => {
        event.preventDefault()
        if (percent === null || least === null || isSame) return
        save.mutate(
          { precision: percent / 100, leastDecisions: least },
          { onError: report, onSuccess: () => void message.success(t(($) => $.hints.rule.saved)) }
        )
      }}
    >
      <label htmlFor="settings-quiet-percent">{t(($) => $.hints.rule.percent)}</label>
      <InputNumber<number>
        id="settings-quiet-percent"
        min={0}
        max={100}
        precision={0}
        suffix="%"
        value={percent}
        status={percent === null ? 'warning' : ''}
        onChange={setPercent}
      />
      <label htmlFor="settings-quiet-least">{t(($) => $.hints.rule.least)}</label>
      <InputNumber<number>
        id="settings-quiet-least"
        min={1}
        max={mostDecisions}
        precision={0}
        value={least}
        status={least === null ? 'warning' : ''}
        onChange={setLeast}
      />
      <Button htmlType="submit" disabled={isSame || percent === null || least === null} loading={save.isPending}>
        {t(($) => $.settings.save)}
      </Button>
    </form>
  )
}
