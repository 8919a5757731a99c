import { App } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { openItems, type OpenItem } from '../../../electron/domain/apply-decisions.ts'
import type { DecisionRequest } from '../../../electron/domain/number-decision.ts'
import { formFaults, requestsOf, takenOver, type DecisionForm } from '../../components/number-decisions.ts'
import { useRead } from '../../rpc/hooks.ts'

export interface Decisions {
  items: readonly OpenItem[]
  form: DecisionForm
  change(form: DecisionForm): void
  requests: readonly DecisionRequest[]
  faults: ReadonlyMap<string, string>
  /** Items per decision; one without a word is off. */
  counts: { amount: number; confirm: number; change: number; off: number }
  earlier: { title: string; amount: number; takeOver: () => void } | null
}

const noItems: readonly OpenItem[] = []
const noForm: DecisionForm = {}

/** What is being decided about the open items of an edition; each edition keeps its own while one looks at another. */
export function useDecisions(catalogueId: string | null): Decisions {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const catalogue = useRead('catalogues.get', { id: catalogueId ?? '' }, { enabled: catalogueId !== null }).data
  const batches = useRead('batches.list', {}).data?.batches
  const [forms, setForms] = useState<Readonly<Record<string, DecisionForm>>>({})

  const items = useMemo(() => (catalogue === undefined ? noItems : openItems(catalogue)), [catalogue])
  const form = forms[catalogueId ?? ''] ?? noForm
  const requests = useMemo(() => requestsOf(form, items), [form, items])
  const faults = useMemo(
    () => (catalogue === undefined ? new Map<string, string>() : formFaults(catalogue, requests)),
    [catalogue, requests]
  )
  const change = (next: DecisionForm): void => setForms((known) => ({ ...known, [catalogueId ?? '']: next }))

  // Newest first: the last batch by the same edition in which something was decided.
  const last = batches?.find((batch) => batch.catalogueId === catalogueId && batch.decisions.length > 0)
  const filled = last === undefined ? noForm : takenOver(last.decisions, items)
  const amount = Object.keys(filled).length
  const takeOver = (): void => {
    change({ ...form, ...filled })
    void message.success(t(($) => $.batches.decisions.tookOver, { amount }))
  }
  const confirm = requests.filter(({ action }) => action === 'confirm').length
  const changed = requests.filter(({ action }) => action === 'change').length
  return {
    items,
    form,
    change,
    requests,
    faults,
    counts: { amount: items.length, confirm, change: changed, off: items.length - confirm - changed },
    earlier: last === undefined || amount === 0 ? null : { title: last.title, amount, takeOver }
  }
}
