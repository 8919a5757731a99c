import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIfTarget } from '../../../electron/contract/what-if.ts'

const icons = { pass: <CheckCircleOutlined />, fail: <CloseCircleOutlined />, unsettled: <ClockCircleOutlined /> } as const

export function OutcomeSign({ outcome }: { outcome: WhatIfTarget['before']['outcome'] }): ReactNode {
  const { t } = useTranslation()
  return (
    <span className={`what-if-outcome is-${outcome}`}>
      {icons[outcome]} {t(($) => $.rules.whatIf.outcome[outcome])}
    </span>
  )
}
