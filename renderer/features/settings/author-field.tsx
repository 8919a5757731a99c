import { App, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../components/failure.tsx'
import { useWrite } from '../../rpc/hooks.ts'

export function AuthorField({ author }: { author: string }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const save = useWrite('workspace.setAuthor')
  const [name, setName] = useState(author)
  const isBlank = name.trim() === ''
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (isBlank) return
        save.mutate(
          { author: name.trim() },
          { onError: report, onSuccess: () => void message.success(t(($) => $.settings.authorSaved)) }
        )
      }}
    >
      <h2>
        <label htmlFor="settings-author">{t(($) => $.settings.author)}</label>
      </h2>
      <div className="settings-line">
        <Input
          id="settings-author"
          maxLength={40}
          value={name}
          placeholder={t(($) => $.settings.authorHint)}
          status={isBlank ? 'warning' : ''}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="primary" htmlType="submit" disabled={isBlank || name.trim() === author} loading={save.isPending}>
          {t(($) => $.settings.save)}
        </Button>
      </div>
      <p className="quiet">{isBlank ? t(($) => $.settings.authorNeeded) : t(($) => $.settings.authorHelp)}</p>
    </form>
  )
}
