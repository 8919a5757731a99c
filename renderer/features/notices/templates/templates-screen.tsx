import { FileWordOutlined } from '@ant-design/icons'
import { App, Button, Select } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FailureAlert } from '../../../components/failure.tsx'
import { FileInput, useFileDrop } from '../../../components/file-drop.tsx'
import { EmptyState, Loaded, Screen } from '../../../components/screen.tsx'
import { rpc } from '../../../rpc/client.ts'
import { refreshRead, useRead } from '../../../rpc/hooks.ts'
import { uploadFile } from '../../../rpc/upload.ts'
import { useComposer } from '../composer-state.ts'
import { ViewSwitch } from '../view-switch.tsx'
import { PlaceholderNames } from './placeholder-names.tsx'
import { StarterTemplate } from './starter-template.tsx'
import { TemplateTable, type WordTemplate } from './template-table.tsx'

interface Refusal {
  file: string
  error: unknown
}

/** The office's own Word templates: taken in, checked against a notice profile, removed; what may be written in one stands beside. */
export function TemplatesScreen(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const list = useRead('templates.list', {})
  const profiles = useRead('notices.profiles', {})
  const composed = useComposer((state) => state.profile)
  const [chosen, setChosen] = useState<string | null>(composed)
  const input = useRef<HTMLInputElement>(null)
  /** The template that the file to be chosen takes the place of. */
  const replaced = useRef<WordTemplate | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])

  const listed = profiles.data?.profiles ?? []
  const profile = listed.find(({ id }) => id === chosen) ?? listed[0]

  /** One after the other: each file is kept or refused by itself. */
  const take = async (files: readonly File[], inPlaceOf: WordTemplate | null): Promise<void> => {
    if (profile === undefined || files.length === 0) return
    setBusy(true)
    const refused: Refusal[] = []
    for (const file of files) {
      try {
        const uploadId = await uploadFile(rpc, file, () => undefined)
        const { template, check } = await rpc.call('templates.import', {
          source: { uploadId },
          id: inPlaceOf?.id ?? null,
          title: inPlaceOf?.title ?? null,
          profile: profile.id
        })
        const { title } = template
        if (check.ok) void message.success(t(($) => $.notices.templates.imported, { title }))
        else void message.warning(t(($) => $.notices.templates.importedFaulty, { title }))
      } catch (error) {
        refused.push({ file: file.name, error })
      }
    }
    await refreshRead('templates.list')
    setRefusals(refused)
    setBusy(false)
  }
  const { isOver, zone } = useFileDrop((files) => void take(files, null))
  const choose = (inPlaceOf: WordTemplate | null): void => {
    replaced.current = inPlaceOf
    input.current?.click()
  }

  return (
    <Screen
      title={t(($) => $.notices.templates.title)}
      help={t(($) => $.notices.templates.help)}
      layout="fill"
      actions={
        <>
          <ViewSwitch view="templates" />
          <Button type="primary" loading={isBusy} disabled={profile === undefined} onClick={() => choose(null)}>
            {t(($) => $.notices.templates.import)}
          </Button>
          <FileInput
            ref={input}
            isMany
            accept=".docx"
            testId="template-file"
            label={t(($) => $.notices.templates.import)}
            onFiles={(files) => {
              const inPlaceOf = replaced.current
              replaced.current = null
              void take(inPlaceOf === null ? files : files.slice(0, 1), inPlaceOf)
            }}
          />
        </>
      }
    >
      <div className="panel notice-choices">
        <div className="notice-line">
          <label htmlFor="template-profile">{t(($) => $.notices.templates.profile)}</label>
          <Select
            id="template-profile"
            className="template-profile"
            aria-label={t(($) => $.notices.templates.profile)}
            popupMatchSelectWidth={420}
            value={profile?.id ?? null}
            options={listed.map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(id: string | null) => setChosen(id)}
          />
          {profile === undefined ? null : <StarterTemplate key={profile.id} profile={profile.id} />}
        </div>
      </div>
      {refusals.map(({ file, error }) => (
        <FailureAlert key={file} error={error} />
      ))}
      {profiles.error === null ? null : <FailureAlert error={profiles.error} onRetry={() => void profiles.refetch()} />}
      <div className="template-columns">
        <div className={`template-list${isOver ? ' template-over' : ''}`} {...zone}>
          <Loaded read={list}>
            {({ templates }) =>
              templates.length === 0 ? (
                <EmptyState title={t(($) => $.notices.templates.none)} help={t(($) => $.notices.templates.noneHelp)} />
              ) : profile === undefined ? null : (
                <TemplateTable templates={templates} profile={profile.id} onReplace={choose} />
              )
            }
          </Loaded>
          <p className="template-drop quiet">
            <FileWordOutlined aria-hidden /> {t(($) => $.notices.templates.drop)}
          </p>
        </div>
        {profile === undefined ? null : <PlaceholderNames profile={profile.id} />}
      </div>
    </Screen>
  )
}
