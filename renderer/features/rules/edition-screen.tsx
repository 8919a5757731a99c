import { Button } from 'antd'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import { merged } from '../../../electron/domain/overlay-apply.ts'
import type { Overlay } from '../../../electron/domain/overlay.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { useDrafts } from './drafts.ts'
import { EditionEditor } from './edition-editor.tsx'
import { ExportButton } from './export-button.tsx'
import { ItemTree } from './item-tree.tsx'
import { FrameView, ItemView } from './item-view.tsx'
import { NewPlanDialog } from './new-plan.tsx'

/** One edition: to read when it was shipped, to change when it is the office's own. */
export function EditionScreen({ id, selected }: { id: string; selected: string }): ReactNode {
  const list = useRead('catalogues.list', {})
  const plan = useRead('catalogues.overlay', { id })
  return (
    <Loaded read={list}>
      {({ catalogues, faulty }) => (
        <Loaded read={plan}>
          {({ overlay }) => {
            const isOffice =
              catalogues.some((one) => one.id === id && one.origin === 'office') || faulty.some((one) => one.id === id)
            if (overlay !== null && isOffice) return <OfficePlan overlay={overlay} selected={selected} />
            return <ShippedEdition id={id} selected={selected} />
          }}
        </Loaded>
      )}
    </Loaded>
  )
}

function ShippedEdition({ id, selected }: { id: string; selected: string }): ReactNode {
  const edition = useRead('catalogues.get', { id })
  return <Loaded read={edition}>{(catalogue) => <EditionReader catalogue={catalogue} selected={selected} />}</Loaded>
}

const noMarks = new Map<string, never>()

function EditionReader({ catalogue, selected }: { catalogue: Catalogue; selected: string }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const [isMaking, setMaking] = useState(false)
  const { id, title, edition, object, base, region, indicators } = catalogue
  const shown = selected === '' ? (indicators[0]?.id ?? 'frame') : selected
  const indicator = indicators.find((one) => one.id === shown)
  const about = [edition, t(($) => $.common.kind[object]), region, t(($) => $.rules.origin.shipped)]
  return (
    <Screen
      title={title}
      help={about.filter((part) => part !== undefined).join(' · ')}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go('/rules')}>{t(($) => $.rules.back)}</Button>
          {base === undefined ? null : (
            <Button onClick={() => go(`/rules/diff/${base}/${id}`)}>{t(($) => $.rules.compareWithBase)}</Button>
          )}
          <ExportButton id={id} />
          <Button type="primary" onClick={() => setMaking(true)}>
            {t(($) => $.rules.makePlan)}
          </Button>
        </>
      }
    >
      <div className="rules-panes">
        <ItemTree
          catalogue={catalogue}
          isPlan={false}
          selected={shown}
          marks={noMarks}
          onSelect={(key) => go(`/rules/edition/${id}/${key}`, { replace: true })}
        />
        <ScrollPane className="rules-detail panel" label={indicator?.title ?? t(($) => $.rules.frame.title)}>
          {indicator === undefined ? <FrameView frame={catalogue.frame} /> : <ItemView indicator={indicator} />}
        </ScrollPane>
      </div>
      {isMaking ? <NewPlanDialog base={id} title={title} onClose={() => setMaking(false)} /> : null}
    </Screen>
  )
}

/** Takes up what was being typed, else what is saved. */
function OfficePlan({ overlay, selected }: { overlay: Overlay; selected: string }): ReactNode {
  const base = useRead('catalogues.get', { id: overlay.base })
  return <Loaded read={base}>{(edition) => <OpenedPlan base={edition} overlay={overlay} selected={selected} />}</Loaded>
}

function OpenedPlan({ base, overlay, selected }: { base: Catalogue; overlay: Overlay; selected: string }): ReactNode {
  const draft = useDrafts((state) => state.drafts[overlay.id])
  const open = useDrafts((state) => state.open)
  const { id, title, edition, region, source } = overlay
  const edited = useMemo(() => merged(base, overlay), [base, overlay])
  useEffect(() => {
    if (draft === undefined) open(base, { head: { id, title, edition, region, source }, edited })
  }, [draft, open, base, edited, id, title, edition, region, source])
  return draft === undefined ? null : <EditionEditor draft={draft} selected={selected} />
}
