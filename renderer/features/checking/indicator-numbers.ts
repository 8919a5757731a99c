import type { Indicator } from '../../../electron/domain/catalogue.ts'

export type NumberStatus = Indicator['status']

export interface IndicatorNumber {
  name: 'item' | 'window' | 'threshold' | 'unitPoints' | 'cap' | 'bonusCap'
  /** As printed, without its unit of time. */
  amount: string
  unit: 'day' | 'week' | 'month' | 'year' | null
  status: NumberStatus
  source: string
}

/** Each number of an item with how sure it is; an item without numbers stands for itself. */
export function numbersOf(indicator: Indicator): IndicatorNumber[] {
  const { window, threshold, unitPoints, cap } = indicator
  const numbers: IndicatorNumber[] = []
  if (window !== undefined) {
    const { value, status, source } = window
    numbers.push({ name: 'window', amount: String(value.amount), unit: value.unit, status, source })
  }
  if (threshold !== undefined) {
    const { value, status, source } = threshold
    numbers.push({ name: 'threshold', amount: String(value), unit: null, status, source })
  }
  if (unitPoints !== undefined) {
    const { value, status, source } = unitPoints
    numbers.push({ name: 'unitPoints', amount: value, unit: null, status, source })
  }
  if (cap !== undefined) {
    const { value, status, source } = cap
    numbers.push({ name: indicator.kind === 'bonus' ? 'bonusCap' : 'cap', amount: value, unit: null, status, source })
  }
  return [{ name: 'item', amount: '', unit: null, status: indicator.status, source: indicator.source }, ...numbers]
}
