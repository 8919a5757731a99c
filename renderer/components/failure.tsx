import { Alert, App, Button, Space } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

interface Fault {
  file?: string
  row?: number
  column?: string
  reason: string
}
/** What a failed call carries, as far as a screen shows it. */
export interface Failure {
  message: string
  code?: string
  faults?: readonly Fault[]
  stack?: string | undefined
}

export function asFailure(error: unknown): Failure {
  if (error instanceof Error) return error
  if (typeof error === 'object' && error !== null && 'message' in error) return error as Failure
  return { message: String(error) }
}

/** Stopped by a person who asked for it: nothing to be alarmed about, and nothing to pass on. */
const isOwnWish = ({ code }: Failure): boolean => code === 'cancelled'

const faultLine = (fault: Fault): string =>
  [fault.file, fault.row === undefined ? undefined : `#${fault.row}`, fault.column, fault.reason]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ')

const detailOf = (failure: Failure): string =>
  [failure.code, ...(failure.faults ?? []).map(faultLine), failure.code === undefined ? failure.stack : undefined]
    .filter((line) => line !== undefined)
    .join('\n')

function FailureDetail({ failure }: { failure: Failure }): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const [isCopied, setCopied] = useState(false)
  const detail = detailOf(failure)
  return (
    <div>
      <Space>
        {detail === '' ? null : (
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(($) => $.common.detail)}
          </Button>
        )}
        <Button
          size="small"
          onClick={() => {
            void navigator.clipboard.writeText(`${failure.message}\n${detail}`).then(() => setCopied(true))
          }}
        >
          {isCopied ? t(($) => $.common.copied) : t(($) => $.common.copy)}
        </Button>
      </Space>
      {isOpen ? <pre className="failure-detail">{detail}</pre> : null}
    </div>
  )
}

/** An error in its place: one sentence, details on demand, and the way to try again. */
export function FailureAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { t } = useTranslation()
  const failure = asFailure(error)
  if (isOwnWish(failure)) {
    return (
      <output>
        <Alert type="info" showIcon role="note" title={failure.message} />
      </output>
    )
  }
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={failure.message}
      description={<FailureDetail failure={failure} />}
      action={onRetry === undefined ? undefined : <Button onClick={onRetry}>{t(($) => $.common.retry)}</Button>}
    />
  )
}

/** For an action that failed: the sentence stays until the person closes it. */
export function useReportFailure(): (error: unknown) => void {
  const { notification } = App.useApp()
  return (error) => {
    const failure = asFailure(error)
    if (isOwnWish(failure)) {
      // It may say what stands all the same.
      notification.info({ title: failure.message, duration: 0, placement: 'bottomLeft' })
      return
    }
    notification.error({
      title: failure.message,
      description: <FailureDetail failure={failure} />,
      duration: 0,
      placement: 'bottomLeft'
    })
  }
}
