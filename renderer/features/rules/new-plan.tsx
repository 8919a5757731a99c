import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { overlayFrom, type OverlayHead } from '../../../electron/domain/overlay-from.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { FormDialog } from './dialog.tsx'
import { isPlanReady, PlanFields } from './plan-fields.tsx'

const blank: OverlayHead = { id: '', title: '', edition: '', region: '', source: '' }

/** Asks what the plan is called, keeps it, and opens it. */
export function NewPlanDialog({ base, title, onClose }: { base: string; title: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const report = useReportFailure()
  const list = useRead('catalogues.list', {})
  const [head, setHead] = useState(blank)
  const [isTried, setTried] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const taken = new Set([...(list.data?.catalogues ?? []), ...(list.data?.faulty ?? [])].map(({ id }) => id))

  const create = async (): Promise<void> => {
    setTried(true)
    if (!isPlanReady(head, taken) || isBusy) return
    setBusy(true)
    try {
      const edition = await rpc.call('catalogues.get', { id: base })
      await rpc.call('catalogues.saveOverlay', { overlay: overlayFrom(edition, edition, head) })
      onClose()
      go(`/rules/edition/${head.id}`)
    } catch (error) {
      report(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t(($) => $.rules.plan.createTitle, { title })}
      okText={t(($) => $.rules.plan.create)}
      isBusy={isBusy}
      onOk={() => void create()}
      onClose={onClose}
    >
      <p className="quiet">{t(($) => $.rules.plan.createHelp)}</p>
      <PlanFields head={head} taken={taken} isTried={isTried} onChange={setHead} />
    </FormDialog>
  )
}
