import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input as InputOf, Output } from '../../../electron/contract/index.ts'
import { splitEvenly } from '../../../electron/domain/split-work.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { refreshRead, useRead } from '../../rpc/hooks.ts'

type Sent = Output<'work.send'>
type Selection = InputOf<'work.send'>['selection']

/** What the key store asks for; shorter ones are refused there too. */
const shortest = 8

const namesIn = (text: string): string[] =>
  text
    .split(/[\n,，、;；]/)
    .map((name) => name.trim())
    .filter((name) => name !== '')

interface Props {
  batchId: string
  inspectors: readonly string[]
  unassigned: readonly { objectKey: string; stratum: string }[]
}

/** Shares what nobody has yet out among the people named, one package each, or sends one person's again. */
export function WorkSendForm({ batchId, inspectors, unassigned }: Props): ReactNode {
  const { t } = useTranslation()
  const [people, setPeople] = useState('')
  const [passphrase, setPassphrase] = useState('')
  const [repeated, setRepeated] = useState('')
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [failure, setFailure] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const key = useRead('packages.key', {})
  const names = namesIn(people)
  const isNamed = names.length > 0 && new Set(names).size === names.length
  const isTooMany = !isBusy && names.length > unassigned.length
  const asksPassphrase = key.data?.keptBy === 'passphrase'
  // A first passphrase mistyped once could never be typed again.
  const isFirst = asksPassphrase && key.data?.exists === false
  const isShort = isFirst && passphrase !== '' && passphrase.length < shortest
  const isDifferent = isFirst && repeated !== '' && repeated !== passphrase
  const isSecretReady =
    key.data !== undefined && (!asksPassphrase || (passphrase !== '' && !isShort && (!isFirst || repeated === passphrase)))

  const make = async (list: readonly { to: string; selection: Selection }[]): Promise<void> => {
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
    // Who has a package needs no other; after a fault the rest is what the others would have got.
    const left = names.filter((name) => done.every(({ to }) => to !== name))
    setPeople(left.join('\n'))
    if (done.length > 0) setRepeated('')
    await refreshRead('packages.key')
    setBusy(false)
  }
  const share = (): Promise<void> => {
    const parts = splitEvenly(
      unassigned.map((one, order) => ({ ...one, order })),
      names.length
    )
    return make(
      names.map((to, at) => ({ to, selection: { by: 'names', names: (parts[at] ?? []).map(({ objectKey }) => objectKey) } }))
    )
  }
  const sendOne = (to: string, selection: Selection): Promise<Sent> =>
    rpc.call('work.send', {
      batchId,
      to,
      selection,
      outFile: null,
      passphrase: asksPassphrase ? passphrase : null,
      anyDevice: false
    })

  const overlaps = new Set(sent.flatMap((one) => one.overlaps.map(({ objectKey }) => objectKey))).size
  return (
    <section className="panel work-send" aria-labelledby="work-split">
      <h2 id="work-split">{t(($) => $.work.split)}</h2>
      <p className="quiet">{t(($) => $.work.splitHelp, { amount: unassigned.length })}</p>
      <label htmlFor="work-names">{`${t(($) => $.work.names)} · ${t(($) => $.work.namesHelp)}`}</label>
      <Input.TextArea
        id="work-names"
        rows={4}
        value={people}
        status={people !== '' && !isNamed ? 'error' : ''}
        onChange={({ target }) => setPeople(target.value)}
      />
      {people !== '' && !isNamed ? <p role="alert">{t(($) => $.work.needNames)}</p> : null}
      {isNamed && isTooMany ? <p role="alert">{t(($) => $.work.tooManyNames, { amount: unassigned.length })}</p> : null}
      {asksPassphrase ? (
        <>
          <label htmlFor="work-passphrase">
            {isFirst ? `${t(($) => $.work.passphrase)} · ${t(($) => $.work.passphraseHelp)}` : t(($) => $.work.passphrase)}
          </label>
          <Input
            id="work-passphrase"
            type="password"
            autoComplete="off"
            maxLength={1000}
            value={passphrase}
            status={isShort ? 'error' : ''}
            onChange={({ target }) => setPassphrase(target.value)}
          />
        </>
      ) : null}
      {isFirst ? (
        <>
          <label htmlFor="work-repeat">{t(($) => $.work.repeat)}</label>
          <Input
            id="work-repeat"
            type="password"
            autoComplete="off"
            maxLength={1000}
            value={repeated}
            status={isDifferent ? 'error' : ''}
            onChange={({ target }) => setRepeated(target.value)}
          />
          {isDifferent ? <p role="alert">{t(($) => $.work.differ)}</p> : null}
        </>
      ) : null}
      <div className="work-acts">
        <Button type="primary" loading={isBusy} disabled={!isNamed || isTooMany || !isSecretReady} onClick={() => void share()}>
          {isBusy ? t(($) => $.work.sending) : t(($) => $.work.sendAll)}
        </Button>
        {inspectors.map((to) => (
          <Button key={to} disabled={isBusy || !isSecretReady} onClick={() => void make([{ to, selection: { by: 'none' } }])}>
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
          <p className="quiet">{t(($) => $.work.keyLine, { keyId: (sent[0]?.keyId.match(/.{1,4}/g) ?? []).join(' ') })}</p>
          {overlaps === 0 ? null : <p>{t(($) => $.work.overlapLine, { amount: overlaps })}</p>}
        </output>
      )}
    </section>
  )
}
