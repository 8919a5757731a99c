import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenNumber } from '../../electron/domain/apply-decisions.ts'
import type { Indicator } from '../../electron/domain/catalogue.ts'
import { rules } from '../strings/zh-CN/rules.ts'

type NumberName = keyof (typeof rules)['numberNames']
const isKnown = (name: string): name is NumberName => name in rules.numberNames

/** The further numbers of an item by the name people know; one that nobody named yet by its key. */
export function useNumberName(): (key: string) => string {
  const { t } = useTranslation()
  return (key) => (isKnown(key) ? t(($) => $.rules.numberNames[key]) : key)
}

/** One number of an item in words, marked where it is not sure. */
export function NumberWords({ number, kind }: { number: OpenNumber; kind: Indicator['kind'] }): ReactNode {
  const { t } = useTranslation()
  const nameOf = useNumberName()
  const { name, key, value, isUnconfirmed } = number
  const label =
    name === 'named'
      ? nameOf(key ?? '')
      : name === 'unitPoints' && kind === 'bonus'
        ? t(($) => $.batches.decisions.bonusPoints)
        : t(($) => $.rules.item[name])
  const text = typeof value === 'string' ? value : `${value.amount} ${t(($) => $.rules.unit[value.unit])}`
  return (
    <p>
      {label} <b className="figures">{text}</b>
      {isUnconfirmed ? <span className="decisions-unsure"> {t(($) => $.rules.status.unconfirmed)}</span> : null}
    </p>
  )
}
