import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../../electron/contract/index.ts'
import { useCurrentBatch } from '../../../components/current-batch.ts'
import { useReportFailure } from '../../../components/failure.tsx'
import { EmptyState, Loaded, Screen } from '../../../components/screen.tsx'
import { useRead, useWrite } from '../../../rpc/hooks.ts'
import { useComposer } from '../composer-state.ts'
import { matchExternals } from '../match-externals.ts'
import { periodBatches } from '../period-batches.ts'
import { BlockForm } from './block-form.tsx'
import { BlockList } from './block-list.tsx'
import { downloadDraft } from './download-draft.ts'
import {
  asDraft,
  copyBlock,
  type Draft,
  insertBlock,
  moveBlock,
  newBlock,
  removeBlock,
  type ListPart,
  type Place
} from './draft.ts'
import { drafts, isUnsaved, useDrafts, type DraftState } from './draft-store.ts'
import { PreviewPane } from './preview-pane.tsx'
import { showOnPaper } from './show-on-paper.ts'
import { useUndoMessage } from './use-undo-message.tsx'
import { commonFigures, useFigureName } from './use-words.ts'

/** Puts the stored profile on the desk, unless a draft of it lies there already. */
export function ProfileEditor({ id }: { id: string }): ReactNode {
  const { t } = useTranslation()
  const state = useDrafts((store) => store.byId[id])
  const { open } = drafts
  const read = useRead('profiles.get', { id }, { enabled: state === undefined })
  useEffect(() => {
    const draft = read.data === undefined || read.data.isShipped ? null : asDraft(read.data.profile)
    if (draft !== null) open(id, draft, draft)
  }, [read.data, id, open])
  if (state !== undefined) return <Editor key={id} id={id} state={state} />
  return (
    <Screen title={t(($) => $.profiles.title)}>
      <Loaded read={read}>
        {({ isShipped }) => (isShipped ? <EmptyState title={t(($) => $.profiles.shippedOnly)} /> : null)}
      </Loaded>
    </Screen>
  )
}

/** The draft as it was when it last stood still for a quarter of a second. */
function useSettled(draft: Draft): Draft {
  const [settled, setSettled] = useState(draft)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), 250)
    return () => clearTimeout(timer)
  }, [draft])
  return settled
}

type Model = Output<'profiles.preview'>['model']

function Editor({ id, state }: { id: string; state: DraftState }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const sayUndo = useUndoMessage()
  const save = useWrite('profiles.save')
  const { change, undo, redo, saved, discard } = drafts
  const draft = state.present
  const [place, setPlace] = useState<Place>({ part: 'profile', index: null })

  const batches = useRead('batches.list', {})
  const currentId = useCurrentBatch((current) => current.batchId)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const known = batches.data?.batches ?? []
  const batchIds = chosen ?? periodBatches(known, currentId)

  // The counting follows when the person stops typing for a moment.
  const shown = useSettled(draft)
  const profile = shown as unknown as Record<string, unknown>
  const tables = useRead('externals.list', {})
  const chosenTables = useComposer((composer) => composer.externals)
  const externals = matchExternals(shown.externals, tables.data?.tables ?? [], chosenTables)
  const request = { batchIds: [...batchIds], deadline: null, decimals: null, externals }
  const canPreview = batchIds.length > 0
  const preview = useRead('profiles.preview', { profile, request }, { enabled: canPreview, keepPrevious: true })
  const validated = useRead('profiles.validate', { profile }, { keepPrevious: true })
  const faults = (canPreview && preview.error === null ? preview.data?.faults : undefined) ?? validated.data?.faults ?? []
  const [lastModel, setLastModel] = useState<Model>(null)
  if (preview.data?.model !== undefined && preview.data.model !== null && preview.data.model !== lastModel) {
    setLastModel(preview.data.model)
  }

  const nameOf = useFigureName(draft)
  const values = lastModel?.figures ?? {}
  const own = [...draft.figures, ...draft.externalFigures].map((figure) => figure.id)
  const figures = [...new Set([...own, ...Object.keys(values), ...commonFigures])].map((figure) => ({
    id: figure,
    value: Object.hasOwn(values, figure) ? String(values[figure]) : null
  }))

  // A block that is no longer there (undo, removal) leaves the form to what stands before it.
  const here: Place =
    place.part !== 'profile' && place.index !== null && place.index >= draft[place.part].length
      ? draft[place.part].length === 0
        ? { part: 'profile', index: null }
        : { part: place.part, index: draft[place.part].length - 1 }
      : place

  const focusBlock = (to: Place): void => {
    setPlace(to)
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-place="${to.part}-${to.index ?? 0}"]`)?.focus())
  }
  const add = (part: ListPart): void => {
    const words = {
      paragraph: t(($) => $.profiles.newParagraph),
      table: t(($) => $.profiles.newTable),
      column: t(($) => $.profiles.measures.group),
      external: t(($) => $.profiles.newExternal)
    }
    const at = here.part === part && here.index !== null ? here.index + 1 : draft[part].length
    change(id, insertBlock(draft, part, at, newBlock(draft, part, words)), null)
    setPlace({ part, index: at })
  }
  const move = (part: ListPart, index: number, by: -1 | 1): void => {
    const next = moveBlock(draft, part, index, by)
    if (next === draft) return
    change(id, next, null)
    focusBlock({ part, index: index + by })
  }
  const remove = (part: ListPart, index: number): void => {
    change(id, removeBlock(draft, part, index), null)
    void message.info(t(($) => $.profiles.removed))
    focusBlock(draft[part].length === 1 ? { part: 'profile', index: null } : { part, index: Math.max(0, index - 1) })
  }

  useEffect(() => {
    const keys = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      const back = key === 'z' && !event.shiftKey
      const forth = key === 'y' || (key === 'z' && event.shiftKey)
      if (!back && !forth) return
      event.preventDefault()
      if (back) drafts.undo(id)
      else drafts.redo(id)
    }
    // Before the field's own undo, which knows one field only.
    window.addEventListener('keydown', keys, true)
    return () => window.removeEventListener('keydown', keys, true)
  }, [id])

  const isDirty = isUnsaved(state)
  return (
    <Screen
      title={`${t(($) => $.profiles.edit)}：${draft.name}`}
      help={isDirty ? t(($) => $.profiles.unsaved) : t(($) => $.profiles.allSaved)}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go('/notices/profiles')}>{t(($) => $.common.back)}</Button>
          <Button
            icon={<UndoOutlined />}
            aria-label={t(($) => $.profiles.undo)}
            title={`${t(($) => $.profiles.undo)} (Ctrl+Z)`}
            disabled={state.past.length === 0}
            onClick={() => undo(id)}
          />
          <Button
            icon={<RedoOutlined />}
            aria-label={t(($) => $.profiles.redo)}
            title={`${t(($) => $.profiles.redo)} (Ctrl+Shift+Z)`}
            disabled={state.future.length === 0}
            onClick={() => redo(id)}
          />
          <Button onClick={() => downloadDraft(draft)}>{t(($) => $.profiles.exportJson)}</Button>
          <Button
            disabled={!isDirty}
            onClick={() => {
              const { base } = state
              if (base === null) {
                discard(id)
                go('/notices/profiles')
                sayUndo(
                  t(($) => $.profiles.discarded, { name: draft.name }),
                  () => drafts.open(id, draft, null)
                )
              } else change(id, base, null)
            }}
          >
            {t(($) => $.profiles.discard)}
          </Button>
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!isDirty || faults.length > 0}
            onClick={() =>
              save.mutate(
                { profile: draft as unknown as Record<string, unknown> },
                {
                  onError: report,
                  onSuccess: ({ id: savedId }) => {
                    void message.success(t(($) => $.profiles.savedNow))
                    if (savedId === id) return saved(id, draft)
                    // A new profile was given another id in its form.
                    discard(id)
                    drafts.open(savedId, draft, draft)
                    go(`/notices/profile/${savedId}`, { replace: true })
                  }
                }
              )
            }
          >
            {t(($) => $.profiles.save)}
          </Button>
        </>
      }
    >
      <div className="editor-columns">
        <BlockList
          draft={draft}
          place={here}
          faults={faults}
          nameOf={nameOf}
          onPlace={(to) => {
            setPlace(to)
            showOnPaper(draft, lastModel, to)
          }}
          onAdd={add}
          onMove={move}
          onRemove={remove}
        />
        <BlockForm
          draft={draft}
          place={here}
          isNew={state.base === null}
          faults={faults}
          figures={figures}
          nameOf={nameOf}
          onChange={(next, key) => change(id, next, key)}
          onMove={move}
          onCopy={(part, index) => {
            change(id, copyBlock(draft, part, index), null)
            setPlace({ part, index: index + 1 })
          }}
          onRemove={remove}
        />
        <PreviewPane
          batches={known}
          batchIds={batchIds}
          onBatches={setChosen}
          model={lastModel}
          mismatches={preview.data?.mismatches ?? []}
          faults={faults.length}
          error={canPreview ? preview.error : null}
        />
      </div>
    </Screen>
  )
}
