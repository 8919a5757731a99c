import { CheckCircleOutlined, CloseCircleFilled, WarningOutlined } from '@ant-design/icons'
import { Button, Popconfirm } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../../electron/contract/index.ts'
import { useReportFailure } from '../../../components/failure.tsx'
import { formatBytes, formatInstant } from '../../../components/format.ts'
import { useRead, useWrite } from '../../../rpc/hooks.ts'
import { useComposer } from '../composer-state.ts'

export type WordTemplate = Output<'templates.list'>['templates'][number]
type Check = Output<'templates.check'>

interface TemplateTableProps {
  templates: readonly WordTemplate[]
  profile: string
  onReplace: (template: WordTemplate) => void
}

export function TemplateTable({ templates, profile, onReplace }: TemplateTableProps): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="panel">
      <table className="figure-table template-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.notices.templates.name)}</th>
            <th scope="col">{t(($) => $.notices.templates.saved)}</th>
            <th scope="col">{t(($) => $.notices.templates.check)}</th>
            <th scope="col">
              <span className="visually-hidden">{t(($) => $.profiles.actions)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {templates.map((template) => (
            <TemplateRows key={template.id} template={template} profile={profile} onReplace={onReplace} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface TemplateRowsProps {
  template: WordTemplate
  profile: string
  onReplace: (template: WordTemplate) => void
}

/** The template's row and, below it, what its check found. */
function TemplateRows({ template, profile, onReplace }: TemplateRowsProps): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const removing = useWrite('templates.remove')
  const read = useRead('templates.check', { id: template.id, profile })
  /** null: open while something holds an export back. */
  const [isAsked, setAsked] = useState<boolean | null>(null)
  const faults = read.data?.faults ?? []
  const isOpen = (isAsked ?? read.data?.ok === false) && faults.length > 0
  const listId = `template-faults-${template.id}`
  const remove = (): void =>
    removing.mutate(
      { id: template.id },
      {
        onError: report,
        onSuccess: () => {
          // The notice at hand must not ask for a template that is gone.
          const composer = useComposer.getState()
          if (composer.template === template.id) composer.set({ template: null })
        }
      }
    )
  return (
    <>
      <tr>
        <th scope="row">
          {template.title}
          <p className="quiet">
            {template.file} · {formatBytes(template.size)} ·{' '}
            {t(($) => $.notices.templates.placeholderCount, { n: template.placeholders.length })}
          </p>
        </th>
        <td className="figures">
          {formatInstant(template.time)}
          <p className="quiet">{template.author}</p>
        </td>
        <td>
          {read.error !== null ? (
            <span className="field-fault">
              <CloseCircleFilled aria-hidden /> {read.error.message}
            </span>
          ) : read.data === undefined ? (
            <span className="quiet">{t(($) => $.notices.templates.checking)}</span>
          ) : (
            <>
              <CheckWords check={read.data} />
              {faults.length === 0 ? null : (
                <Button size="small" type="text" aria-expanded={isOpen} aria-controls={listId} onClick={() => setAsked(!isOpen)}>
                  {isOpen ? t(($) => $.notices.templates.hideFaults) : t(($) => $.notices.templates.showFaults)}
                </Button>
              )}
            </>
          )}
        </td>
        <td className="profile-actions">
          <Button size="small" onClick={() => onReplace(template)}>
            {t(($) => $.notices.templates.replace)}
          </Button>
          <Popconfirm
            title={t(($) => $.notices.templates.removeAsk, { title: template.title })}
            description={t(($) => $.notices.templates.removeHelp)}
            okText={t(($) => $.profiles.remove)}
            cancelText={t(($) => $.common.cancel)}
            onConfirm={remove}
          >
            <Button size="small">{t(($) => $.profiles.remove)}</Button>
          </Popconfirm>
        </td>
      </tr>
      {isOpen ? (
        <tr>
          <td colSpan={4}>
            <ul
              id={listId}
              className="template-faults"
              aria-label={t(($) => $.notices.templates.faultsOf, { title: template.title })}
            >
              {faults.map(({ kind, message }) => (
                <li key={message} className={kind === 'missing' ? 'template-missing' : 'field-fault'}>
                  {kind === 'missing' ? <WarningOutlined aria-hidden /> : <CloseCircleFilled aria-hidden />} {message}
                </li>
              ))}
            </ul>
          </td>
        </tr>
      ) : null}
    </>
  )
}

function CheckWords({ check }: { check: Check }): ReactNode {
  const { t } = useTranslation()
  const held = check.faults.filter(({ kind }) => kind !== 'missing').length
  if (held > 0) {
    return (
      <span className="field-fault">
        <CloseCircleFilled aria-hidden /> {t(($) => $.notices.templates.held, { n: held })}
      </span>
    )
  }
  if (check.faults.length > 0) {
    return (
      <span className="template-missing">
        <WarningOutlined aria-hidden /> {t(($) => $.notices.templates.lacks, { n: check.faults.length })}
      </span>
    )
  }
  return (
    <span className="template-fits">
      <CheckCircleOutlined aria-hidden /> {t(($) => $.notices.templates.fits)}
    </span>
  )
}
