import { Button, Checkbox, Input, Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { watchedSitesLimit } from '../../../electron/contract/watch.ts'
import { visitsPerDayChoices } from '../../../electron/domain/availability-schedule.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { matchesSearch, pinyinOf } from '../../components/pinyin.ts'
import { Loaded, ScrollPane } from '../../components/screen.tsx'
import { useHaystacks } from '../../components/use-haystacks.ts'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'

type PerDay = (typeof visitsPerDayChoices)[number]
type Target = Output<'batches.targets'>['targets'][number]

interface Props {
  batchId: string
  plan: Output<'watch.get'>['plan']
  onClose: () => void
}

export function PlanChooser({ batchId, plan, onClose }: Props): ReactNode {
  const targets = useRead('batches.targets', { batchId })
  const sites = useMemo(() => targets.data?.targets.filter(({ object }) => object.url !== null) ?? [], [targets.data])
  return <Loaded read={targets}>{() => <Choosing batchId={batchId} plan={plan} sites={sites} onClose={onClose} />}</Loaded>
}

/** Rows drawn at most: a batch may hold thousands, and the search finds the others. */
const drawnRows = 300

const searchText = ({ object: { name, unit } }: Target): string => {
  const { full, initials } = pinyinOf(name)
  return [name, unit, full, initials].join('\n').toLowerCase()
}

function Choosing({ batchId, plan, sites, onClose }: Props & { sites: readonly Target[] }): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(plan?.objectKeys))
  const [perDay, setPerDay] = useState<PerDay>(visitsPerDayChoices.find((choice) => choice === plan?.perDay) ?? 48)
  const [search, setSearch] = useState('')
  const [isBusy, setBusy] = useState(false)
  const haystackOf = useHaystacks(sites, searchText)
  const found = sites.filter((site) => matchesSearch(search, haystackOf(site) ?? ''))
  const toggle = (key: string, isOn: boolean): void => {
    const next = new Set(chosen)
    if (isOn) next.add(key)
    else next.delete(key)
    setChosen(next)
  }
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await rpc.call('watch.plan', { batchId, objectKeys: [...chosen], perDay })
      onClose()
    } catch (error) {
      report(error)
    }
    setBusy(false)
  }

  const nothing = sites.length === 0 ? t(($) => $.watch.plan.noSites) : t(($) => $.watch.plan.noneFound)
  const extent = found.length === 0 ? nothing : t(($) => $.watch.plan.cut, { n: found.length, shown: drawnRows })

  return (
    <section className="panel watch-choose" aria-labelledby="watch-choose">
      <div className="watch-choose-head">
        <h2 id="watch-choose">{t(($) => $.watch.plan.title)}</h2>
        <span className="quiet">{t(($) => $.watch.plan.help, { limit: watchedSitesLimit })}</span>
      </div>
      <div className="watch-choose-head">
        <span>{t(($) => $.watch.plan.perDay)}</span>
        <Segmented<PerDay>
          aria-label={t(($) => $.watch.plan.perDay)}
          value={perDay}
          options={visitsPerDayChoices.map((value) => ({ value, label: t(($) => $.watch.plan.times, { n: value }) }))}
          onChange={setPerDay}
        />
        <span className="quiet">{t(($) => $.watch.plan.perDayHelp)}</span>
      </div>
      <div className="watch-choose-head">
        <Input
          allowClear
          className="watch-search"
          placeholder={t(($) => $.watch.plan.search)}
          aria-label={t(($) => $.watch.plan.search)}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button
          size="small"
          onClick={() => setChosen(new Set([...chosen, ...found.map(({ objectKey }) => objectKey)].slice(0, watchedSitesLimit)))}
        >
          {t(($) => $.watch.plan.all)}
        </Button>
        <Button size="small" onClick={() => setChosen(new Set())}>
          {t(($) => $.watch.plan.none)}
        </Button>
        <span className="figures">{t(($) => $.watch.plan.chosen, { n: chosen.size })}</span>
        <span className="watch-choose-acts">
          <Button onClick={onClose}>{t(($) => $.common.cancel)}</Button>
          <Button
            type="primary"
            loading={isBusy}
            disabled={chosen.size === 0 || chosen.size > watchedSitesLimit}
            onClick={() => void save()}
          >
            {t(($) => $.watch.plan.save)}
          </Button>
        </span>
      </div>
      {found.length > 0 && found.length <= drawnRows ? null : <output className="quiet">{extent}</output>}
      <ScrollPane className="watch-choices" label={t(($) => $.watch.plan.title)}>
        {found.slice(0, drawnRows).map(({ objectKey, object: { name, unit } }) => (
          <Checkbox key={objectKey} checked={chosen.has(objectKey)} onChange={(event) => toggle(objectKey, event.target.checked)}>
            {name} <span className="quiet">{unit}</span>
          </Checkbox>
        ))}
      </ScrollPane>
    </section>
  )
}
