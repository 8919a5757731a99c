import { Button, Checkbox } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { ScrollPane } from '../../components/screen.tsx'

interface Props {
  title: string
  checks: Output<'sweeps.get'>['checks']
  /** What the former sweep looked for; null: everything. */
  former: readonly string[] | null
  /** Checks that went quiet. */
  quiet: ReadonlySet<string>
  isBusy: boolean
  onStart: (checks: string[]) => void
  onClose: () => void
}

/** Asks which checks a sweep is to make; Enter starts, Escape leaves. */
export function SweepDialog({ title, checks, former, quiet, isBusy, onStart, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const ids = checks.map(({ id }) => id)
  const [chosen, setChosen] = useState<readonly string[]>(former === null ? ids : ids.filter((id) => former.includes(id)))
  return (
    <ModalDialog label={title} className="sweep-dialog" onClose={onClose}>
      <form
        className="sweep-dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 0 && !isBusy) onStart(ids.filter((id) => chosen.includes(id)))
        }}
      >
        <h2>{title}</h2>
        <p className="quiet">{t(($) => $.hints.sweep.dialog.help)}</p>
        <div className="sweep-dialog-bar">
          <Button size="small" onClick={() => setChosen(ids)}>
            {t(($) => $.hints.sweep.dialog.all)}
          </Button>
          <Button size="small" onClick={() => setChosen([])}>
            {t(($) => $.hints.sweep.dialog.none)}
          </Button>
          <output className="figures">
            {chosen.length === 0
              ? t(($) => $.hints.sweep.dialog.least)
              : t(($) => $.hints.sweep.dialog.chosen, { n: chosen.length, total: ids.length })}
          </output>
        </div>
        <ScrollPane className="sweep-dialog-checks" label={t(($) => $.hints.sweep.dialog.checks)}>
          {checks.map(({ id, title: name, indicators }) => (
            <Checkbox
              key={id}
              checked={chosen.includes(id)}
              onChange={({ target }) => setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
            >
              {name} <span className="mono quiet">{indicators.join('、')}</span>
              {quiet.has(id) ? <span className="hint-quiet-mark">{t(($) => $.hints.quiet.mark)}</span> : null}
            </Checkbox>
          ))}
        </ScrollPane>
        <div className="reason-foot">
          <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
          <Button type="primary" htmlType="submit" disabled={chosen.length === 0} loading={isBusy}>
            {t(($) => $.hints.sweep.start)}
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}
