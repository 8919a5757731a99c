import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'

type Sent = Output<'work.send'>

const namesIn = (text: string): string[] =>
  text
    .split(/[\n,，、;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** Shares the batch out among the people named, one package each, or sends one person's again. */
export function WorkSendForm({ batchId, inspectors }: { batchId: string; inspectors: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const [people, setPeople] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const key = useRead('packages.key', {})
  const names = namesIn(people)
  const isNamed = names.length > 0 && new Set(names).size === names.length

  const make = async (list: readonly { to: string; selection: Parameters<typeof sendOne>[1] }[]): Promise<void> => {
    setBusy(true)
    setFailure(null)
    const done: Sent[] = []
    try {
      // One after the other: each is an act of its own, and what is made stays made.
      for (const { to, selection } of list) {
        done.push(await sendOne(to, selection))
        setSent([...done])
      }
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  const sendOne = (
    to: string,
    selection: { by: 'none' } | { by: 'share'; index: number; of: number; stratum: null }
  ): Promise<Sent> =>
    rpc.call('work.send', {
      batchId,
      to,
      selection,
      outFile: null,
      passphrase: passphrase === '' ? null : passphrase,
      anyDevice: false
    })

  const overlaps = new Set(sent.flatMap((one) => one.overlaps.map(({ objectKey }) => objectKey))).size
  return (
    <section className="panel work-send" aria-labelledby="work-split">
      <h2 id="work-split">{t(($) => $.work.split)}</h2>
      <label htmlFor="work-names">{`${t(($) => $.work.names)} · ${t(($) => $.work.namesHelp)}`}</label>
      <Input.TextArea
        id="work-names"
        rows={4}
        value={people}
        status={people !== '' && !isNamed ? 'error' : ''}
        onChange={({ target }) => setPeople(target.value)}
      />
      {key.data?.keptBy === 'system' ? null : (
        <>
          <label htmlFor="work-passphrase">{`${t(($) => $.work.passphrase)} · ${t(($) => $.work.passphraseHelp)}`}</label>
          <Input
            id="work-passphrase"
            type="password"
            autoComplete="off"
            value={passphrase}
            onChange={({ target }) => setPassphrase(target.value)}
          />
        </>
      )}
      {people !== '' && !isNamed ? <p role="alert">{t(($) => $.work.needNames)}</p> : null}
      <div className="work-acts">
        <Button
          type="primary"
          loading={isBusy}
          disabled={!isNamed}
          onClick={() =>
            void make(
              names.map((to, at) => ({ to, selection: { by: 'share', index: at + 1, of: names.length, stratum: null } as const }))
            )
          }
        >
          {isBusy ? t(($) => $.work.sending) : t(($) => $.work.sendAll)}
        </Button>
        {inspectors.map((to) => (
          <Button key={to} disabled={isBusy} onClick={() => void make([{ to, selection: { by: 'none' } }])}>
            {`${t(($) => $.work.resend)} ${to}`}
          </Button>
        ))}
      </div>
      {failure === null ? null : <FailureAlert error={failure} />}
      {sent.length === 0 ? null : (
        <output>
          <h3>{t(($) => $.work.made)}</h3>
          <ul className="work-made">
            {sent.map(({ workId, to, targets, exported }) => (
              <li key={workId}>
                <span>{t(($) => $.work.madeLine, { to, targets })}</span>
                {exported === null ? null : (
                  <a href={`exports/${encodeURIComponent(exported)}`} download={exported}>
                    {t(($) => $.work.download)}
                  </a>
                )}
              </li>
            ))}
          </ul>
          <p className="quiet">{t(($) => $.work.keyLine, { keyId: sent[0]?.keyId ?? '' })}</p>
          {overlaps === 0 ? null : <p>{t(($) => $.work.overlapLine, { amount: overlaps })}</p>}
        </output>
      )}
    </section>
  )
}
