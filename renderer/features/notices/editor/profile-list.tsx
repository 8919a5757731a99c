import { ExclamationCircleFilled } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../../electron/contract/index.ts'
import { JsonFault, parseStrictJson } from '../../../../electron/domain/strict-json.ts'
import { useReportFailure } from '../../../components/failure.tsx'
import { formatInstant } from '../../../components/format.ts'
import { Loaded, Screen } from '../../../components/screen.tsx'
import { rpc } from '../../../rpc/client.ts'
import { useRead, useWrite } from '../../../rpc/hooks.ts'
import { ViewSwitch } from '../view-switch.tsx'
import { downloadDraft } from './download-draft.ts'
import { asDraft, freshId, type Draft } from './draft.ts'
import { drafts, isUnsaved, useDrafts } from './draft-store.ts'
import { useUndoMessage } from './use-undo-message.tsx'

type Profiles = Output<'profiles.list'>['profiles']

/** Largest profile file that is read, in bytes; the shipped ones have about ten thousand. */
const fileLimit = 2_000_000

/** Shipped profiles to begin from, the office's own to edit, and drafts not saved yet. */
export function ProfileList(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const report = useReportFailure()
  const read = useRead('profiles.list', {})
  const byId = useDrafts((store) => store.byId)
  const input = useRef<HTMLInputElement>(null)
  const [fileFault, setFileFault] = useState<string | null>(null)

  const taken = [...(read.data?.profiles ?? []).map(({ id }) => id), ...Object.keys(byId)]
  /** A draft of its own beside what it was made from. */
  const begin = (draft: Draft, isCopy: boolean): void => {
    const id = freshId(isCopy ? `${draft.id}-own` : draft.id, taken)
    const name = isCopy ? t(($) => $.profiles.copyName, { name: draft.name }) : draft.name
    const source = isCopy ? t(($) => $.profiles.copySource, { name: draft.name }) : draft.source
    drafts.open(id, { ...draft, id, name, source }, null)
    go(`/notices/profile/${id}`)
  }
  const copy = (id: string): void => {
    rpc
      .call('profiles.get', { id })
      .then(({ profile }) => {
        const draft = asDraft(profile)
        if (draft !== null) begin(draft, true)
      })
      .catch(report)
  }
  const importFile = async (file: File): Promise<void> => {
    if (file.size > fileLimit) return setFileFault(t(($) => $.profiles.tooLarge, { file: file.name }))
    let json: unknown
    try {
      json = parseStrictJson(await file.text())
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error
      return setFileFault(t(($) => $.profiles.notJson, { file: file.name, line: error.line, reason: error.reason }))
    }
    const draft = asDraft(json)
    if (draft === null || draft.tables.length + draft.paragraphs.length === 0) {
      return setFileFault(t(($) => $.profiles.notProfile, { file: file.name }))
    }
    setFileFault(null)
    begin({ ...draft, id: /^[a-z][a-z0-9-]*$/.test(draft.id) ? draft.id : 'imported' }, false)
  }

  return (
    <Screen
      title={t(($) => $.profiles.title)}
      help={t(($) => $.profiles.help)}
      actions={
        <>
          <ViewSwitch view="profiles" />
          <Button onClick={() => input.current?.click()}>{t(($) => $.profiles.importJson)}</Button>
          <input
            ref={input}
            type="file"
            hidden
            accept=".json,application/json"
            data-testid="profile-file"
            aria-label={t(($) => $.profiles.importJson)}
            onChange={(event) => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file !== undefined) importFile(file).catch(report)
            }}
          />
        </>
      }
    >
      {fileFault === null ? null : (
        <Alert type="error" showIcon role="alert" title={fileFault} closable={{ onClose: () => setFileFault(null) }} />
      )}
      <Loaded read={read}>{({ profiles }) => <ProfileTable profiles={profiles} onCopy={copy} />}</Loaded>
    </Screen>
  )
}

function ProfileTable({ profiles, onCopy }: { profiles: Profiles; onCopy: (id: string) => void }): ReactNode {
  const { t } = useTranslation()
  const sayUndo = useUndoMessage()
  const [, go] = useLocation()
  const report = useReportFailure()
  const removing = useWrite('profiles.remove')
  const byId = useDrafts((store) => store.byId)
  const { discard, open } = drafts
  const unsaved = Object.entries(byId).filter(([id, one]) => one.base === null && profiles.every((profile) => profile.id !== id))
  const remove = (id: string): void => {
    rpc
      .call('profiles.get', { id })
      .then(({ profile }) =>
        removing.mutateAsync({ id }).then(() => {
          discard(id)
          const draft = asDraft(profile)
          // Taken back, it lies on the desk as a draft to be saved again.
          sayUndo(
            t(($) => $.profiles.profileRemoved),
            () => {
              if (draft !== null) open(id, draft, null)
            }
          )
        })
      )
      .catch(report)
  }
  return (
    <div className="panel">
      <table className="figure-table profile-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.profiles.fields.name)}</th>
            <th scope="col">{t(($) => $.profiles.fields.id)}</th>
            <th scope="col">{t(($) => $.profiles.origin)}</th>
            <th scope="col">{t(($) => $.profiles.fields.source)}</th>
            <th scope="col">
              <span className="visually-hidden">{t(($) => $.profiles.actions)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {unsaved.map(([id, { present }]) => (
            <tr key={id}>
              <th scope="row">{present.name}</th>
              <td className="mono">{id}</td>
              <td>{t(($) => $.profiles.draft)}</td>
              <td>{present.source}</td>
              <td className="profile-actions">
                <Button size="small" type="primary" onClick={() => go(`/notices/profile/${id}`)}>
                  {t(($) => $.profiles.goOn)}
                </Button>
                <Button
                  size="small"
                  onClick={() => {
                    discard(id)
                    sayUndo(
                      t(($) => $.profiles.discarded, { name: present.name }),
                      () => open(id, present, null)
                    )
                  }}
                >
                  {t(($) => $.profiles.discard)}
                </Button>
              </td>
            </tr>
          ))}
          {profiles.map((profile) => {
            const draft = byId[profile.id]
            return (
              <tr key={profile.id}>
                <th scope="row">
                  {profile.name}
                  {profile.fault === null ? null : (
                    <p className="block-fault">
                      <ExclamationCircleFilled aria-hidden /> {profile.fault}
                    </p>
                  )}
                </th>
                <td className="mono">{profile.id}</td>
                <td>
                  {profile.isShipped
                    ? t(($) => $.profiles.shipped)
                    : t(($) => $.profiles.savedBy, {
                        by: profile.saved?.by ?? '',
                        at: profile.saved === null ? '' : formatInstant(profile.saved.at)
                      })}
                  {draft !== undefined && isUnsaved(draft) ? ` · ${t(($) => $.profiles.hasUnsaved)}` : ''}
                </td>
                <td>{profile.source}</td>
                <td className="profile-actions">
                  {profile.isShipped ? null : (
                    <Button size="small" type="primary" onClick={() => go(`/notices/profile/${profile.id}`)}>
                      {t(($) => $.profiles.edit)}
                    </Button>
                  )}
                  <Button size="small" onClick={() => onCopy(profile.id)}>
                    {t(($) => $.profiles.copy)}
                  </Button>
                  <Button
                    size="small"
                    onClick={() => {
                      rpc
                        .call('profiles.get', { id: profile.id })
                        .then(({ profile: json }) => {
                          const whole = asDraft(json)
                          if (whole !== null) downloadDraft(whole)
                        })
                        .catch(report)
                    }}
                  >
                    {t(($) => $.profiles.exportJson)}
                  </Button>
                  {profile.isShipped ? null : (
                    <Button size="small" onClick={() => remove(profile.id)}>
                      {t(($) => $.profiles.remove)}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
