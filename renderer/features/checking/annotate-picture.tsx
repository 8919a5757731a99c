import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { boundsOf, inkScale, overlaps, type Rect } from '../../../electron/domain/annotation-shapes.ts'
import { chosenLayer, handlesOf, layerAt, moved, type AnnotateAct, type AnnotateState, type Point } from './annotate-state.ts'
import { Mark } from './annotate-marks.tsx'
import { paintPicture } from './annotate-paint.ts'

interface Props {
  picture: ImageBitmap | null
  state: AnnotateState
  dispatch: (act: AnnotateAct) => void
  zoom: number
  /** Pixels of the picture that are seen, told on every change. */
  onView: (view: Rect) => void
  /** Tells how wide the pane is, for 适合宽度. */
  onPane: (width: number) => void
  newText: string
}

type Drag = { at: Point; from: Point; mark: string; change: ((to: Point) => AnnotateAct) | null }

const grip = 5

/**
 * Draws only what is seen of the picture: a canvas and an SVG of the size of the pane stick to it while an empty box as
 * large as the picture scrolls below them.
 */
export function AnnotatePicture({ picture, state, dispatch, zoom, onView, onPane, newText }: Props): ReactNode {
  const { t } = useTranslation()
  const scrollRef = useRef<HTMLDivElement>(null)
  const canvasRef = useRef<HTMLCanvasElement>(null)
  const dragRef = useRef<Drag | null>(null)
  const [view, setView] = useState<Rect>({ x: 0, y: 0, width: 1, height: 1 })
  const [drawing, setDrawing] = useState<{ from: Point; to: Point } | null>(null)
  const told = useRef(onView)
  const toldPane = useRef(onPane)
  useEffect(() => {
    told.current = onView
    toldPane.current = onPane
  })
  const { size } = state
  const scale = inkScale(size.width)
  const chosen = chosenLayer(state)

  useLayoutEffect(() => {
    const pane = scrollRef.current
    if (pane === null) return undefined
    const look = (): void => {
      const next = {
        x: pane.scrollLeft / zoom,
        y: pane.scrollTop / zoom,
        width: pane.clientWidth / zoom,
        height: pane.clientHeight / zoom
      }
      setView(next)
      told.current(next)
      toldPane.current(pane.clientWidth)
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(pane)
    pane.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      pane.removeEventListener('scroll', look)
    }
  }, [zoom])

  useLayoutEffect(() => {
    if (canvasRef.current !== null) paintPicture(canvasRef.current, picture, view, zoom, state.layers)
  }, [picture, view, zoom, state.layers])

  // A layer that is moved by key, or chosen in the list, comes into sight.
  useEffect(() => {
    const pane = scrollRef.current
    if (chosen === null || pane === null || dragRef.current !== null) return
    const box = boundsOf(chosen, scale)
    const seen = {
      x: pane.scrollLeft / zoom,
      y: pane.scrollTop / zoom,
      width: pane.clientWidth / zoom,
      height: pane.clientHeight / zoom
    }
    if (box.x < seen.x || box.x + box.width > seen.x + seen.width) pane.scrollLeft = (box.x - 40) * zoom
    if (box.y < seen.y || box.y + box.height > seen.y + seen.height) pane.scrollTop = (box.y - 80) * zoom
  }, [chosen, scale, zoom])

  const pointOf = (event: { clientX: number; clientY: number }, on: SVGSVGElement): Point => {
    const box = on.getBoundingClientRect()
    return { x: Math.round((event.clientX - box.left) / zoom + view.x), y: Math.round((event.clientY - box.top) / zoom + view.y) }
  }

  const begin = (event: React.PointerEvent<SVGSVGElement>): void => {
    if (event.button !== 0) return
    const at = pointOf(event, event.currentTarget)
    event.currentTarget.setPointerCapture(event.pointerId)
    scrollRef.current?.focus({ preventScroll: true })
    const mark = `drag ${event.timeStamp}`
    const reach = 4 / zoom
    const handle = chosen === null ? undefined : handlesOf(chosen).find(({ at: corner }) => near(corner, at, (grip + 4) / zoom))
    if (handle !== undefined) {
      dragRef.current = { at, from: at, mark, change: (to) => ({ act: 'change', layer: handle.drag(to), mark }) }
      return
    }
    const under = layerAt(state, at, reach)
    const mayMove = under !== null && (state.tool === 'choose' || under.id === state.chosen)
    if (mayMove) {
      if (under.id !== state.chosen) dispatch({ act: 'choose', id: under.id })
      dragRef.current = {
        at,
        from: at,
        mark,
        change: (to) => ({ act: 'change', layer: moved(under, { dx: to.x - at.x, dy: to.y - at.y }, size), mark })
      }
      return
    }
    if (state.tool === 'choose') return dispatch({ act: 'choose', id: null })
    dragRef.current = { at, from: at, mark, change: null }
    setDrawing({ from: at, to: at })
  }

  const go = (event: React.PointerEvent<SVGSVGElement>): void => {
    const drag = dragRef.current
    if (drag === null) return
    const at = pointOf(event, event.currentTarget)
    if (at.x === drag.at.x && at.y === drag.at.y) return
    dragRef.current = { ...drag, at }
    if (drag.change === null) setDrawing({ from: drag.from, to: at })
    else dispatch(drag.change(at))
  }

  const end = (event: React.PointerEvent<SVGSVGElement>): void => {
    const drag = dragRef.current
    dragRef.current = null
    setDrawing(null)
    if (drag !== null && drag.change === null) {
      dispatch({ act: 'draw', from: drag.from, to: pointOf(event, event.currentTarget), text: newText })
    }
  }

  const seen = state.layers.filter((layer) => overlaps(boundsOf(layer, scale), view))
  return (
    <div
      ref={scrollRef}
      className="annotate-scroll"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and its keys draw
      tabIndex={0}
      role="application"
      aria-label={t(($) => $.annotate.picture)}
      data-annotate="picture"
    >
      <div className="annotate-space" style={{ width: size.width * zoom, height: size.height * zoom }}>
        <div className="annotate-view" style={{ width: view.width * zoom, height: view.height * zoom }}>
          <canvas ref={canvasRef} aria-hidden="true" />
          <svg
            aria-hidden="true"
            className={state.tool === 'choose' ? '' : 'is-drawing'}
            viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
            preserveAspectRatio="xMinYMin meet"
            onPointerDown={begin}
            onPointerMove={go}
            onPointerUp={end}
            onPointerCancel={end}
          >
            {seen.map((layer) => (
              <g key={layer.id} data-layer={layer.type}>
                <Mark layer={layer} scale={scale} />
              </g>
            ))}
            {chosen === null ? null : (
              <Chosen box={boundsOf(chosen, scale)} corners={handlesOf(chosen).map(({ at }) => at)} zoom={zoom} />
            )}
            {drawing === null ? null : (
              <rect
                className="annotate-chosen"
                vectorEffect="non-scaling-stroke"
                x={Math.min(drawing.from.x, drawing.to.x)}
                y={Math.min(drawing.from.y, drawing.to.y)}
                width={Math.abs(drawing.from.x - drawing.to.x)}
                height={Math.abs(drawing.from.y - drawing.to.y)}
              />
            )}
          </svg>
        </div>
      </div>
    </div>
  )
}

function Chosen({ box, corners, zoom }: { box: Rect; corners: readonly Point[]; zoom: number }): ReactNode {
  const reach = grip / zoom
  return (
    <g data-chosen="">
      <rect
        className="annotate-chosen"
        vectorEffect="non-scaling-stroke"
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
      />
      {corners.map(({ x, y }) => (
        <rect
          key={`${x} ${y}`}
          className="annotate-grip"
          vectorEffect="non-scaling-stroke"
          x={x - reach}
          y={y - reach}
          width={reach * 2}
          height={reach * 2}
        />
      ))}
    </g>
  )
}

const near = (a: Point, b: Point, reach: number): boolean => Math.abs(a.x - b.x) <= reach && Math.abs(a.y - b.y) <= reach
