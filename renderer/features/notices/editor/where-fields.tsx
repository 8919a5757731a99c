import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExternalCondition } from '../../../../electron/domain/notice-external.ts'
import { choices } from './use-words.ts'

const tests = ['is', 'not', 'equals', 'below', 'atLeast'] as const
type Test = (typeof tests)[number]
const testOf = (condition: ExternalCondition): Test => tests.find((test) => condition[test] !== undefined) ?? 'is'

interface WhereFieldsProps {
  where: readonly ExternalCondition[]
  columns: readonly { id: string; label: string }[]
  onChange: (where: ExternalCondition[]) => void
}

/** Which rows of an external table are meant. */
export function WhereFields({ where, columns, onChange }: WhereFieldsProps): ReactNode {
  const { t } = useTranslation()
  const put = (at: number, condition: ExternalCondition): void => onChange(where.toSpliced(at, 1, condition))
  return (
    <fieldset className="editor-group">
      <legend>{t(($) => $.profiles.where)}</legend>
      {where.map((condition, at) => {
        const test = testOf(condition)
        const name = columns.find(({ id }) => id === condition.column)?.label ?? condition.column
        const isWords = test === 'is' || test === 'not'
        return (
          // oxlint-disable-next-line react/no-array-index-key -- conditions have no name of their own
          <div key={at} className="editor-where">
            <Select<string>
              aria-label={t(($) => $.profiles.column)}
              value={condition.column}
              options={columns.map(({ id, label }) => ({ value: id, label }))}
              onChange={(column) => put(at, { ...condition, column })}
            />
            <Select<Test>
              aria-label={t(($) => $.profiles.test)}
              value={test}
              options={choices(tests, (one) => t(($) => $.profiles.tests[one]))}
              onChange={(next) => put(at, { column: condition.column, [next]: next === 'is' || next === 'not' ? [''] : 0 })}
            />
            {isWords ? (
              <Input
                aria-label={`${name} ${t(($) => $.profiles.testValue)}`}
                value={(condition[test] ?? []).join('、')}
                onChange={(event) => put(at, { column: condition.column, [test]: event.target.value.split('、') })}
              />
            ) : (
              <InputNumber<number>
                aria-label={`${name} ${t(($) => $.profiles.testValue)}`}
                value={condition[test] ?? null}
                onChange={(value) => put(at, { column: condition.column, [test]: value ?? 0 })}
              />
            )}
            <Button
              size="small"
              type="text"
              icon={<CloseOutlined />}
              aria-label={`${t(($) => $.profiles.remove)} ${name}`}
              onClick={() => onChange(where.toSpliced(at, 1))}
            />
          </div>
        )
      })}
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={columns.length === 0}
        onClick={() => onChange([...where, { column: columns[0]?.id ?? '', is: [''] }])}
      >
        {t(($) => $.profiles.whereAdd)}
      </Button>
    </fieldset>
  )
}
