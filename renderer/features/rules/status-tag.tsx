import { CheckCircleOutlined, FileDoneOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Indicator } from '../../../electron/domain/catalogue.ts'

const icons: Readonly<Record<Indicator['status'], ReactNode>> = {
  confirmed: <CheckCircleOutlined aria-hidden />,
  applied: <FileDoneOutlined aria-hidden />,
  unconfirmed: <QuestionCircleOutlined aria-hidden />
}

/** How sure a number is, by icon and word. */
export function StatusTag({ status }: { status: Indicator['status'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className={`rules-status rules-status-${status}`}>
      {icons[status]} {t(($) => $.rules.status[status])}
    </span>
  )
}
