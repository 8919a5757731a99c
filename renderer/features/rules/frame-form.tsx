import { Button, Input, InputNumber, Segmented, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import { isSame } from '../../../electron/domain/overlay-from.ts'
import { NumberField, PointsInput, type Sourced } from './fields.tsx'
import { useRuleWords } from './words.ts'

type Frame = Catalogue['frame']
type NoService = NonNullable<Frame['noService']>['value']
type Grades = NonNullable<Frame['grades']>['value']

interface FrameFormProps {
  frame: Frame
  former: Frame
  /** Of the plan: what a new number starts with. */
  source: string
  onChange: (frame: Frame, step: string) => void
}

const helped = ['failBelow', 'bonusAbove', 'vetoScore'] as const

/** 满分、合格线 … 等次 of a local plan. */
export function FrameForm({ frame, former, source, onChange }: FrameFormProps): ReactNode {
  const { t } = useTranslation()
  const words = useRuleWords()
  const set = (field: keyof Frame, number: Frame[keyof Frame], part = ''): void =>
    onChange({ ...frame, [field]: number }, part === '' ? '' : `frame.${field}.${part}`)
  const textOf = (field: keyof Frame): string => {
    const number = former[field] ?? null
    if (number === null) return ''
    const status = `（${t(($) => $.rules.status[number.status])}）`
    const { value } = number
    if (typeof value === 'string') return value + status
    if (Array.isArray(value)) return words.frameList(value, '；') + status
    return words.noService(value) + status
  }
  const was = (field: keyof Frame) =>
    isSame(former[field], frame[field]) ? null : { text: textOf(field), restore: () => set(field, former[field] ?? null) }
  const first = <T,>(value: T): Sourced<T> => ({ value, status: 'confirmed', source })
  const helpOf = (field: keyof Frame) => {
    const name = helped.find((one) => one === field)
    return name === undefined ? {} : { help: t(($) => $.rules.frame[`${name}Help`]) }
  }
  return (
    <div className="rules-form">
      <header className="rules-item-head">
        <h2>{t(($) => $.rules.frame.title)}</h2>
      </header>
      {(['base', 'failBelow', 'bonusAbove', 'bonusCap', 'vetoScore'] as const).map((field) => (
        <NumberField
          key={field}
          name={field}
          label={t(($) => $.rules.frame[field])}
          {...helpOf(field)}
          number={frame[field]}
          first={first('100')}
          was={was(field)}
          onChange={(number, part) => set(field, number, part)}
        >
          {(value, change, key, isFaulty) => (
            <PointsInput id={key} value={value} label={t(($) => $.rules.frame[field])} isFaulty={isFaulty} onChange={change} />
          )}
        </NumberField>
      ))}
      <NumberField<string[]>
        name="vetoScoreFor"
        label={t(($) => $.rules.frame.vetoScoreFor)}
        help={t(($) => $.rules.frame.vetoScoreForHelp)}
        number={frame.vetoScoreFor}
        first={first(t(($) => $.rules.frame.unitClassChoices).split('、'))}
        was={was('vetoScoreFor')}
        onChange={(number, part) => set('vetoScoreFor', number, part)}
      >
        {(value, change, key) => (
          <Select
            id={key}
            mode="tags"
            className="rules-tags"
            aria-label={t(($) => $.rules.frame.vetoScoreFor)}
            tokenSeparators={['、', '，', ',']}
            value={value}
            onChange={(next: string[]) => change(next)}
          />
        )}
      </NumberField>
      <NumberField<NoService>
        name="noService"
        label={t(($) => $.rules.frame.noService)}
        number={frame.noService}
        first={first({ max: '75', numerator: 4, denominator: 3 })}
        was={was('noService')}
        onChange={(number, part) => set('noService', number, part)}
      >
        {(value, change) => <NoServiceInput value={value} onChange={change} />}
      </NumberField>
      <NumberField<Grades>
        name="grades"
        label={t(($) => $.rules.frame.grades)}
        help={t(($) => $.rules.frame.gradesHelp)}
        number={frame.grades}
        first={first([{ title: t(($) => $.rules.frame.firstGrade), atLeast: '60' }])}
        was={was('grades')}
        onChange={(number, part) => set('grades', number, part)}
      >
        {(value, change) => <GradesInput value={value} onChange={change} />}
      </NumberField>
    </div>
  )
}

function NoServiceInput({ value, onChange }: { value: NoService; onChange: (value: NoService) => void }): ReactNode {
  const { t } = useTranslation()
  const isSpread = 'spread' in value
  return (
    <div className="rules-checks">
      <Segmented<'ratio' | 'spread'>
        aria-label={t(($) => $.rules.frame.noService)}
        value={isSpread ? 'spread' : 'ratio'}
        options={[
          { value: 'ratio', label: t(($) => $.rules.frame.ratioWord) },
          { value: 'spread', label: t(($) => $.rules.frame.spreadWord) }
        ]}
        onChange={(next) => onChange(next === 'spread' ? { spread: '25' } : { max: '75', numerator: 4, denominator: 3 })}
      />
      {isSpread ? (
        <label className="rules-switch">
          {t(($) => $.rules.frame.points)}
          <PointsInput value={value.spread} label={t(($) => $.rules.frame.points)} onChange={(spread) => onChange({ spread })} />
        </label>
      ) : (
        <>
          <label className="rules-switch">
            {t(($) => $.rules.frame.max)}
            <PointsInput value={value.max} label={t(($) => $.rules.frame.max)} onChange={(max) => onChange({ ...value, max })} />
          </label>
          {(['numerator', 'denominator'] as const).map((part) => (
            <label key={part} className="rules-switch">
              {t(($) => $.rules.frame[part])}
              <InputNumber
                className="rules-points"
                min={1}
                max={999}
                precision={0}
                aria-label={t(($) => $.rules.frame[part])}
                value={value[part]}
                onChange={(next) => onChange({ ...value, [part]: next ?? 0 })}
              />
            </label>
          ))}
        </>
      )}
    </div>
  )
}

function GradesInput({ value, onChange }: { value: Grades; onChange: (value: Grades) => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="rules-column-rules">
      {value.map((grade, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a grade's name is what is being typed
        <span key={index} className="rules-number">
          <Input
            className="rules-grade"
            aria-label={`${t(($) => $.rules.frame.gradeTitle)} ${index + 1}`}
            value={grade.title}
            onChange={(event) => onChange(value.toSpliced(index, 1, { ...grade, title: event.target.value }))}
          />
          <span>≥</span>
          <PointsInput
            label={`${t(($) => $.rules.frame.atLeast)} ${index + 1}`}
            value={grade.atLeast}
            onChange={(atLeast) => onChange(value.toSpliced(index, 1, { ...grade, atLeast }))}
          />
          <Button
            size="small"
            disabled={value.length === 1}
            aria-label={`${t(($) => $.rules.frame.removeGrade)} ${index + 1}`}
            onClick={() => onChange(value.toSpliced(index, 1))}
          >
            {t(($) => $.rules.frame.removeGrade)}
          </Button>
        </span>
      ))}
      <Button size="small" onClick={() => onChange([...value, { title: '', atLeast: '0' }])}>
        {t(($) => $.rules.frame.addGrade)}
      </Button>
    </div>
  )
}
