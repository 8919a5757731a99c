import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonDialog } from './reason-dialog.tsx'

interface Props {
  amount: number
  /** Reasons given lately. */
  recent: readonly string[]
  isBusy: boolean
  onConfirm: (reason: string) => void
  onClose: () => void
}

/** 核减: asks why so many hints are dismissed. */
export function DismissDialog({ amount, ...rest }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <ReasonDialog
      title={t(($) => $.hints.dismiss.title, { amount })}
      label={t(($) => $.hints.dismiss.reason)}
      hint={t(($) => $.hints.dismiss.hint)}
      confirm={t(($) => $.hints.dismiss.confirm)}
      recentLabel={t(($) => $.hints.dismiss.recent)}
      {...rest}
    />
  )
}
