import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { AnnotationState } from '../../../electron/contract/annotations.ts'
import { layersSchema, type Layer } from '../../../electron/domain/annotation.ts'
import { rpc } from '../../rpc/client.ts'
import { queryClient } from '../../rpc/hooks.ts'
import { annotate, openedState, type AnnotateAct, type AnnotateState } from './annotate-state.ts'
import { attempt } from './attempt.ts'

export interface AnnotationWork {
  /** null until picture and layers are there. */
  picture: ImageBitmap | null
  known: AnnotationState | null
  failure: string | null
  state: AnnotateState
  dispatch: (act: AnnotateAct) => void
  /** Something stands in the editor that is not saved. */
  isChanged: boolean
  isBusy: boolean
  /** Answers whether it is saved. */
  save(): Promise<boolean>
  /** Saves and renders; answers the path inside the exports folder. */
  exportCopy(): Promise<string | null>
  /** Keeps the draft at once, for the moment the editor closes. */
  keep(): void
}

/** A draft is on the disk within a second of the last change. */
const draftPauseMs = 400

export function useAnnotation(evidenceId: string, imageUrl: string): AnnotationWork {
  const [known, setKnown] = useState<AnnotationState | null>(null)
  const [picture, setPicture] = useState<ImageBitmap | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [state, dispatch] = useReducer(annotate, openedState({ width: 1, height: 1 }))
  const saved = useRef<readonly Layer[]>([])
  const [savedLayers, setSavedLayers] = useState<readonly Layer[]>([])

  useEffect(() => {
    let isGone = false
    const open = async (): Promise<void> => {
      const [read, bitmap] = await Promise.all([attempt(rpc.call('annotations.get', { evidenceId })), loadPicture(imageUrl)])
      if (isGone) return bitmap?.close()
      if (!read.ok) return setFailure(read.failure.message)
      if (bitmap === null) return setFailure('')
      saved.current = read.value.layers
      setSavedLayers(read.value.layers)
      setKnown(read.value)
      setPicture(bitmap)
      dispatch({
        act: 'open',
        size: { width: bitmap.width, height: bitmap.height },
        layers: read.value.draft ?? read.value.layers
      })
    }
    void open()
    return () => {
      isGone = true
    }
  }, [evidenceId, imageUrl])
  useEffect(() => () => picture?.close(), [picture])

  const isChanged = known !== null && !sameLayers(state.layers, savedLayers)
  const kept = useRef<readonly Layer[] | null>(null)
  const latest = useRef<readonly Layer[] | null>(null)
  useEffect(() => {
    latest.current = known === null ? null : state.layers
  })

  const keepLayers = useCallback(
    (layers: readonly Layer[]): void => {
      if (layers === kept.current) return
      kept.current = layers
      const draft = sameLayers(layers, saved.current) ? null : [...layers]
      void attempt(rpc.call('annotations.keepDraft', { evidenceId, layers: draft }))
    },
    [evidenceId]
  )
  const keep = useCallback((): void => {
    if (latest.current !== null) keepLayers(latest.current)
  }, [keepLayers])

  useEffect(() => {
    if (known === null) return undefined
    kept.current ??= state.layers
    const timer = setTimeout(() => keepLayers(state.layers), draftPauseMs)
    return () => clearTimeout(timer)
  }, [state.layers, known, keepLayers])
  useEffect(() => () => keep(), [keep])

  const save = async (): Promise<boolean> => {
    if (isBusy || known === null) return false
    setBusy(true)
    const layers = state.layers
    const answer = await attempt(rpc.call('annotations.save', { evidenceId, layers: [...layers] }))
    setBusy(false)
    if (!answer.ok) {
      setFailure(answer.failure.message)
      return false
    }
    setFailure(null)
    saved.current = layers
    kept.current = layers
    setSavedLayers(layers)
    setKnown(answer.value)
    queryClient.setQueryData(['annotations.get', { evidenceId }], answer.value)
    return true
  }

  return {
    picture,
    known,
    failure,
    state,
    dispatch,
    isChanged,
    isBusy,
    save,
    exportCopy: async () => {
      if (isChanged && !(await save())) return null
      setBusy(true)
      const answer = await attempt(rpc.call('annotations.export', { evidenceId }))
      setBusy(false)
      if (!answer.ok) {
        setFailure(answer.failure.message)
        return null
      }
      setFailure(null)
      return answer.value.path
    },
    keep
  }
}

/** Decoded once, away from the page's own thread; the desktop's scheme serves pictures, not fetches. */
async function loadPicture(url: string): Promise<ImageBitmap | null> {
  const image = new Image()
  image.src = url
  return image.decode().then(
    () => createImageBitmap(image),
    () => null
  )
}

const sameLayers = (a: readonly Layer[], b: readonly Layer[]): boolean =>
  a === b || JSON.stringify(layersSchema.parse(a)) === JSON.stringify(layersSchema.parse(b))
