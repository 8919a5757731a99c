import { Alert, App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { formatBytes } from '../../components/format.ts'
import { exportHref } from '../../components/served-file.ts'
import { codeOf } from './code.ts'

/** What is to be kept of a package that was made: on paper, and told by telephone. */
export function MadePackage({ made, onAgain }: { made: Output<'packages.create'>; onAgain: () => void }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { file, sha256, size, files, evidence, events, head, keyId, isNewKey } = made
  const code = codeOf(head)
  const href = exportHref(file)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(t(($) => $.exchange.make.summary, { file, sha256, keyId, code }))
    void message.success(t(($) => $.common.copied))
  }
  return (
    <div className="exchange-form" data-testid="made-package">
      <Alert
        type="success"
        showIcon
        title={t(($) => $.exchange.make.done)}
        description={t(($) => $.exchange.make.counts, { evidence, events, files, size: formatBytes(size) })}
      />
      <dl className="exchange-facts">
        <dt>{t(($) => $.exchange.make.path)}</dt>
        <dd>{file}</dd>
        <dt>{t(($) => $.exchange.make.code)}</dt>
        <dd>
          <b className="mono exchange-code">{code}</b>
          <p className="quiet">{t(($) => $.exchange.make.codeHelp)}</p>
        </dd>
        <dt>{t(($) => $.exchange.make.keyNumber)}</dt>
        <dd>
          <b className="mono exchange-code">{keyId}</b>
          {isNewKey ? <p className="quiet">{t(($) => $.exchange.make.newKey)}</p> : null}
        </dd>
        <dt>{t(($) => $.exchange.make.sha256)}</dt>
        <dd className="mono">{sha256}</dd>
      </dl>
      <div className="exchange-row">
        {href === null ? null : (
          <Button href={href} download="">
            {t(($) => $.exchange.make.save)}
          </Button>
        )}
        <Button onClick={() => void copy()}>{t(($) => $.exchange.make.copy)}</Button>
        <Button onClick={onAgain}>{t(($) => $.exchange.make.again)}</Button>
      </div>
    </div>
  )
}
