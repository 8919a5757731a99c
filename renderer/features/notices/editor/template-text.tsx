import { Input, Select } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from './fields.tsx'
import type { FigureName } from './use-words.ts'

interface TemplateTextProps {
  label: string
  value: string
  onChange: (value: string) => void
  /** Figures that may be put in, with their value in the previewed notice where there is one. */
  figures: readonly { id: string; value: string | null }[]
  nameOf: FigureName
  rows?: number
}

/** Text with places for figures: written as `{site.checked}`, picked and read by name. */
export function TemplateText({ label, value, onChange, figures, nameOf, rows = 4 }: TemplateTextProps): ReactNode {
  const { t } = useTranslation()
  const area = useRef<TextAreaRef>(null)
  const wasFocused = useRef(false)
  const insert = (id: string): void => {
    const element = area.current?.resizableTextArea?.textArea
    // A field that was never in focus has its caret at the beginning, where nobody put it.
    const from = wasFocused.current ? (element?.selectionStart ?? value.length) : value.length
    const to = wasFocused.current ? (element?.selectionEnd ?? from) : from
    onChange(`${value.slice(0, from)}{${id}}${value.slice(to)}`)
    const caret = from + id.length + 2
    // After the new text is there.
    requestAnimationFrame(() => {
      element?.focus()
      element?.setSelectionRange(caret, caret)
    })
  }
  return (
    <Field label={label}>
      {(id) => (
        <>
          <Input.TextArea
            id={id}
            ref={area}
            value={value}
            autoSize={{ minRows: Math.min(rows, 2), maxRows: 12 }}
            onFocus={() => {
              wasFocused.current = true
            }}
            onChange={(event) => onChange(event.target.value)}
          />
          <Select<string | null>
            className="editor-insert"
            aria-label={t(($) => $.profiles.insert)}
            value={null}
            placeholder={t(($) => $.profiles.insert)}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={380}
            options={figures.map((figure) => ({
              value: figure.id,
              label: `${nameOf(figure.id) ?? figure.id}${figure.value === null ? '' : ` · ${figure.value}`}`
            }))}
            onSelect={(picked) => {
              if (picked !== null) insert(picked)
            }}
          />
          <TemplateReading template={value} nameOf={nameOf} known={figures} />
        </>
      )}
    </Field>
  )
}

/** The text as it reads, each place by the name of its figure; a name that no figure has is marked. */
function TemplateReading({
  template,
  nameOf,
  known
}: {
  template: string
  nameOf: FigureName
  known: TemplateTextProps['figures']
}): ReactNode {
  const { t } = useTranslation()
  const pieces = template.split(/(\{[^{}]*\})/)
  if (pieces.length === 1) return null
  return (
    <p className="editor-reading">
      {pieces.map((piece, index) => {
        const id = /^\{(.*)\}$/.exec(piece)?.[1]
        const place = String(index)
        if (id === undefined) return <span key={place}>{piece}</span>
        const name = nameOf(id)
        const value = known.find((figure) => figure.id === id)?.value ?? null
        return name === null ? (
          <span key={place} className="figure-chip figure-unknown">
            ✕ {t(($) => $.profiles.unknownFigure, { id })}
          </span>
        ) : (
          <span key={place} className="figure-chip" title={`{${id}}`}>
            {name}
            {value === null || value.length > 12 ? '' : ` ${value}`}
          </span>
        )
      })}
    </p>
  )
}
