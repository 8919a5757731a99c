import { Alert, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { refreshRead } from '../../rpc/hooks.ts'

/** A settings file holds a name, an address and some certificates. */
const largest = 1024 * 1024

interface Props {
  authorities: Output<'stamps.list'>['authorities']
  /** What was said of stamps before may no longer be so. */
  onSaved: () => void
}

export function StampAuthorities({ authorities, onSaved }: Props): ReactNode {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [saved, setSaved] = useState<Output<'stamps.saveAuthority'> | null>(null)

  const add = async (file: File): Promise<void> => {
    setFailure(null)
    setSaved(null)
    try {
      const content = file.size > largest ? null : jsonOf(await file.text())
      if (content === null) {
        setFailure({ message: t(($) => $.exchange.stamps.notJson, { name: file.name }) })
        return
      }
      setSaved(await rpc.call('stamps.saveAuthority', { authority: content }))
      onSaved()
      await refreshRead('stamps.list')
    } catch (error) {
      setFailure(error)
    }
  }
  return (
    <section className="panel exchange-form" aria-labelledby="exchange-authorities">
      <div className="exchange-row exchange-between">
        <h2 id="exchange-authorities">{t(($) => $.exchange.stamps.authorities)}</h2>
        <Button onClick={() => input.current?.click()}>{t(($) => $.exchange.stamps.add)}</Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json"
        data-testid="authority-file"
        aria-label={t(($) => $.exchange.stamps.add)}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) void add(file)
        }}
      />
      {authorities.length === 0 ? (
        <p className="quiet">
          {t(($) => $.exchange.stamps.noAuthority)} · {t(($) => $.exchange.stamps.noAuthorityHelp)}
        </p>
      ) : (
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">{t(($) => $.exchange.stamps.name)}</th>
              <th scope="col">{t(($) => $.exchange.stamps.url)}</th>
            </tr>
          </thead>
          <tbody>
            {authorities.map(({ id, name, url }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="mono exchange-url">{url}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {failure === null ? null : <FailureAlert error={failure} />}
      {saved === null ? null : (
        <Alert
          type="success"
          showIcon
          title={
            saved.replaced
              ? t(($) => $.exchange.stamps.replaced, { name: saved.name })
              : t(($) => $.exchange.stamps.added, { name: saved.name })
          }
          description={saved.roots.map(({ subject, sha256 }) => (
            <p key={sha256}>
              {subject} <span className="mono exchange-url">{sha256}</span>
            </p>
          ))}
        />
      )}
    </section>
  )
}

/** null for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
