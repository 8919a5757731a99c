import './annotate.css'
import { Button } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rect } from '../../../electron/domain/annotation-shapes.ts'
import { exportHref } from '../../components/served-file.ts'
import { annotateKey, type KeyPlace } from './annotate-keys.ts'
import { AnnotatePicture } from './annotate-picture.tsx'
import { AnnotateSide, useLayerName } from './annotate-side.tsx'
import { chosenLayer, type Tool } from './annotate-state.ts'
import { Dialog } from './dialog.tsx'
import { useAnnotation } from './use-annotation.ts'

interface Props {
  evidenceId: string
  imageUrl: string
  title: string
  onClose: () => void
}

const tools = [
  ['choose', 'V'],
  ['box', 'B'],
  ['arrow', 'R'],
  ['number', 'N'],
  ['text', 'T'],
  ['mosaic', 'M']
] as const satisfies readonly (readonly [Tool, string])[]

const between = (zoom: number): number => Math.min(4, Math.max(0.05, zoom))

/** 标注: layers over a picture, in a window of their own. Closing keeps what is not saved as a draft. */
export function AnnotateEditor({ evidenceId, imageUrl, title, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const work = useAnnotation(evidenceId, imageUrl)
  const { state, dispatch } = work
  const [zoom, setZoom] = useState<number | null>(null)
  const [pane, setPane] = useState(0)
  const [exported, setExported] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const view = useRef<Rect>({ x: 0, y: 0, width: 1, height: 1 })
  const nameOf = useLayerName()
  const chosen = chosenLayer(state)
  const fit = pane === 0 || state.size.width <= 1 ? 1 : Math.min(1, pane / state.size.width)
  const shownZoom = zoom ?? fit
  const isOpen = work.picture !== null && work.known !== null

  useEffect(() => {
    if (isOpen) focusPicture()
  }, [isOpen])

  const save = async (): Promise<void> => {
    if (await work.save()) setSaid(t(($) => $.annotate.saved))
  }
  const exportCopy = async (): Promise<void> => {
    setExported(null)
    setSaid(t(($) => $.annotate.exporting))
    const path = await work.exportCopy()
    setExported(path)
    setSaid(path === null ? '' : t(($) => $.annotate.exported, { path: `exports/${path}` }))
  }
  const close = (): void => {
    work.keep()
    onClose()
  }
  const place = (): void => {
    dispatch({ act: 'place', view: view.current, text: t(($) => $.annotate.newText) })
  }

  const onKey = (event: KeyboardEvent): void => {
    const { ctrlKey, metaKey, altKey, shiftKey, key } = event
    const pressed = { key, ctrlKey, metaKey, altKey, shiftKey, isComposing: event.nativeEvent.isComposing }
    const act = isOpen ? annotateKey(pressed, placeOf(event.target), chosen !== null) : null
    if (act === null) return
    event.preventDefault()
    event.stopPropagation()
    switch (act.do) {
      case 'tool':
        return dispatch({ act: 'tool', tool: act.tool })
      case 'move':
      case 'resize':
        return dispatch({ act: act.do, dx: act.dx, dy: act.dy })
      case 'remove':
      case 'undo':
      case 'redo':
        dispatch({ act: act.do })
        // What had the focus may be gone with it, and the keys with the focus.
        return focusPicture()
      case 'mask':
        return dispatch({ act: 'mask', numbers: work.known?.numbers ?? [] })
      case 'place':
        return place()
      case 'save':
        return void save()
      case 'fit':
        return setZoom(null)
      case 'actual':
        return setZoom(1)
      case 'in':
      case 'out':
        return setZoom(between(shownZoom * (act.do === 'in' ? 1.25 : 0.8)))
    }
  }

  const href = exported === null ? null : exportHref(`exports/${exported}`)
  return (
    <Dialog isFull title={title} onClose={close}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of everything inside */}
      <div className="annotate" onKeyDown={onKey}>
        <div className="annotate-bar" role="toolbar" aria-label={t(($) => $.annotate.tools)}>
          {tools.map(([tool, key]) => (
            <Button
              key={tool}
              size="small"
              type={state.tool === tool ? 'primary' : 'default'}
              aria-pressed={state.tool === tool}
              aria-keyshortcuts={key}
              title={t(($) => $.annotate.toolHelp[tool])}
              onClick={() => {
                dispatch({ act: 'tool', tool })
                focusPicture()
              }}
            >
              {t(($) => $.annotate.tool[tool])}
              <kbd>{key}</kbd>
            </Button>
          ))}
          <span className="annotate-gap" />
          <Button
            size="small"
            disabled={state.past.length === 0}
            title={t(($) => $.annotate.undoKeys)}
            onClick={() => {
              dispatch({ act: 'undo' })
              focusPicture()
            }}
          >
            {t(($) => $.annotate.undo)}
          </Button>
          <Button
            size="small"
            disabled={state.future.length === 0}
            title={t(($) => $.annotate.redoKeys)}
            onClick={() => {
              dispatch({ act: 'redo' })
              focusPicture()
            }}
          >
            {t(($) => $.annotate.redo)}
          </Button>
          <Button
            size="small"
            disabled={chosen === null}
            title={t(($) => $.annotate.removeKeys)}
            onClick={() => {
              dispatch({ act: 'remove' })
              focusPicture()
            }}
          >
            {t(($) => $.annotate.remove)}
          </Button>
          <span className="annotate-gap" />
          <Button
            size="small"
            aria-label={t(($) => $.annotate.zoomOut)}
            title={t(($) => $.annotate.zoomOut)}
            onClick={() => setZoom(between(shownZoom * 0.8))}
          >
            −
          </Button>
          <Button size="small" className="figures annotate-zoom" title={t(($) => $.annotate.actual)} onClick={() => setZoom(1)}>
            {t(($) => $.annotate.zoom, { percent: Math.round(shownZoom * 100) })}
          </Button>
          <Button
            size="small"
            aria-label={t(($) => $.annotate.zoomIn)}
            title={t(($) => $.annotate.zoomIn)}
            onClick={() => setZoom(between(shownZoom * 1.25))}
          >
            ＋
          </Button>
          <Button size="small" aria-pressed={zoom === null} title={t(($) => $.annotate.fitKeys)} onClick={() => setZoom(null)}>
            {t(($) => $.annotate.fit)}
          </Button>
          <span className="checking-grow" />
          <Button size="small" disabled={!isOpen || work.isBusy || state.layers.length === 0} onClick={() => void exportCopy()}>
            {t(($) => $.annotate.export)}
          </Button>
          <Button
            size="small"
            type="primary"
            disabled={!isOpen || work.isBusy || !work.isChanged}
            title={t(($) => $.annotate.saveKeys)}
            onClick={() => void save()}
          >
            {t(($) => $.annotate.save)}
          </Button>
        </div>
        <div className="annotate-body">
          {isOpen ? (
            <>
              <AnnotatePicture
                picture={work.picture}
                state={state}
                dispatch={dispatch}
                zoom={shownZoom}
                onView={(next) => {
                  view.current = next
                }}
                onPane={setPane}
                newText={t(($) => $.annotate.newText)}
              />
              <AnnotateSide work={work} onDone={focusPicture} />
            </>
          ) : (
            <p className="checking-empty quiet">
              {work.failure === null ? t(($) => $.annotate.loading) : work.failure === '' ? t(($) => $.annotate.noPicture) : ''}
            </p>
          )}
        </div>
        <div className="annotate-foot">
          {work.failure === null || work.failure === '' ? null : (
            <span className="checking-fault" role="alert">
              {work.failure}
            </span>
          )}
          <output className="checking-ellipsis">{said}</output>
          {href === null ? null : (
            <a href={href} download="">
              {t(($) => $.annotate.open)}
            </a>
          )}
          <span className="checking-grow" />
          <span className="quiet checking-ellipsis figures" aria-live="polite">
            {chosen === null ? t(($) => $.annotate.hint[state.tool]) : nameOf(chosen)}
          </span>
          <span className={work.isChanged ? 'checking-state is-problems' : 'checking-state is-pass'}>
            {work.isChanged ? t(($) => $.annotate.draft) : t(($) => $.annotate.clean)}
          </span>
        </div>
      </div>
    </Dialog>
  )
}

function focusPicture(): void {
  document.querySelector<HTMLElement>('[data-annotate="picture"]')?.focus({ preventScroll: true })
}

function placeOf(target: EventTarget): KeyPlace {
  if (!(target instanceof Element)) return 'picture'
  if (target.closest('input:not([type="radio"]), textarea') !== null) return 'field'
  return target.closest('button, a, input') === null ? 'picture' : 'button'
}
