import { Button, Checkbox, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../electron/contract/batches.ts'
import type { Input as InputOf } from '../../../electron/contract/index.ts'
import { ModalDialog } from '../../components/modal-dialog.tsx'
import { useRead } from '../../rpc/hooks.ts'

export type PacketChoice = Pick<InputOf<'unitPackets.export'>, 'batchId' | 'units' | 'originals'>

/** So many units are seen at one glance. */
const listed = 6

interface Props {
  /** Those of the notice, at least one. */
  batches: readonly Batch[]
  onMake: (choice: PacketChoice) => void
  onClose: () => void
}

/** Asked before anything is written for hand-over: whose material, of which batch, and whether unmasked pictures go along. */
export function UnitPacketsDialog({ batches, onMake, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const [batchId, setBatchId] = useState(batches[0]?.id ?? '')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [sought, setSought] = useState('')
  const [originals, setOriginals] = useState(false)
  const targets = useRead('batches.targets', { batchId }, { enabled: batchId !== '' })
  const units = [
    ...new Set((targets.data?.targets ?? []).filter(({ problems }) => problems > 0).map(({ unit }) => unit.trim()))
  ].toSorted((a, b) => a.localeCompare(b, 'zh'))
  return (
    <ModalDialog label={t(($) => $.notices.packets.title)} className="reason-dialog" onClose={onClose}>
      <h2>{t(($) => $.notices.packets.title)}</h2>
      <p className="quiet">{t(($) => $.notices.packets.help)}</p>
      <label htmlFor="packets-batch">{t(($) => $.notices.packets.batch)}</label>
      <select
        id="packets-batch"
        className="packets-batch"
        value={batchId}
        onChange={(event) => {
          setBatchId(event.target.value)
          setChosen([])
        }}
      >
        {batches.map(({ id, period, title }) => (
          <option key={id} value={id}>{`${period} · ${title}`}</option>
        ))}
      </select>
      <fieldset className="packets-units">
        <legend>{t(($) => $.notices.packets.units)}</legend>
        {units.length > listed ? (
          <Input
            aria-label={t(($) => $.notices.packets.seek)}
            placeholder={t(($) => $.notices.packets.seek)}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        ) : null}
        <div className="packets-list">
          {units
            .filter((unit) => unit.includes(sought.trim()))
            .map((unit) => (
              <Checkbox
                key={unit}
                checked={chosen.includes(unit)}
                onChange={({ target }) => setChosen(target.checked ? [...chosen, unit] : chosen.filter((one) => one !== unit))}
              >
                {unit}
              </Checkbox>
            ))}
        </div>
        <p className="quiet">{t(($) => $.notices.packets.all, { n: units.length })}</p>
      </fieldset>
      <Checkbox checked={originals} onChange={(event) => setOriginals(event.target.checked)}>
        {t(($) => $.notices.packets.originals)}
      </Checkbox>
      {targets.data !== undefined && units.length === 0 ? <p>{t(($) => $.notices.packets.noUnit)}</p> : null}
      <div className="reason-foot">
        <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
        <Button
          type="primary"
          disabled={units.length === 0}
          onClick={() => onMake({ batchId, units: chosen.length === 0 ? null : [...chosen], originals })}
        >
          {t(($) => $.notices.packets.make, { n: chosen.length === 0 ? units.length : chosen.length })}
        </Button>
      </div>
    </ModalDialog>
  )
}
