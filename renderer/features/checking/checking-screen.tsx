import './checking.css'
import { MenuUnfoldOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence, Verdict } from '../../../electron/domain/inspection.ts'
import { CaptureRegion } from './capture-region.tsx'
import { ChecklistPane, type ChecklistTab } from './checklist-pane.tsx'
import { offerOf } from './columns-view.ts'
import { EvidenceViewer } from './evidence-viewer.tsx'
import { useCheckingRequest } from '../../components/checking-request.ts'
import { useOverlays } from '../../components/overlays.ts'
import { useKeyCommands } from './key-commands.ts'
import { PagePane } from './page-pane.tsx'
import { focusPane, nextPane, paneOf, type PaneName } from './panes.ts'
import { StateTag } from './state-tag.tsx'
import { StatusBar } from './status-bar.tsx'
import { TargetPane } from './target-pane.tsx'
import { shownState } from './target-state.ts'
import { useChecking, type Checking } from './use-checking.ts'
import { useHintPlace } from './use-hint-place.ts'
import { useColumns } from './use-columns.ts'
import type { CheckingAction } from './keys.ts'
import { useKeys } from './use-keys.ts'

/** 检查: the batch's targets, the checklist of one, and its page, side by side. */
export function CheckingScreen({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const checking = useChecking(batchId)
  const [tab, setTab] = useState<ChecklistTab>('items')
  const columns = useColumns(batchId, checking, tab === 'columns')
  const rootRef = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<readonly PaneName[]>([])
  const [viewed, setViewed] = useState<Evidence | null>(null)
  const { show, showKeys } = useOverlays()
  const openHelp = (): void => showKeys(true)
  const [isFraming, setFraming] = useState(false)

  const fold = (name: PaneName): void =>
    setFolded((now) => (now.includes(name) ? now.filter((each) => each !== name) : [...now, name]))
  const isFolded = (name: PaneName): boolean => folded.includes(name)

  const isOnColumns = tab === 'columns' && !checking.assembly.isOn && columns.paper !== null && !isFolded('checklist')
  const give = (verdict: Verdict): void => {
    if (!isOnColumns) return checking.give(verdict)
    // Beside the columns a key may only speak of the item that stands open there.
    const { sheet } = columns
    if (sheet === null) return undefined
    const offer = verdict === 'fail' ? offerOf(sheet, checking.line?.findings ?? []) : null
    return offer === null ? checking.give(verdict) : checking.recordColumns(sheet.indicatorId, offer.draft, offer.finding)
  }

  const actions: Record<CheckingAction, () => void> = {
    verdictPass: () => give('pass'),
    verdictFail: () => give('fail'),
    verdictNotApplicable: () => give('not-applicable'),
    verdictPending: () => give('pending'),
    nextIndicator: () => (isOnColumns ? columns.step(1) : checking.step(1)),
    previousIndicator: () => (isOnColumns ? columns.step(-1) : checking.step(-1)),
    columns: () => setTab(tab === 'items' ? 'columns' : 'items'),
    sidePanel: () => setTab(tab === 'side' ? 'items' : 'side'),
    editFinding: checking.editLastFinding,
    captureWhole: () => checking.capture('whole'),
    captureRegion: () => setFraming(checking.page.state !== null),
    captureVisible: () => checking.capture('visible'),
    nextTarget: checking.completeAndNext,
    foldTargets: () => fold('targets'),
    foldChecklist: () => fold('checklist'),
    nextPane: () => {
      if (rootRef.current !== null) focusPane(rootRef.current, nextPane(paneOf(document.activeElement), folded))
    },
    saved: checking.saveNow,
    undo: checking.undo,
    line: checking.toggleLine,
    completeReady: checking.completeReady,
    redo: checking.redo,
    chooseIndicator: () => show('indicators'),
    help: openHelp
  }
  useKeys(actions)
  useKeyCommands(actions)
  const showHint = useHintPlace(checking)
  useCheckingRequest(batchId, !checking.isLoading, ({ objectKey, indicatorId, hint }) => {
    if (objectKey !== null) checking.targets.select(objectKey)
    if (indicatorId !== null) checking.openLine(indicatorId)
    if (objectKey !== null && hint !== undefined) showHint(objectKey, indicatorId, hint)
  })

  if (checking.failure !== null) {
    return (
      <div className="screen">
        <Alert type="error" showIcon title={checking.failure} />
      </div>
    )
  }
  const { selected } = checking.targets
  return (
    <div ref={rootRef} className="checking">
      <h1 className="checking-unseen">{t(($) => $.checking.title)}</h1>
      {isFolded('targets') ? (
        <Unfold label={t(($) => $.checking.targets.unfold)} onClick={() => fold('targets')} />
      ) : (
        <TargetPane targets={checking.targets} line={checking.assembly} onFold={() => fold('targets')} />
      )}
      {isFolded('checklist') ? (
        <Unfold label={t(($) => $.checking.checklist.unfold)} onClick={() => fold('checklist')} />
      ) : (
        <ChecklistPane
          checking={checking}
          columns={columns}
          tab={tab}
          onTab={setTab}
          onFold={() => fold('checklist')}
          onView={setViewed}
        />
      )}
      {selected === null ? (
        <section
          className="checking-pane checking-page"
          data-pane="page"
          tabIndex={-1}
          aria-label={t(($) => $.checking.pane.page)}
        >
          <div className="checking-panel quiet">
            {checking.isLoading ? t(($) => $.checking.loading) : t(($) => $.checking.checklist.choose)}
          </div>
        </section>
      ) : (
        <PagePane
          target={selected}
          page={checking.page}
          banner={isFolded('checklist') ? <FoldedLine checking={checking} /> : null}
          onCapture={checking.capture}
          onFrame={actions.captureRegion}
          onHelp={openHelp}
        />
      )}
      {viewed === null ? null : <EvidenceViewer evidence={viewed} onClose={() => setViewed(null)} />}
      {isFraming ? (
        <CaptureRegion
          onTake={(area) => {
            setFraming(false)
            checking.capture(area)
          }}
          onCancel={(failure) => {
            setFraming(false)
            if (failure !== null) checking.tell({ tone: 'bad', text: failure })
          }}
        />
      ) : null}
    </div>
  )
}

function Unfold({ label, onClick }: { label: string; onClick: () => void }): ReactNode {
  return (
    <div className="checking-folded">
      <Button size="small" type="text" icon={<MenuUnfoldOutlined />} aria-label={label} title={label} onClick={onClick} />
    </div>
  )
}

/** The checklist in one line while it is folded away; the verdict keys still speak of it. */
function FoldedLine({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const { selected } = checking.targets
  if (selected === null) return null
  const indicator = checking.line === null ? '' : `${checking.line.indicator.id} ${checking.line.indicator.title}`
  const words = t(($) => $.checking.page.checkingNow, { name: selected.name, indicator })
  return (
    <div>
      <div className="checking-folded-line">
        <StateTag state={shownState(selected)} />
        <span className="checking-ellipsis" title={words}>
          {words}
        </span>
      </div>
      <StatusBar status={checking.status} onClose={() => checking.tell(null)} />
    </div>
  )
}
