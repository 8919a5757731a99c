import { Input, Segmented } from 'antd'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { FormDialog } from './dialog.tsx'

interface AddItemProps {
  /** Ids of the edition and its base: one that the plan took away does not come back under another meaning. */
  taken: ReadonlySet<string>
  source: string
  onAdd: (item: Indicator) => void
  onClose: () => void
}

/** A new item starts switched off: it holds together at once, and nothing is scored by half a rule. */
export function AddItemDialog({ taken, source, onAdd, onClose }: AddItemProps): ReactNode {
  const { t } = useTranslation()
  const key = useId()
  const [id, setId] = useState('')
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<Indicator['kind']>('deduction')
  const [isTried, setTried] = useState(false)
  const isId = /^[A-Z]+[0-9]*(\.[0-9]+)?$/.test(id)
  const fault = !isId ? t(($) => $.rules.edit.badId) : taken.has(id) ? t(($) => $.rules.edit.takenId, { id }) : null
  const add = (): void => {
    setTried(true)
    if (fault !== null) return
    onAdd({
      id,
      group: t(($) => $.rules.edit.newGroup),
      title: title.trim() || t(($) => $.rules.edit.newTitle),
      kind,
      rule: t(($) => $.rules.edit.newRule),
      method: t(($) => $.rules.edit.newMethod),
      guidance: t(($) => $.rules.edit.newGuidance),
      status: 'confirmed',
      source,
      ...(kind === 'veto' ? {} : { unitPoints: { value: '1', status: 'confirmed' as const, source } }),
      applies: { portalOnly: false, needsService: false },
      evidence: { captures: 1, onRegisteredHost: false },
      phrase: t(($) => $.rules.edit.newPhrase),
      enabled: false
    })
  }
  return (
    <FormDialog title={t(($) => $.rules.edit.addTitle)} okText={t(($) => $.rules.edit.add)} onOk={add} onClose={onClose}>
      <div className="rules-field">
        <label htmlFor={`${key}id`}>{t(($) => $.rules.edit.addId)}</label>
        <div className="rules-field-body">
          <Input
            id={`${key}id`}
            className="mono"
            value={id}
            status={isTried && fault !== null ? 'error' : ''}
            onChange={(event) => setId(event.target.value.normalize('NFKC').trim().toUpperCase())}
          />
          {isTried && fault !== null ? (
            <p className="rules-fault" role="alert">
              {fault}
            </p>
          ) : (
            <p className="quiet rules-help">{t(($) => $.rules.edit.addIdHelp)}</p>
          )}
        </div>
      </div>
      <div className="rules-field">
        <label htmlFor={`${key}title`}>{t(($) => $.rules.item.title)}</label>
        <Input id={`${key}title`} value={title} onChange={(event) => setTitle(event.target.value)} />
      </div>
      <div className="rules-field">
        <span>{t(($) => $.rules.item.kind)}</span>
        <Segmented<Indicator['kind']>
          className="rules-segments"
          aria-label={t(($) => $.rules.item.kind)}
          value={kind}
          options={(['veto', 'deduction', 'bonus'] as const).map((one) => ({
            value: one,
            label: t(($) => $.rules.kind[one])
          }))}
          onChange={setKind}
        />
      </div>
    </FormDialog>
  )
}
