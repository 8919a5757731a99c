import { decisionFaults, type OpenItem } from '../../electron/domain/apply-decisions.ts'
import type { Catalogue, RuleWindow } from '../../electron/domain/catalogue.ts'
import type { DecisionRequest } from '../../electron/domain/number-decision.ts'

/** What is typed for one item; numbers stay text until they are read. */
export interface DecisionFields {
  action: DecisionRequest['action']
  unitPoints: string
  /** Empty: no limit. */
  cap: string
  threshold: string
  windowAmount: string
  windowUnit: RuleWindow['unit']
  numbers: Readonly<Record<string, string>>
}
/** By item; an item without an entry is not decided, and off. */
export type DecisionForm = Readonly<Record<string, DecisionFields>>

export function printedFields({ indicator }: OpenItem, action: DecisionFields['action']): DecisionFields {
  const window = windowOf(indicator)
  return {
    action,
    unitPoints: indicator.unitPoints?.value ?? '',
    cap: indicator.cap?.value ?? '',
    threshold: indicator.threshold === undefined ? '' : String(indicator.threshold.value),
    windowAmount: window === undefined ? '' : String(window.amount),
    windowUnit: window?.unit ?? 'month',
    numbers: Object.fromEntries(Object.entries(indicator.numbers ?? {}).map(([key, number]) => [key, number.value]))
  }
}

/** The item's own time limit, or that of its columns that is not sure. */
export function windowOf(indicator: OpenItem['indicator']): RuleWindow | undefined {
  return (indicator.window ?? indicator.columns?.find((rule) => rule.window?.status === 'unconfirmed')?.window)?.value
}

/** The form as decisions: of changed items only the numbers that differ from the printed ones. */
export function requestsOf(form: DecisionForm, items: readonly OpenItem[]): DecisionRequest[] {
  return items.flatMap((item) => {
    const { id: indicatorId } = item.indicator
    const fields = form[indicatorId]
    if (fields === undefined) return []
    if (fields.action !== 'change') return [{ indicatorId, action: fields.action }]
    return [{ indicatorId, action: 'change', ...changedNumbers(item, fields) }]
  })
}

function changedNumbers(item: OpenItem, fields: DecisionFields): Partial<DecisionRequest> {
  const printed = printedFields(item, 'change')
  const differs = (name: 'unitPoints' | 'cap' | 'threshold' | 'windowAmount'): boolean => fields[name].trim() !== printed[name]
  const numbers = Object.entries(fields.numbers).filter(([key, text]) => text.trim() !== printed.numbers[key])
  const isOtherWindow = differs('windowAmount') || fields.windowUnit !== printed.windowUnit
  const { cap } = fields
  return {
    ...(differs('unitPoints') ? { unitPoints: plain(fields.unitPoints) } : {}),
    ...(differs('cap') ? { cap: cap.trim() === '' ? null : plain(cap) } : {}),
    ...(differs('threshold') ? { threshold: Number(plain(fields.threshold)) } : {}),
    ...(isOtherWindow && printed.windowAmount !== ''
      ? { window: { amount: Number(plain(fields.windowAmount)), unit: fields.windowUnit } }
      : {}),
    ...(numbers.length > 0 ? { numbers: Object.fromEntries(numbers.map(([key, text]) => [key, plain(text)])) } : {})
  }
}

const plain = (text: string): string => text.normalize('NFKC').trim()

/** Why the form cannot be taken, by item, in the words of the rule book itself. */
export function formFaults(catalogue: Catalogue, requests: readonly DecisionRequest[]): ReadonlyMap<string, string> {
  return new Map(
    requests.flatMap((request) => {
      const [fault] = decisionFaults(catalogue, [request])
      return fault === undefined ? [] : [[request.indicatorId, fault] as const]
    })
  )
}

/** Decisions of an earlier batch as a form; those on items that need none any more are left out. */
export function takenOver(earlier: readonly DecisionRequest[], items: readonly OpenItem[]): DecisionForm {
  const byItem = new Map(earlier.map((decision) => [decision.indicatorId, decision]))
  return Object.fromEntries(
    items.flatMap((item) => {
      const decision = byItem.get(item.indicator.id)
      if (decision === undefined) return []
      const printed = printedFields(item, decision.action)
      const { window, cap } = decision
      const fields: DecisionFields = {
        ...printed,
        unitPoints: decision.unitPoints ?? printed.unitPoints,
        cap: cap === null ? '' : (cap ?? printed.cap),
        threshold: decision.threshold === undefined ? printed.threshold : String(decision.threshold),
        windowAmount: window === undefined ? printed.windowAmount : String(window.amount),
        windowUnit: window?.unit ?? printed.windowUnit,
        numbers: { ...printed.numbers, ...decision.numbers }
      }
      return [[item.indicator.id, fields] as const]
    })
  )
}
