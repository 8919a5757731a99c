import { Alert, Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { readAnchor, type Anchors } from '../../../electron/domain/evidence-package.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import type { PlacedFile } from '../../rpc/host-files.ts'
import { codeOf } from './code.ts'
import { PackagePicker } from './package-picker.tsx'

type Verdict = Output<'packages.verify'>
type State = { at: 'idle' } | { at: 'busy' } | { at: 'failed'; error: unknown } | { at: 'done'; verdict: Verdict; known: number }

/** The lines that are neither a code nor a key number, counted from 1, and what the others say. */
function readKnown(text: string): { faulty: number[]; heads: Anchors['heads'][number][]; keyIds: string[] } {
  const heads: Anchors['heads'][number][] = []
  const keyIds: string[] = []
  const faulty = text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    const anchor = readAnchor(line)
    if (anchor === null) return [at + 1]
    if ('head' in anchor) heads.push(anchor.head)
    else keyIds.push(anchor.keyId)
    return []
  })
  return { faulty, heads, keyIds }
}

export function VerifyPackage(): ReactNode {
  const { t } = useTranslation()
  const [known, setKnown] = useState('')
  const [file, setFile] = useState<PlacedFile | null>(null)
  const [state, setState] = useState<State>({ at: 'idle' })
  const { faulty, heads, keyIds } = readKnown(known)
  const isBusy = state.at === 'busy'

  const verify = async (chosen: PlacedFile): Promise<void> => {
    setFile(chosen)
    setState({ at: 'busy' })
    try {
      const verdict = await rpc.call('packages.verify', { file: chosen.path, heads, keyIds })
      setState({ at: 'done', verdict, known: heads.length + keyIds.length })
    } catch (error) {
      setState({ at: 'failed', error })
    }
  }
  return (
    <div className="exchange-form">
      <p className="quiet">{t(($) => $.exchange.verify.help)}</p>
      <div className="exchange-field is-wide">
        <label htmlFor="exchange-known">{t(($) => $.exchange.verify.known)}</label>
        <Input.TextArea
          id="exchange-known"
          className="mono"
          rows={2}
          maxLength={8000}
          placeholder={t(($) => $.exchange.verify.knownHint)}
          value={known}
          status={faulty.length > 0 ? 'error' : ''}
          onChange={(event) => setKnown(event.target.value)}
        />
        {faulty[0] === undefined ? null : (
          <span className="field-fault">{t(($) => $.exchange.verify.knownBad, { line: faulty[0] })}</span>
        )}
      </div>
      <PackagePicker
        id="verify-file"
        isMany={false}
        isDisabled={isBusy || faulty.length > 0}
        onFiles={([chosen]) => {
          if (chosen !== undefined) void verify(chosen)
        }}
      />
      {file === null ? null : (
        <div className="exchange-row">
          <span className="exchange-name" title={file.name}>
            {file.name}
          </span>
          <Button size="small" disabled={isBusy || faulty.length > 0} onClick={() => void verify(file)}>
            {t(($) => $.exchange.verify.run)}
          </Button>
        </div>
      )}
      <output className="quiet">{isBusy ? t(($) => $.exchange.verify.working) : ''}</output>
      {state.at === 'failed' ? <FailureAlert error={state.error} /> : null}
      {state.at === 'done' ? <VerdictOf verdict={state.verdict} known={state.known} /> : null}
    </div>
  )
}

function VerdictOf({ verdict, known }: { verdict: Verdict; known: number }): ReactNode {
  const { t } = useTranslation()
  const { ok, problems, batch, signedBy, head, files, events } = verdict
  const whole = known > 0 ? t(($) => $.exchange.verify.okKnown) : t(($) => $.exchange.verify.ok)
  return (
    <div className="exchange-form" data-testid="verify-verdict">
      <Alert
        type={ok ? 'success' : 'error'}
        showIcon
        title={ok ? whole : t(($) => $.exchange.verify.bad, { n: problems.length })}
        description={ok && known === 0 ? t(($) => $.exchange.verify.bare) : undefined}
      />
      {problems.length === 0 ? null : (
        <table className="figure-table exchange-problems">
          <thead>
            <tr>
              <th scope="col">{t(($) => $.exchange.verify.where)}</th>
              <th scope="col">{t(($) => $.exchange.verify.why)}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ file, kind, message }) => (
              <tr key={`${file} ${kind} ${message}`}>
                <th scope="row">{file}</th>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {signedBy === null ? null : (
        <dl className="exchange-facts">
          <dt>{t(($) => $.exchange.verify.batch)}</dt>
          <dd>{batch === null ? '' : `${batch.period} · ${batch.title}`}</dd>
          <dt>{t(($) => $.exchange.verify.signer)}</dt>
          <dd>{signedBy.name}</dd>
          <dt>{t(($) => $.exchange.verify.keyNumber)}</dt>
          <dd className="mono">{signedBy.keyId}</dd>
          {head === null ? null : (
            <>
              <dt>{t(($) => $.exchange.verify.head)}</dt>
              <dd className="mono">{codeOf(head)}</dd>
            </>
          )}
          <dt>{t(($) => $.exchange.verify.counts)}</dt>
          <dd>{t(($) => $.exchange.verify.countsValue, { files, events })}</dd>
        </dl>
      )}
    </div>
  )
}
