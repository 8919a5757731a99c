import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useRead } from '../../rpc/hooks.ts'
import { useComposer } from './composer-state.ts'

export type ProfileChoice = Output<'notices.profiles'>['profiles'][number]

interface ComposerChoicesProps {
  batches: Output<'batches.list'>['batches']
  batchIds: readonly string[]
  profiles: readonly ProfileChoice[]
  profile: ProfileChoice | undefined
  /** The day that the working days come to, or why it cannot be said. */
  deadline: { day: string | null; fault: string | null }
  externals: Readonly<Record<string, string>>
  onChange: () => void
}

/** Everything that is chosen for a notice: first what it is about, below it its head, deadline, tables and files. */
export function ComposerChoices({
  batches,
  batchIds,
  profiles,
  profile,
  deadline,
  externals,
  onChange
}: ComposerChoicesProps): ReactNode {
  const { t } = useTranslation()
  const choices = useComposer()
  const [isOpen, setOpen] = useState(false)
  const set: typeof choices.set = (change) => {
    onChange()
    choices.set(change)
  }
  return (
    <div className="panel notice-choices">
      <div className="notice-line">
        <label htmlFor="notice-batches">{t(($) => $.notices.batches)}</label>
        <Select
          id="notice-batches"
          mode="multiple"
          className="notice-batches"
          aria-label={t(($) => $.notices.batches)}
          placeholder={t(($) => $.notices.batchesHint)}
          value={[...batchIds]}
          options={batches.map((batch) => ({ value: batch.id, label: `${batch.period} · ${batch.title}` }))}
          maxTagCount="responsive"
          onChange={(ids: string[]) => set({ batchIds: ids })}
        />
        <label htmlFor="notice-profile">{t(($) => $.notices.profile)}</label>
        <Select
          id="notice-profile"
          className="notice-profile"
          aria-label={t(($) => $.notices.profile)}
          popupMatchSelectWidth={420}
          value={profile?.id ?? null}
          options={profiles.map((one) => ({ value: one.id, label: one.title }))}
          onChange={(id: string | null) => set({ profile: id, externals: {} })}
        />
        <Deadline deadline={deadline} onSet={set} />
        <Button aria-expanded={isOpen} aria-controls="notice-more" onClick={() => setOpen(!isOpen)}>
          {isOpen ? t(($) => $.notices.less) : t(($) => $.notices.more)}
        </Button>
      </div>
      {isOpen ? <Head profile={profile} onSet={set} /> : null}
      {profile === undefined || profile.externals.length === 0 ? null : (
        <Externals
          profile={profile}
          chosen={externals}
          onChoose={(next) => set({ externals: { ...choices.externals, ...next } })}
        />
      )}
    </div>
  )
}

type Set = (change: Partial<ReturnType<typeof useComposer.getState>>) => void

/** A date, or so many working days after the date of issue. */
function Deadline({ deadline, onSet }: { deadline: ComposerChoicesProps['deadline']; onSet: Set }): ReactNode {
  const { t } = useTranslation()
  const choices = useComposer()
  const mode = choices.workingDays === null ? 'date' : 'days'
  return (
    <>
      <label htmlFor="notice-deadline">{t(($) => $.notices.deadline)}</label>
      <Select<'date' | 'days'>
        aria-label={t(($) => $.notices.deadlineBy)}
        className="notice-deadline-by"
        value={mode}
        options={[
          { value: 'date', label: t(($) => $.notices.deadlineDate) },
          { value: 'days', label: t(($) => $.notices.deadlineDays) }
        ]}
        onChange={(next) => onSet({ workingDays: next === 'days' ? 10 : null })}
      />
      {choices.workingDays === null ? (
        <Input
          id="notice-deadline"
          type="date"
          className="notice-deadline"
          value={choices.deadline}
          onChange={(event) => onSet({ deadline: event.target.value })}
        />
      ) : (
        <>
          <InputNumber<number>
            id="notice-deadline"
            className="notice-days"
            min={1}
            max={250}
            precision={0}
            value={choices.workingDays}
            onChange={(days) => onSet({ workingDays: days ?? 1 })}
          />
          <output className={deadline.fault === null ? 'quiet figures' : 'field-fault'} title={deadline.fault ?? ''}>
            {deadline.fault === null ? (deadline.day ?? '') : `✕ ${t(($) => $.notices.deadlineUnknown)}`}
          </output>
        </>
      )}
    </>
  )
}

function Head({ profile, onSet }: { profile: ProfileChoice | undefined; onSet: Set }): ReactNode {
  const { t } = useTranslation()
  const choices = useComposer()
  const templates = useRead('templates.list', {})
  return (
    <div id="notice-more" className="notice-more">
      <div className="notice-line">
        <label htmlFor="notice-issuer">{t(($) => $.notices.issuer)}</label>
        <Input
          id="notice-issuer"
          className="notice-issuer"
          placeholder={profile?.issuer ?? ''}
          value={choices.issuer}
          onChange={(event) => onSet({ issuer: event.target.value })}
        />
        <label htmlFor="notice-number">{t(($) => $.notices.docNumber)}</label>
        <Input
          id="notice-number"
          className="notice-number"
          value={choices.docNumber}
          onChange={(event) => onSet({ docNumber: event.target.value })}
        />
        <label htmlFor="notice-date">{t(($) => $.notices.date)}</label>
        <Input
          id="notice-date"
          type="date"
          className="notice-deadline"
          value={choices.date}
          onChange={(event) => onSet({ date: event.target.value })}
        />
        <label htmlFor="notice-decimals">{t(($) => $.notices.decimals)}</label>
        <Select<number | 'profile'>
          id="notice-decimals"
          className="notice-decimals"
          aria-label={t(($) => $.notices.decimals)}
          value={choices.decimals ?? 'profile'}
          options={[
            { value: 'profile', label: t(($) => $.notices.decimalsByProfile) },
            ...[0, 1, 2].map((n) => ({ value: n, label: t(($) => $.notices.decimalsOf, { n }) }))
          ]}
          onChange={(value) => onSet({ decimals: value === 0 || value === 1 || value === 2 ? value : null })}
        />
      </div>
      <div className="notice-line">
        <label htmlFor="notice-addressee">{t(($) => $.notices.addressee)}</label>
        <Input
          id="notice-addressee"
          className="notice-addressee"
          placeholder={profile?.addressee ?? ''}
          value={choices.addressee}
          onChange={(event) => onSet({ addressee: event.target.value })}
        />
        <label htmlFor="notice-template">{t(($) => $.notices.template)}</label>
        <Select<string>
          id="notice-template"
          className="notice-template"
          aria-label={t(($) => $.notices.template)}
          popupMatchSelectWidth={300}
          value={choices.template ?? ''}
          options={[
            { value: '', label: t(($) => $.notices.templateBuiltIn) },
            ...(templates.data?.templates ?? []).map(({ id, title }) => ({ value: id, label: title }))
          ]}
          onChange={(id) => onSet({ template: id === '' ? null : id })}
        />
        <Checkbox checked={choices.pdf} onChange={(event) => onSet({ pdf: event.target.checked })}>
          {t(($) => $.notices.pdf)}
        </Checkbox>
      </div>
    </div>
  )
}

interface ExternalsProps {
  profile: ProfileChoice
  chosen: Readonly<Record<string, string>>
  onChoose: (chosen: Record<string, string>) => void
}
/** For each table that the profile shows, which of the office's tables it is. */
function Externals({ profile, chosen, onChoose }: ExternalsProps): ReactNode {
  const { t } = useTranslation()
  const tables = useRead('externals.list', {})
  const options = (tables.data?.tables ?? []).map((table) => ({
    value: table.id,
    label: table.period === '' ? table.title : `${table.title}（${table.period}）`
  }))
  return (
    <div className="notice-line notice-externals">
      <span>{t(($) => $.notices.externals)}</span>
      {profile.externals.map((block) => (
        <span key={block.id} className="notice-external">
          <label htmlFor={`notice-external-${block.id}`}>
            {block.title}
            {block.required ? <span className="field-fault"> {t(($) => $.notices.externalRequired)}</span> : null}
          </label>
          <Select<string>
            id={`notice-external-${block.id}`}
            aria-label={block.title}
            value={chosen[block.id] ?? ''}
            status={block.required && (chosen[block.id] ?? '') === '' ? 'error' : ''}
            popupMatchSelectWidth={300}
            options={[
              {
                value: '',
                label: block.isForm ? t(($) => $.notices.externalForm) : t(($) => $.notices.externalNone)
              },
              ...options
            ]}
            onChange={(id) => {
              onChoose({ ...chosen, [block.id]: id })
            }}
          />
        </span>
      ))}
    </div>
  )
}
