import { Button, Checkbox, Input, Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { watchedSitesLimit } from '../../../electron/contract/watch.ts'
import { visitsPerDayChoices } from '../../../electron/domain/availability-schedule.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { pinyinOf } from '../../components/pinyin.ts'
import { Loaded, ScrollPane } from '../../components/screen.tsx'
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
  return (
    <Loaded read={targets}>
      {(data) => (
        <Choosing
          batchId={batchId}
          plan={plan}
          sites={data.targets.filter(({ object }) => object.url !== null)}
          onClose={onClose}
        />
      )}
    </Loaded>
  )
}

/** Rows drawn at most: a batch may hold thousands, and the search finds the others. */
const drawnRows = 300

function Choosing({ batchId, plan, sites, onClose }: Props & { sites: readonly Target[] }): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(plan?.objectKeys))
  const [perDay, setPerDay] = useState<PerDay>(visitsPerDayChoices.find((choice) => choice === plan?.perDay) ?? 48)
  const [search, setSearch] = useState('')
  const [isBusy, setBusy] = useState(false)
  const haystacks = useMemo(
    () =>
      new Map(
        sites.map(({ objectKey, object: { name, unit } }) => {
          const { full, initials } = pinyinOf(name)
          return [objectKey, `${name} ${unit} ${full} ${initials}`.toLowerCase()]
        })
      ),
    [sites]
  )
  const wanted = search.trim().toLowerCase()
  const found = sites.filter(({ objectKey }) => haystacks.get(objectKey)?.includes(wanted) === true)
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
