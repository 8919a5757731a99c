import { MenuFoldOutlined } from '@ant-design/icons'
import { Alert, Button, Skeleton } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { ChecklistItems } from './checklist-items.tsx'
import { ColumnsPane } from './columns-pane.tsx'
import { EvidenceDrop } from './evidence-drop.tsx'
import { EvidenceStrip } from './evidence-strip.tsx'
import { FindingEditor } from './finding-editor.tsx'
import { FindingsList } from './findings-list.tsx'
import { LineFoot, LinePane } from './line-pane.tsx'
import { ScoreLine } from './score-line.tsx'
import { SidePanel } from './side-panel.tsx'
import { StateTag } from './state-tag.tsx'
import { StatusBar } from './status-bar.tsx'
import { shownState } from './target-state.ts'
import type { Checking } from './use-checking.ts'
import type { ColumnsWork } from './use-columns.ts'

/** What the pane shows of a site: the checklist, or its columns with the working paper. */
export type ChecklistTab = 'items' | 'columns' | 'side'

interface Props {
  checking: Checking
  columns: ColumnsWork
  tab: ChecklistTab
  onTab: (tab: ChecklistTab) => void
  onFold: () => void
  onView: (evidence: Evidence) => void
}

/** The target being checked: what is asked of it, what was found, what it comes to. */
export function ChecklistPane({ checking, columns, tab, onTab, onFold, onView }: Props): ReactNode {
  const { t } = useTranslation()
  const { selected } = checking.targets
  return (
    <section
      className="checking-pane checking-checklist"
      data-pane="checklist"
      tabIndex={-1}
      aria-label={t(($) => $.checking.pane.checklist)}
    >
      <header className="checking-head">
        <div className="checking-row checking-between">
          <h2 className="checking-ellipsis" title={selected?.name ?? ''}>
            {selected?.name ?? t(($) => $.checking.pane.checklist)}
          </h2>
          {selected === null ? null : <StateTag state={shownState(selected)} />}
          <Button
            size="small"
            type="text"
            icon={<MenuFoldOutlined />}
            aria-label={t(($) => $.checking.checklist.fold)}
            title={t(($) => $.checking.checklist.fold)}
            onClick={onFold}
          />
        </div>
        {selected === null ? null : (
          <p
            className="checking-ellipsis checking-small quiet"
            title={`${selected.stratum} · ${selected.unit} · ${selected.code}`}
          >
            {selected.stratum} · {selected.unit} · <span className="mono">{selected.code}</span>
          </p>
        )}
      </header>
      <Body checking={checking} columns={columns} tab={tab} onTab={onTab} onView={onView} />
      <StatusBar status={checking.status} onClose={() => checking.tell(null)} />
      {checking.assembly.isOn ? <LineFoot checking={checking} /> : <Foot checking={checking} />}
    </section>
  )
}

function Body({ checking, columns, tab, onTab, onView }: Omit<Props, 'onFold'>): ReactNode {
  const { t } = useTranslation()
  const { work, targets } = checking
  if (targets.selected === null)
    return <p className="checking-empty quiet checking-fill">{t(($) => $.checking.checklist.choose)}</p>
  if (work.failure !== null) {
    return (
      <div className="checking-fill">
        <Alert type="error" title={work.failure} />
      </div>
    )
  }
  if (work.detail === null) {
    return (
      <div className="checking-fill checking-head skeleton-late">
        <Skeleton active={false} paragraph={{ rows: 6 }} />
      </div>
    )
  }
  const { draft } = checking.drafts
  if (draft !== null) {
    const key = `${targets.selected.objectKey} ${draft.findingId ?? ''}`
    return <FindingEditor key={key} checking={checking} draft={draft} />
  }
  if (checking.assembly.isOn) return <LinePane checking={checking} detail={work.detail} />
  const isSite = work.detail.target.object.kind === 'site'
  if (isSite && tab === 'columns') {
    return (
      <>
        <PaneTabs tab={tab} isSite onTab={onTab} />
        <ColumnsPane key={targets.selected.objectKey} checking={checking} work={columns} />
      </>
    )
  }
  if (tab === 'side') {
    return (
      <>
        <PaneTabs tab={tab} isSite={isSite} onTab={onTab} />
        <SidePanel key={targets.selected.objectKey} checking={checking} onView={onView} />
      </>
    )
  }
  return (
    <>
      <PaneTabs tab={isSite ? tab : 'items'} isSite={isSite} onTab={onTab} />
      <ChecklistItems checking={checking} />
      <Found checking={checking} detail={work.detail} onView={onView} />
      <ScoreLine score={work.detail.score} findings={work.detail.findings} asked={work.lines.length} />
    </>
  )
}

function PaneTabs({ tab, isSite, onTab }: Pick<Props, 'tab' | 'onTab'> & { isSite: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="checking-tabs columns-tabs" role="tablist" aria-label={t(($) => $.columns.tabs)}>
      <button type="button" role="tab" aria-selected={tab === 'items'} onClick={() => onTab('items')}>
        {t(($) => $.columns.items)}
      </button>
      {isSite ? (
        <button type="button" role="tab" aria-selected={tab === 'columns'} aria-keyshortcuts="C" onClick={() => onTab('columns')}>
          {t(($) => $.columns.title)}
          <kbd>C</kbd>
        </button>
      ) : null}
      <button type="button" role="tab" aria-selected={tab === 'side'} aria-keyshortcuts="D" onClick={() => onTab('side')}>
        {t(($) => $.side.title)}
        <kbd>D</kbd>
      </button>
    </div>
  )
}

interface FoundProps {
  checking: Checking
  detail: TargetDetail
  onView: (evidence: Evidence) => void
}

function Found({ checking, detail, onView }: FoundProps): ReactNode {
  const { t } = useTranslation()
  const [tab, setTab] = useState<'findings' | 'evidence'>('findings')
  const isReadOnly = detail.target.state === 'inspected'
  const { indicators } = checking.work
  const tabs = [
    { id: 'findings', word: t(($) => $.checking.findings.tab, { amount: detail.findings.length }) },
    { id: 'evidence', word: t(($) => $.checking.evidence.tab, { amount: detail.evidence.length }) }
  ] as const
  return (
    <div className="checking-found">
      <div className="checking-tabs" role="tablist" aria-label={tabs.map((each) => each.word).join('，')}>
        {tabs.map((each) => (
          <button
            key={each.id}
            type="button"
            role="tab"
            id={`checking-tab-${each.id}`}
            aria-selected={tab === each.id}
            aria-controls="checking-found"
            onClick={() => setTab(each.id)}
          >
            {each.word}
          </button>
        ))}
      </div>
      <div
        className="checking-found-body"
        role="tabpanel"
        id="checking-found"
        aria-labelledby={`checking-tab-${tab}`}
        tabIndex={0}
      >
        {tab === 'findings' ? (
          <FindingsList
            place={detail.target}
            findings={detail.findings}
            titleOf={(id) => indicators.find((each) => each.id === id)?.title ?? id}
            isReadOnly={isReadOnly}
            onEdit={checking.editFinding}
            onWithdraw={checking.withdraw}
          />
        ) : (
          <>
            {isReadOnly ? null : (
              <EvidenceDrop
                batchId={detail.target.batchId}
                objectKey={detail.target.objectKey}
                onAdded={checking.work.addEvidence}
              />
            )}
            <EvidenceStrip
              evidence={detail.evidence}
              onOpen={onView}
              onAccept={isReadOnly ? null : checking.acceptEvidence}
              onRetake={isReadOnly || checking.page.state === null ? null : () => checking.capture('whole')}
            />
          </>
        )}
      </div>
    </div>
  )
}

function Foot({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const { work } = checking
  const isInspected = work.detail?.target.state === 'inspected'
  const isWriting = checking.drafts.draft !== null
  return (
    <footer className="checking-foot">
      {isInspected ? (
        <Button disabled={work.isBusy} onClick={checking.reopen}>
          {t(($) => $.checking.foot.reopen)}
        </Button>
      ) : null}
      <Button
        className="checking-grow"
        type={isWriting ? 'default' : 'primary'}
        disabled={work.isBusy || isWriting}
        title={isInspected ? t(($) => $.checking.foot.nextHelp) : t(($) => $.checking.foot.completeNextHelp)}
        onClick={checking.completeAndNext}
      >
        {isInspected || checking.targets.selected === null
          ? t(($) => $.checking.foot.next)
          : t(($) => $.checking.foot.completeNext)}
        <kbd>N</kbd>
      </Button>
    </footer>
  )
}
