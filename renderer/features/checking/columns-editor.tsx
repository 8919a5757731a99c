import { CalendarOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { guessClass, levelOfPath } from '../../../electron/domain/column-words.ts'
import { readDay } from '../../../electron/domain/phrase.ts'
import { columnClassSchema, columnLevelSchema } from '../../../electron/domain/site-columns.ts'
import type { ColumnForm, FormFault } from './columns-view.ts'

interface Props {
  form: ColumnForm
  fault: FormFault | null
  isBusy: boolean
  onChange: (form: ColumnForm) => void
  onCancel: () => void
  onSave: () => void
}

/** One column, new or changed; the page that is open has filled in what it can. */
export function ColumnEditor({ form, fault, isBusy, onChange, onCancel, onSave }: Props): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const formRef = useRef<HTMLFormElement>(null)
  const dayRef = useRef<HTMLDivElement>(null)
  const change = (part: Partial<ColumnForm>): void => onChange({ ...form, ...part })
  const rename = (path: string): void => {
    // Class and level of a new column follow its path as long as the path says something.
    if (form.id !== null) return change({ path })
    change({ path, class: guessClass(path) ?? form.class, level: levelOfPath(path) })
  }

  const cancel = useRef(onCancel)
  useEffect(() => {
    cancel.current = onCancel
  })
  useEffect(() => {
    const element = formRef.current
    if (element === null) return undefined
    // What is not known of the open page is the day, so the typing begins there.
    dayRef.current?.querySelector('input')?.focus({ preventScroll: true })
    const keys = (event: KeyboardEvent): void => {
      if (event.isComposing || event.key !== 'Escape') return
      event.preventDefault()
      cancel.current()
    }
    element.addEventListener('keydown', keys)
    return () => element.removeEventListener('keydown', keys)
  }, [])

  return (
    <form
      ref={formRef}
      className="checking-fields columns-editor"
      aria-label={form.id === null ? t(($) => $.columns.newTitle) : t(($) => $.columns.editTitle)}
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      <div className="checking-field">
        <label htmlFor={`${id}-path`}>{t(($) => $.columns.path)}</label>
        <Input id={`${id}-path`} value={form.path} title={form.path} onChange={(event) => rename(event.target.value)} />
        {fault === 'path' ? <span className="checking-fault">{t(($) => $.columns.fault.path)}</span> : null}
      </div>
      <div className="checking-row columns-pair">
        <div className="checking-field">
          <label htmlFor={`${id}-class`}>{t(($) => $.columns.classLabel)}</label>
          <select
            id={`${id}-class`}
            className="checking-select"
            value={form.class}
            onChange={(event) => change({ class: columnClassSchema.parse(event.target.value) })}
          >
            {columnClassSchema.options.map((name) => (
              <option key={name} value={name}>
                {t(($) => $.columns.class[name])}
              </option>
            ))}
          </select>
        </div>
        <div className="checking-field">
          <label htmlFor={`${id}-level`}>{t(($) => $.columns.levelLabel)}</label>
          <select
            id={`${id}-level`}
            className="checking-select"
            value={form.level}
            onChange={(event) => change({ level: columnLevelSchema.parse(event.target.value) })}
          >
            {columnLevelSchema.options.map((name) => (
              <option key={name} value={name}>
                {t(($) => $.columns.level[name])}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div className="checking-row columns-pair">
        <div className="checking-field" ref={dayRef}>
          <label htmlFor={`${id}-day`}>{t(($) => $.columns.lastUpdate)}</label>
          <DayInput
            id={`${id}-day`}
            value={form.lastUpdate}
            isOff={form.isBlank}
            onChange={(lastUpdate) => change({ lastUpdate })}
          />
        </div>
        <Checkbox checked={form.isBlank} onChange={(event) => change({ isBlank: event.target.checked, lastUpdate: '' })}>
          {t(($) => $.columns.isBlank)}
        </Checkbox>
      </div>
      {fault === 'lastUpdate' ? <span className="checking-fault">{t(($) => $.columns.fault.lastUpdate)}</span> : null}
      <div className="checking-field">
        <label htmlFor={`${id}-url`}>{t(($) => $.columns.url)}</label>
        <Input
          id={`${id}-url`}
          value={form.url}
          title={form.url}
          inputMode="url"
          onChange={(event) => change({ url: event.target.value })}
        />
      </div>
      <div className="checking-field">
        <label htmlFor={`${id}-note`}>{t(($) => $.columns.note)}</label>
        <Input id={`${id}-note`} value={form.note} onChange={(event) => change({ note: event.target.value })} />
      </div>
      <div className="checking-row columns-foot">
        <span className="checking-small quiet checking-grow">{t(($) => $.columns.seenNow)}</span>
        <Button size="small" onClick={onCancel}>
          {t(($) => $.columns.cancel)}
        </Button>
        <Button size="small" type="primary" htmlType="submit" loading={isBusy}>
          {t(($) => $.columns.save)}
        </Button>
      </div>
    </form>
  )
}

interface DayProps {
  id: string
  value: string
  isOff: boolean
  onChange: (day: string) => void
}

/** Typed as people write a day, or picked. */
function DayInput({ id, value, isOff, onChange }: DayProps): ReactNode {
  const { t } = useTranslation()
  const picker = useRef<HTMLInputElement>(null)
  return (
    <span className="checking-row columns-day-field">
      <Input
        id={id}
        className="figures"
        value={value}
        disabled={isOff}
        placeholder="2026-09-26"
        onChange={(event) => onChange(event.target.value)}
      />
      <Button
        icon={<CalendarOutlined />}
        disabled={isOff}
        aria-label={t(($) => $.columns.pick)}
        title={t(($) => $.columns.pick)}
        onClick={() => picker.current?.showPicker()}
      />
      <input
        ref={picker}
        className="columns-picker"
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={readDay(value) ?? ''}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}
