import { Alert, Button, Input, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Batch } from '../../../electron/contract/batches.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { askFiles, hasFileDialogs } from '../../rpc/host-files.ts'
import { refreshRead } from '../../rpc/hooks.ts'
import { MadePackage } from './made-package.tsx'
import { TargetChooser } from './target-chooser.tsx'

/** What the key store asks for; shorter ones are refused there too. */
const shortest = 8

interface Props {
  batch: Batch
  signingKey: Output<'packages.key'>
}

export function MakePackage({ batch, signingKey: { exists, keptBy } }: Props): ReactNode {
  const { t } = useTranslation()
  const [scope, setScope] = useState<'whole' | 'some'>('whole')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [passphrase, setPassphrase] = useState('')
  const [repeated, setRepeated] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [made, setMade] = useState<Output<'packages.create'> | null>(null)

  if (made !== null) return <MadePackage made={made} onAgain={() => setMade(null)} />

  const asksPassphrase = keptBy === 'passphrase'
  const isFirst = asksPassphrase && !exists
  const isShort = isFirst && passphrase !== '' && passphrase.length < shortest
  const isDifferent = isFirst && repeated !== '' && repeated !== passphrase
  const isSecretReady = !asksPassphrase || (passphrase !== '' && !isShort && (!isFirst || repeated === passphrase))
  const isReady = isSecretReady && (scope === 'whole' || chosen.size > 0)

  const make = async (): Promise<void> => {
    setFailure(null)
    const outFile = await placeFor(batch)
    if (outFile === undefined) return
    setBusy(true)
    try {
      const objectKeys = scope === 'whole' ? null : [...chosen]
      setMade(
        await rpc.call('packages.create', {
          batchId: batch.id,
          objectKeys,
          outFile,
          passphrase: asksPassphrase ? passphrase : null
        })
      )
      setPassphrase('')
      setRepeated('')
      await refreshRead('packages.key')
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  /** null: the workspace's own folder, where the shell has no dialog; undefined: the person chose nothing. */
  const placeFor = async ({ title, period }: Batch): Promise<string | null | undefined> => {
    if (!hasFileDialogs()) return null
    const kind = t(($) => $.exchange.file.kind)
    const name = `${kind}-${period}-${title}.zip`
    const [file] = await askFiles({ ask: 'save', title: t(($) => $.exchange.file.saveTitle), kind, extensions: ['zip'], name })
    return file?.path
  }

  return (
    <form
      className="exchange-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isBusy) void make()
      }}
    >
      <div className="exchange-field">
        <span>{t(($) => $.exchange.make.batch)}</span>
        <b>{`${batch.period} · ${batch.title}`}</b>
      </div>
      <div className="exchange-field">
        <span>{t(($) => $.exchange.make.scope)}</span>
        <Segmented<'whole' | 'some'>
          aria-label={t(($) => $.exchange.make.scope)}
          value={scope}
          options={[
            { value: 'whole', label: t(($) => $.exchange.make.whole) },
            { value: 'some', label: t(($) => $.exchange.make.some) }
          ]}
          onChange={setScope}
        />
      </div>
      {scope === 'some' ? <TargetChooser batchId={batch.id} chosen={chosen} onChange={setChosen} /> : null}
      {asksPassphrase ? null : <p className="quiet">{t(($) => $.exchange.make.system)}</p>}
      {isFirst ? <Alert type="warning" showIcon title={t(($) => $.exchange.make.first)} /> : null}
      {asksPassphrase ? (
        <div className="exchange-field">
          <label htmlFor="exchange-passphrase">{t(($) => $.exchange.make.passphrase)}</label>
          <Input.Password
            id="exchange-passphrase"
            autoComplete="off"
            maxLength={1000}
            value={passphrase}
            status={isShort ? 'error' : ''}
            onChange={(event) => setPassphrase(event.target.value)}
          />
          {isShort ? <span className="field-fault">{t(($) => $.exchange.make.short)}</span> : null}
        </div>
      ) : null}
      {isFirst ? (
        <div className="exchange-field">
          <label htmlFor="exchange-repeat">{t(($) => $.exchange.make.repeat)}</label>
          <Input.Password
            id="exchange-repeat"
            autoComplete="off"
            maxLength={1000}
            value={repeated}
            status={isDifferent ? 'error' : ''}
            onChange={(event) => setRepeated(event.target.value)}
          />
          {isDifferent ? <span className="field-fault">{t(($) => $.exchange.make.differ)}</span> : null}
        </div>
      ) : null}
      {failure === null ? null : <FailureAlert error={failure} />}
      <div className="exchange-row">
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isReady}>
          {hasFileDialogs() ? t(($) => $.exchange.make.make) : t(($) => $.exchange.make.makeHere)}
        </Button>
        <output className="quiet">{isBusy ? t(($) => $.exchange.make.working) : ''}</output>
      </div>
    </form>
  )
}
