import './page.css'
import { Button } from 'antd'
import { useId, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetRow } from '../../../electron/contract/batches.ts'
import { rpc } from '../../rpc/client.ts'
import { isWebAddress } from './address.ts'
import { CanvasSurface } from './canvas-surface.tsx'
import { HostWarning, IncidentLines, PageFacts } from './page-notices.tsx'
import { PageFindBar } from './page-find-bar.tsx'
import { PageTabs } from './page-tabs.tsx'
import { PageToolbar } from './page-toolbar.tsx'
import { PageTools } from './page-tools.tsx'
import { usePageKeys } from './use-page-keys.ts'
import { usePageBounds } from './use-page-bounds.ts'
import type { PageControl } from './use-page.ts'

interface Props {
  target: TargetRow
  page: PageControl
  /** Stands above the page while the other panes are folded away. */
  banner: ReactNode
  onCapture: (mode: 'visible' | 'whole') => void
  onFrame: () => void
  onHelp: () => void
}

/** The page under inspection, the most of the window. */
export function PagePane({ target, page, banner, onCapture, onFrame, onHelp }: Props): ReactNode {
  const { t } = useTranslation()
  const toolsId = useId()
  const [isToolsOpen, setToolsOpen] = useState(false)
  /** How often the key was pressed since it was closed; 0 while it is. */
  const [findAsked, setFindAsked] = useState(0)
  const sectionRef = useRef<HTMLElement>(null)
  const askFind = (): void => setFindAsked((asked) => asked + 1)
  usePageKeys(page, askFind)
  return (
    <section
      ref={sectionRef}
      className={page.isCapturing ? 'checking-pane checking-page is-capturing' : 'checking-pane checking-page'}
      data-pane="page"
      tabIndex={-1}
      aria-label={t(($) => $.checking.pane.page)}
    >
      {banner}
      {target.url === null ? (
        <div className="checking-panel">
          <p className="empty-title">{t(($) => $.checking.page.noAddress)}</p>
          <p className="quiet">{t(($) => $.checking.page.noAddressHelp)}</p>
        </div>
      ) : (
        <>
          <PageToolbar
            page={page}
            registeredUrl={target.url}
            onCapture={onCapture}
            onFrame={onFrame}
            onHelp={onHelp}
            tools={{ id: toolsId, isOpen: isToolsOpen, toggle: () => setToolsOpen(!isToolsOpen) }}
          />
          {isToolsOpen ? (
            <PageTools id={toolsId} page={page} objectKey={target.objectKey} registeredUrl={target.url} onFind={askFind} />
          ) : null}
          <PageTabs page={page} />
          <PageFacts page={page} />
          {findAsked === 0 ? null : (
            <PageFindBar
              key={`${target.objectKey} ${page.state?.tab ?? ''}`}
              page={page}
              asked={findAsked}
              onClose={() => {
                setFindAsked(0)
                sectionRef.current?.focus({ preventScroll: true })
              }}
            />
          )}
          <HostWarning page={page} registeredUrl={target.url} />
          <IncidentLines page={page} />
          <PageSurface objectKey={target.objectKey} url={target.url} page={page} />
        </>
      )}
    </section>
  )
}

/** One component, two surfaces: the place of a native view in the desktop, a canvas in the browser host. */
function PageSurface({ objectKey, url, page }: { objectKey: string; url: string; page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const paneRef = useRef<HTMLDivElement>(null)
  const isNative = rpc.host === 'electron'
  const { state } = page
  const failedText =
    page.failure?.message ?? (state?.loading === false && state.error !== null ? (state.errorText ?? state.error) : null)
  // The canvas keeps its size under a panel; a native view would cover the panel and must go.
  const isShown = !isNative || failedText === null
  const isHidden = usePageBounds(paneRef, { isShown, isNative })
  // A white nothing says nothing: until something of the page has come, the pane says what it waits for.
  const isBlankYet = state === null ? page.isOpening : state.loading && !isWebAddress(state.url)
  const label = t(($) => $.checking.page.canvas, { title: state?.title ?? url })
  return (
    <div className="checking-surface">
      <div ref={paneRef} className="checking-surface-box" data-page-surface={rpc.host}>
        {/* A canvas for each target: the last picture of another one must not stand under this one's name. */}
        {isNative ? null : <CanvasSurface key={objectKey} objectKey={objectKey} label={label} />}
      </div>
      {failedText !== null ? (
        <div className="checking-panel" role="alert">
          <p className="empty-title">{failedText}</p>
          <p className="mono checking-small quiet checking-wrap">{state?.url ?? url}</p>
          <Button onClick={state === null ? page.reopen : page.reload}>{t(($) => $.checking.page.retry)}</Button>
        </div>
      ) : isBlankYet && (state === null || !isNative) ? (
        <output className="checking-panel skeleton-late">
          <span className="quiet checking-wrap">{t(($) => $.checking.page.opening, { url })}</span>
        </output>
      ) : isNative && isHidden ? (
        <div className="checking-panel quiet">{t(($) => $.checking.page.hidden)}</div>
      ) : null}
    </div>
  )
}
