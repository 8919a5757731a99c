import { Button, Input, type InputRef } from 'antd'
import { useEffect, useId, useRef, type ReactNode, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { normaliseLocation } from '../../../electron/domain/location-path.ts'
import { asksLastUpdate, awaitedField, openBlanks } from '../../../electron/domain/phrase.ts'
import { QualityMark, Thumbnail } from './evidence-media.tsx'
import { duplicateOf, pickPhrase, type DraftFault, type FindingDraft } from './finding-draft.ts'
import { LastUpdate } from './last-update.tsx'
import { toLocalText } from './local-time.ts'
import { PhrasePicker, type PhraseChoice } from './phrase-picker.tsx'
import { TermHint } from './term-hint.tsx'
import type { Checking } from './use-checking.ts'
import { usePhrases } from './use-phrases.ts'

/** The finding, written beside the page and never over it. */
export function FindingEditor({ checking, draft }: { checking: Checking; draft: FindingDraft }): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const formRef = useRef<HTMLFormElement>(null)
  const { work, draftFaults } = checking
  const change = (part: Partial<FindingDraft>): void => checking.drafts.change(part)
  const indicator = work.indicators.find((each) => each.id === draft.indicatorId)
  const faultOf = (name: Exclude<DraftFault, 'blank'>): string | null =>
    draftFaults.includes(name) ? t(($) => $.checking.editor.fault[name]) : null
  const blanks = openBlanks(draft.description)
  const blankFault =
    draftFaults.includes('blank') && blanks.length > 0 ? t(($) => $.phrases.blank, { list: blanks.join('、') }) : null
  const duplicate = duplicateOf(draft, work.detail?.findings ?? [])
  const object = work.detail?.target.object.kind ?? 'site'
  const phrases = usePhrases(object, indicator, draft, checking.tell)
  const pickerRef = useRef<InputRef>(null)
  const field = (name: 'description' | 'location' | 'last-update'): HTMLElement | null => document.getElementById(`${id}-${name}`)

  const pick = (choice: PhraseChoice): void => {
    if (indicator === undefined) return
    const next = pickPhrase(draft, choice.text, indicator)
    change(next)
    phrases.used(choice)
    // On to the first thing that is still to be said.
    const awaited = awaitedField(next.description)
    const wanted = awaited === 'lastUpdate' ? 'last-update' : (awaited ?? 'description')
    setTimeout(() => field(wanted)?.focus())
  }

  const latest = useRef(checking)
  useLayoutEffect(() => {
    latest.current = checking
  })
  useEffect(() => {
    const form = formRef.current
    if (form === null) return undefined
    form.querySelector('textarea')?.focus({ preventScroll: true })
    const keys = (event: KeyboardEvent): void => {
      // While an input method composes, Escape and Enter are its own.
      if (event.isComposing) return
      const isHeld = event.ctrlKey || event.metaKey
      const isSave = event.key === 'Enter' && isHeld
      const isPick = event.key.toLowerCase() === 'i' && isHeld
      // Escape in the phrases goes back to the text only.
      const isLeave = event.key === 'Escape' && !(event.target instanceof Element && event.target.closest('[data-phrase-picker]'))
      if (!isSave && !isPick && !isLeave) return
      event.preventDefault()
      if (isPick) pickerRef.current?.focus()
      else if (isLeave) latest.current.cancelDraft()
      else latest.current.saveDraft(event.shiftKey)
    }
    form.addEventListener('keydown', keys)
    return () => form.removeEventListener('keydown', keys)
  }, [])

  const { serial } = draft
  useEffect(() => {
    if (serial === 0) return
    const location = document.getElementById(`${id}-location`)
    if (!(location instanceof HTMLInputElement)) return
    location.focus()
    location.setSelectionRange(location.value.length, location.value.length)
  }, [id, serial])

  return (
    <form
      ref={formRef}
      className="checking-editor"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        checking.saveDraft(false)
      }}
    >
      <h3 id={`${id}-title`}>
        {draft.findingId === null ? t(($) => $.checking.editor.newTitle) : t(($) => $.checking.editor.editTitle)}
      </h3>
      <div className="checking-scroll checking-fields">
        <Field id={`${id}-indicator`} label={t(($) => $.checking.editor.indicator)}>
          <select
            id={`${id}-indicator`}
            className="checking-select"
            value={draft.indicatorId}
            // A recorded finding belongs to its indicator; a wrong one is withdrawn and recorded anew.
            disabled={draft.findingId !== null}
            onChange={(event) => change({ indicatorId: event.target.value })}
          >
            {work.indicators.map((each) => (
              <option key={each.id} value={each.id}>
                {each.id} {each.title}
              </option>
            ))}
          </select>
        </Field>
        <PhrasePicker
          choices={phrases.choices}
          inputRef={pickerRef}
          onPick={pick}
          onLeave={() => field('description')?.focus()}
          onRemove={phrases.remove}
        />
        <Field
          id={`${id}-description`}
          label={t(($) => $.checking.editor.description)}
          fault={faultOf('description') ?? blankFault}
          action={
            <Button size="small" type="link" onClick={phrases.keep}>
              {t(($) => $.phrases.save)}
            </Button>
          }
        >
          <Input.TextArea
            id={`${id}-description`}
            value={draft.description}
            autoSize={{ minRows: 2, maxRows: 6 }}
            onChange={(event) => change({ description: event.target.value })}
          />
        </Field>
        <Field id={`${id}-location`} label={t(($) => $.checking.editor.location)} help={t(($) => $.checking.editor.locationHelp)}>
          <Input
            id={`${id}-location`}
            value={draft.location}
            title={draft.location}
            onChange={(event) => change({ location: event.target.value })}
            onBlur={() => {
              const location = normaliseLocation(draft.location)
              if (location !== draft.location) change({ location })
            }}
          />
          {duplicate === null ? null : (
            <output className="checking-warn">
              {t(($) => $.phrases.duplicate, { description: duplicate.description, places: duplicate.count })}
            </output>
          )}
        </Field>
        {indicator !== undefined && (indicator.window !== undefined || asksLastUpdate(draft.template)) ? (
          <LastUpdate id={`${id}-last-update`} draft={draft} onChange={(lastUpdate) => change({ lastUpdate })} />
        ) : null}
        {indicator !== undefined && work.detail !== null ? (
          <TermHint
            key={indicator.id}
            id={`${id}-term`}
            batchId={work.detail.target.batchId}
            indicator={indicator}
            draft={draft}
          />
        ) : null}
        <Field id={`${id}-url`} label={t(($) => $.checking.editor.url)}>
          <Input
            id={`${id}-url`}
            value={draft.url}
            title={draft.url}
            inputMode="url"
            onChange={(event) => change({ url: event.target.value })}
          />
        </Field>
        <div className="checking-row checking-two">
          <Field id={`${id}-count`} label={t(($) => $.checking.editor.count)} fault={faultOf('count')}>
            <Input
              id={`${id}-count`}
              className="figures"
              inputMode="numeric"
              value={draft.count}
              onChange={(event) => change({ count: event.target.value })}
            />
          </Field>
          <Field id={`${id}-time`} label={t(($) => $.checking.editor.observedAt)} fault={faultOf('time')}>
            <Input
              id={`${id}-time`}
              className="figures"
              value={draft.observedAt}
              onChange={(event) => change({ observedAt: event.target.value })}
            />
          </Field>
        </div>
        <EvidencePicker
          evidence={work.detail?.evidence ?? []}
          chosen={draft.evidenceIds}
          needed={indicator?.evidence.captures ?? 0}
          hasPage={checking.targets.selected?.url !== null}
          fault={faultOf('evidence')}
          onChange={(evidenceIds) => change({ evidenceIds })}
        />
      </div>
      <div className="checking-editor-foot">
        <Button onClick={checking.cancelDraft} title={t(($) => $.checking.editor.cancelKeys)}>
          {t(($) => $.checking.editor.cancel)}
        </Button>
        {draft.findingId === null ? (
          <Button disabled={work.isBusy} title={t(($) => $.phrases.saveAgainKeys)} onClick={() => checking.saveDraft(true)}>
            {t(($) => $.phrases.saveAgain)}
          </Button>
        ) : null}
        <Button type="primary" htmlType="submit" loading={work.isBusy} title={t(($) => $.checking.editor.saveKeys)}>
          {work.isBusy ? t(($) => $.checking.editor.saving) : t(($) => $.checking.editor.saveKeys)}
        </Button>
      </div>
    </form>
  )
}

interface FieldProps {
  id: string
  label: string
  help?: string
  fault?: string | null
  action?: ReactNode
  children: ReactNode
}

function Field({ id, label, help, fault = null, action = null, children }: FieldProps): ReactNode {
  return (
    <div className="checking-field">
      <div className="checking-row checking-between">
        <label htmlFor={id} title={help}>
          {label}
        </label>
        {action}
      </div>
      {children}
      {fault === null ? null : (
        <p className="checking-fault" role="alert">
          {fault}
        </p>
      )}
    </div>
  )
}

interface PickerProps {
  evidence: readonly Evidence[]
  chosen: readonly string[]
  needed: number
  hasPage: boolean
  fault: string | null
  onChange: (chosen: string[]) => void
}

function EvidencePicker({ evidence, chosen, needed, hasPage, fault, onChange }: PickerProps): ReactNode {
  const { t } = useTranslation()
  const newestFirst = [...evidence].sort((a, b) => b.capturedAt.localeCompare(a.capturedAt))
  const none = hasPage ? t(($) => $.checking.editor.evidenceNone) : t(($) => $.checking.editor.evidenceLater)
  return (
    <fieldset className="checking-picker">
      <legend>
        {t(($) => $.checking.editor.evidence)}
        {needed === 0 || !hasPage ? null : (
          <span className="quiet checking-small"> {t(($) => $.checking.editor.evidenceNeeded, { captures: needed })}</span>
        )}
      </legend>
      {newestFirst.length === 0 ? <p className="quiet">{none}</p> : null}
      {newestFirst.map((each) => (
        <label key={each.id} className="checking-pick">
          <input
            type="checkbox"
            checked={chosen.includes(each.id)}
            aria-label={t(($) => $.checking.evidence.pick, { time: toLocalText(each.capturedAt) })}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, each.id] : chosen.filter((known) => known !== each.id))
            }
          />
          <Thumbnail evidence={each} />
          <span className="checking-pick-words">
            <span className="figures checking-small">{toLocalText(each.capturedAt)}</span>
            <QualityMark evidence={each} />
          </span>
        </label>
      ))}
      {fault === null ? null : (
        <p className="checking-fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  )
}
