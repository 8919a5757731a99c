import { Button, Checkbox, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { matchesSearch } from '../../components/pinyin.ts'
import { Loaded, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

/** Rows drawn at most: a batch may hold thousands, and the search finds the others. */
const drawnRows = 200

const searchText = ({ name, unit, code, pinyin, initials }: TargetRow): string =>
  [name, unit, code, pinyin, initials].join('\n').toLowerCase()

interface Props {
  batchId: string
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

export function TargetChooser({ batchId, chosen, onChange }: Props): ReactNode {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const read = useRead('batches.targets', { batchId })
  const toggle = (key: string, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(key)
    else next.delete(key)
    onChange(next)
  }
  return (
    <Loaded read={read}>
      {({ targets }) => {
        const found = targets.filter((target) => matchesSearch(search, searchText(target)))
        return (
          <>
            <div className="exchange-row">
              <Input
                allowClear
                className="exchange-search"
                placeholder={t(($) => $.exchange.make.search)}
                aria-label={t(($) => $.exchange.make.search)}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
              <Button size="small" onClick={() => onChange(new Set([...chosen, ...found.map(({ objectKey }) => objectKey)]))}>
                {t(($) => $.exchange.make.all)}
              </Button>
              <Button size="small" onClick={() => onChange(new Set())}>
                {t(($) => $.exchange.make.clear)}
              </Button>
              <span className="figures">{t(($) => $.exchange.make.chosen, { n: chosen.size })}</span>
            </div>
            {found.length === 0 ? <output className="quiet">{t(($) => $.exchange.make.noneFound)}</output> : null}
            {found.length > drawnRows ? (
              <output className="quiet">{t(($) => $.exchange.make.cut, { n: found.length, shown: drawnRows })}</output>
            ) : null}
            <ScrollPane className="exchange-targets" label={t(($) => $.exchange.make.some)}>
              {found.slice(0, drawnRows).map(({ objectKey, name, unit }) => (
                <Checkbox
                  key={objectKey}
                  checked={chosen.has(objectKey)}
                  onChange={(event) => toggle(objectKey, event.target.checked)}
                >
                  {name} <span className="quiet">{unit}</span>
                </Checkbox>
              ))}
            </ScrollPane>
          </>
        )
      }}
    </Loaded>
  )
}
