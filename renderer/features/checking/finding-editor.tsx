import { Button, Input } from 'antd'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { QualityMark, Thumbnail } from './evidence-media.tsx'
import type { FindingDraft } from './finding-draft.ts'
import { toLocalText } from './local-time.ts'
import type { Checking } from './use-checking.ts'

/** The finding, written beside the page and never over it. */
export function FindingEditor({ checking, draft }: { checking: Checking; draft: FindingDraft }): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const formRef = useRef<HTMLFormElement>(null)
  const { work, draftFaults } = checking
  const change = (part: Partial<FindingDraft>): void => checking.drafts.change(part)
  const indicator = work.indicators.find((each) => each.id === draft.indicatorId)
  const faultOf = (name: 'count' | 'description' | 'time' | 'evidence'): string | null =>
    draftFaults.includes(name) ? t(($) => $.checking.editor.fault[name]) : null

  const latest = useRef(checking)
  useEffect(() => {
    latest.current = checking
  })
  useEffect(() => {
    const form = formRef.current
    if (form === null) return undefined
    form.querySelector('textarea')?.focus({ preventScroll: true })
    const keys = (event: KeyboardEvent): void => {
      // While an input method composes, Escape and Enter are its own.
      if (event.isComposing) return
      const isSave = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
      if (!isSave && event.key !== 'Escape') return
      event.preventDefault()
      if (isSave) latest.current.saveDraft()
      else latest.current.cancelDraft()
    }
    form.addEventListener('keydown', keys)
    return () => form.removeEventListener('keydown', keys)
  }, [])

  return (
    <form
      ref={formRef}
      className="checking-editor"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault()
        checking.saveDraft()
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
        <Field id={`${id}-description`} label={t(($) => $.checking.editor.description)} fault={faultOf('description')}>
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
          />
        </Field>
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
  children: ReactNode
}

function Field({ id, label, help, fault = null, children }: FieldProps): ReactNode {
  return (
    <div className="checking-field">
      <label htmlFor={id} title={help}>
        {label}
      </label>
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
