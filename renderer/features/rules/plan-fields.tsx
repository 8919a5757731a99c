import { Input } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverlayHead } from '../../../electron/domain/overlay-from.ts'
import { Field } from './fields.tsx'

const fields = ['title', 'edition', 'region', 'source'] as const
type HeadField = (typeof fields)[number]

interface PlanFieldsProps {
  head: OverlayHead
  /** Ids that exist; empty when the id stands already. */
  taken: ReadonlySet<string> | null
  isTried: boolean
  onChange: (head: OverlayHead, field: string) => void
}

/** What a local plan says of itself. */
export function PlanFields({ head, taken, isTried, onChange }: PlanFieldsProps): ReactNode {
  const { t } = useTranslation()
  const labels: Readonly<Record<HeadField, string>> = {
    title: t(($) => $.rules.plan.name),
    edition: t(($) => $.rules.plan.edition),
    region: t(($) => $.rules.plan.region),
    source: t(($) => $.rules.plan.source)
  }
  const helps: Readonly<Partial<Record<HeadField, string>>> = {
    edition: t(($) => $.rules.plan.editionHelp),
    region: t(($) => $.rules.plan.regionHelp),
    source: t(($) => $.rules.plan.sourceHelp)
  }
  const idFault = taken === null ? null : planIdFault(head.id, taken)
  const isIdShown = idFault !== null && (isTried || (idFault !== 'needed' && head.id !== ''))
  return (
    <>
      <Field name="id" label={t(($) => $.rules.plan.id)} {...(taken === null ? {} : { help: t(($) => $.rules.plan.idHelp) })}>
        {(key) =>
          taken === null ? (
            <span id={key} className="mono">
              {head.id}
            </span>
          ) : (
            <>
              <Input
                id={key}
                className="mono"
                status={isIdShown ? 'error' : ''}
                value={head.id}
                onChange={(event) => onChange({ ...head, id: event.target.value.normalize('NFKC').trim().toLowerCase() }, 'id')}
              />
              {isIdShown ? (
                <p className="rules-fault" role="alert">
                  {t(($) => $.rules.plan[idFault])}
                </p>
              ) : null}
            </>
          )
        }
      </Field>
      {fields.map((field) => {
        const help = helps[field]
        const isBlank = isTried && head[field].trim() === ''
        return (
          <Field key={field} name={field} label={labels[field]} {...(help === undefined ? {} : { help })}>
            {(key) => (
              <>
                <Input
                  id={key}
                  status={isBlank ? 'error' : ''}
                  value={head[field]}
                  onChange={(event) => onChange({ ...head, [field]: event.target.value }, field)}
                />
                {isBlank ? (
                  <p className="rules-fault" role="alert">
                    {t(($) => $.rules.plan.needed)}
                  </p>
                ) : null}
              </>
            )}
          </Field>
        )
      })}
    </>
  )
}

function planIdFault(id: string, taken: ReadonlySet<string>): 'needed' | 'badId' | 'takenId' | null {
  if (id === '') return 'needed'
  if (!/^[a-z0-9-]+$/.test(id)) return 'badId'
  return taken.has(id) ? 'takenId' : null
}

export function isPlanReady(head: OverlayHead, taken: ReadonlySet<string>): boolean {
  return planIdFault(head.id, taken) === null && fields.every((field) => head[field].trim() !== '')
}
