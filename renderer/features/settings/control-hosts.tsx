import { App, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../components/failure.tsx'
import { Loaded } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'

/** 对照地址: public sites that tell an outage of the office's own network apart. */
export function ControlHosts(): ReactNode {
  const { t } = useTranslation()
  const read = useRead('watch.controlHosts', {})
  return (
    <section className="panel" aria-labelledby="settings-control">
      <h2 id="settings-control">{t(($) => $.watch.controlHosts.title)}</h2>
      <p className="quiet">{t(($) => $.watch.controlHosts.help)}</p>
      <Loaded read={read}>{({ addresses }) => <Addresses key={addresses.join(' ')} saved={addresses} />}</Loaded>
    </section>
  )
}

function Addresses({ saved }: { saved: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const save = useWrite('watch.setControlHosts')
  const [text, setText] = useState(saved.join('\n'))
  const addresses = text.split(/\s+/).filter((each) => each !== '')
  const isSame = addresses.join(' ') === saved.join(' ')
  return (
    <form
      className="settings-control"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(
          { addresses },
          { onError: report, onSuccess: () => void message.success(t(($) => $.watch.controlHosts.saved)) }
        )
      }}
    >
      <Input.TextArea
        rows={3}
        aria-label={t(($) => $.watch.controlHosts.label)}
        placeholder={t(($) => $.watch.controlHosts.placeholder)}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button htmlType="submit" disabled={isSame} loading={save.isPending}>
        {t(($) => $.watch.controlHosts.save)}
      </Button>
    </form>
  )
}
