import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { unmasked, type Layer, type LayerColour } from '../../../electron/domain/annotation.ts'
import { inkColours } from '../../../electron/domain/annotation-shapes.ts'
import { chosenLayer, type AnnotateAct, type AnnotateState } from './annotate-state.ts'
import type { AnnotationWork } from './use-annotation.ts'

interface Props {
  work: AnnotationWork
  onDone: () => void
}

/** Beside the picture: what stands on it, the chosen one's own settings, and numbers that should be masked. */
export function AnnotateSide({ work, onDone }: Props): ReactNode {
  const { t } = useTranslation()
  const { state, dispatch } = work
  const chosen = chosenLayer(state)
  const textRef = useRef<InputRef>(null)
  const fresh = chosen?.type === 'text' && chosen.text === t(($) => $.annotate.newText) ? chosen.id : null
  // A text just placed waits for its words.
  useEffect(() => {
    if (fresh !== null) textRef.current?.focus({ cursor: 'all' })
  }, [fresh])
  const numbers = work.known?.numbers ?? []
  const open = unmasked(numbers, state.layers)
  return (
    <div className="annotate-side">
      {numbers.length === 0 ? null : open.length === 0 ? (
        <p className="checking-state is-pass checking-small">
          <span aria-hidden="true">✓</span>
          {t(($) => $.annotate.masked, { amount: numbers.length })}
        </p>
      ) : (
        <div className="annotate-numbers">
          <p className="checking-state is-problems">
            <span aria-hidden="true">!</span>
            {t(($) => $.annotate.found, { amount: open.length })}
          </p>
          <p className="checking-small mono checking-wrap">
            {[...new Set(open.map(({ shown }) => shown))].slice(0, 6).join('  ')}
          </p>
          <Button size="small" type="primary" aria-keyshortcuts="P" onClick={() => dispatch({ act: 'mask', numbers })}>
            {t(($) => $.annotate.maskAll)}
            <kbd>P</kbd>
          </Button>
        </div>
      )}
      <ColourPicker state={state} dispatch={dispatch} />
      {chosen?.type === 'text' ? (
        <div className="checking-field">
          <label htmlFor="annotate-text">{t(($) => $.annotate.text)}</label>
          <Input
            key={chosen.id}
            ref={textRef}
            id="annotate-text"
            maxLength={200}
            defaultValue={chosen.text}
            onChange={({ target }) => {
              const text = plainText(target.value)
              if (text.trim() !== '') dispatch({ act: 'change', layer: { ...chosen, text }, mark: `text ${chosen.id}` })
            }}
            onPressEnter={(event) => {
              if (event.nativeEvent.isComposing) return
              event.stopPropagation()
              onDone()
            }}
          />
        </div>
      ) : null}
      <LayerList layers={state.layers} chosen={state.chosen} onChoose={(id) => dispatch({ act: 'choose', id })} />
    </div>
  )
}

function ColourPicker({ state, dispatch }: { state: AnnotateState; dispatch: (act: AnnotateAct) => void }): ReactNode {
  const { t } = useTranslation()
  const chosen = chosenLayer(state)
  const colour = chosen !== null && chosen.type !== 'mosaic' ? chosen.colour : state.colour
  return (
    <fieldset className="annotate-colours">
      <legend>{t(($) => $.annotate.colour)}</legend>
      {(Object.keys(inkColours) as LayerColour[]).map((each) => (
        <label key={each} title={t(($) => $.annotate.colours[each])}>
          <input
            type="radio"
            name="annotate-colour"
            checked={each === colour}
            onChange={() => dispatch({ act: 'colour', colour: each })}
          />
          <svg width="14" height="14" aria-hidden="true">
            <rect width="14" height="14" rx="2" fill={inkColours[each]} stroke="#fff" />
          </svg>
          {t(($) => $.annotate.colours[each])}
        </label>
      ))}
    </fieldset>
  )
}

function LayerList({
  layers,
  chosen,
  onChoose
}: {
  layers: readonly Layer[]
  chosen: string | null
  onChoose: (id: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const name = useLayerName()
  const chosenRef = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Newer browsers answer with a promise, which is no clean-up.
    if (chosen !== null) void chosenRef.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <section className="annotate-layers" aria-label={t(($) => $.annotate.layers, { amount: layers.length })}>
      <h3>{t(($) => $.annotate.layers, { amount: layers.length })}</h3>
      {layers.length === 0 ? <p className="quiet checking-small">{t(($) => $.annotate.none)}</p> : null}
      <ul className="plain-list">
        {layers.map((layer) => (
          <li key={layer.id}>
            <button
              ref={layer.id === chosen ? chosenRef : null}
              type="button"
              className="annotate-layer"
              aria-pressed={layer.id === chosen}
              onClick={() => onChoose(layer.id)}
            >
              {name(layer)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** `方框 · 左 100，上 200，宽 300，高 80`: the list's word for a layer, and what is said when it moves. */
export function useLayerName(): (layer: Layer) => string {
  const { t } = useTranslation()
  return (layer) => {
    const at = t(($) => $.annotate.at, { x: layer.x, y: layer.y })
    switch (layer.type) {
      case 'box':
      case 'mosaic': {
        const word = layer.type === 'mosaic' && layer.shown !== null ? layer.shown : t(($) => $.annotate.tool[layer.type])
        return `${word} · ${at}，${t(($) => $.annotate.sized, { width: layer.width, height: layer.height })}`
      }
      case 'number':
        return `${t(($) => $.annotate.tool.number)} ${layer.value} · ${at}`
      case 'text':
        return `${layer.text} · ${at}`
      case 'arrow':
        return `${t(($) => $.annotate.tool.arrow)} · ${at} → ${t(($) => $.annotate.at, { x: layer.toX, y: layer.toY })}`
    }
  }
}

/** What a paste may bring along has no place in one line of text. */
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const plainText = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' ').slice(0, 200)
