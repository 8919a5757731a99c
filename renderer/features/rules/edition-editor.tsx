import { CheckCircleOutlined, DeleteOutlined, EditOutlined, ExclamationCircleOutlined, LoadingOutlined } from '@ant-design/icons'
import { App, Button, Popconfirm } from 'antd'
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { diffCatalogues } from '../../../electron/domain/catalogue-diff.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import { inserted, withoutGone } from '../../../electron/domain/overlay-apply.ts'
import { FailureAlert, useReportFailure } from '../../components/failure.tsx'
import { Screen, ScrollPane } from '../../components/screen.tsx'
import { useWrite } from '../../rpc/hooks.ts'
import { AddItemDialog } from './add-item.tsx'
import { differenceCounts } from './diff-table.tsx'
import { isUnsaved, overlayOf, useDrafts, type Draft } from './drafts.ts'
import { ExportButton } from './export-button.tsx'
import { FaultContext, type PlacedFault } from './faults.ts'
import { FrameForm } from './frame-form.tsx'
import { ItemForm } from './item-form.tsx'
import { ItemTree, type ItemMark } from './item-tree.tsx'
import { PlanFields } from './plan-fields.tsx'
import { useCheck } from './use-check.ts'

/** A local plan of the office: tree left, form right; what is typed stays until it is saved or given up. */
export function EditionEditor({ draft, selected }: { draft: Draft; selected: string }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const { change, undo, redo, discard, markSaved, close } = useDrafts()
  const [isAdding, setAdding] = useState(false)
  const save = useWrite('catalogues.saveOverlay')
  const remove = useWrite('catalogues.removeOverlay')
  const { base, edited, head } = draft
  const { id } = head
  const root = useRef<HTMLDivElement>(null)
  const overlay = useMemo(() => overlayOf(draft), [draft])
  const check = useCheck(overlay)
  const isChecked = check.of === overlay
  const differences = useMemo(() => diffCatalogues(base, edited), [base, edited])
  const unsaved = isUnsaved(draft)
  const marks = useMarks(draft, check.faults)
  const former = new Map(base.indicators.map((one) => [one.id, one]))

  const shown = selected === '' ? 'plan' : selected
  const indicator = edited.indicators.find((one) => one.id === shown)
  const place = indicator?.id ?? (shown === 'frame' ? 'frame' : '')
  const here = useMemo(() => ({ faults: check.faults, place }), [check.faults, place])
  const select = (key: string): void => go(`/rules/edition/${id}/${key}`, { replace: true })

  useEffect(() => {
    // A dialog or another field of the shell keeps its own undo.
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return
      if (!(event.target instanceof Node) || (event.target !== document.body && root.current?.contains(event.target) !== true))
        return
      const key = event.key.toLowerCase()
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
      if (key !== 'z' && !isRedo) return
      event.preventDefault()
      if (isRedo) redo(id)
      else undo(id)
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [id, redo, undo])

  const setIndicator = (next: Indicator, step: string): void =>
    change(id, step, (state) => ({
      ...state,
      edited: { ...state.edited, indicators: state.edited.indicators.map((one) => (one.id === next.id ? next : one)) }
    }))
  const removeIndicator = (gone: string): void => {
    change(id, '', (state) => ({
      ...state,
      edited: {
        ...state.edited,
        indicators: state.edited.indicators.filter((one) => one.id !== gone).map((one) => withoutGone(one, new Set([gone])))
      }
    }))
    const at = edited.indicators.findIndex((one) => one.id === gone)
    select((edited.indicators[at + 1] ?? edited.indicators[at - 1])?.id ?? 'frame')
  }
  const nameOf = (key: string): string => {
    if (key === 'frame') return t(($) => $.rules.tree.frame)
    return key === '' ? t(($) => $.rules.tree.plan) : key
  }

  return (
    <Screen
      title={head.title || id}
      help={[
        head.edition,
        t(($) => $.common.kind[edited.object]),
        head.region,
        `${t(($) => $.rules.plan.base)} ${base.title}`
      ].join(' · ')}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go('/rules')}>{t(($) => $.rules.back)}</Button>
          <Button onClick={() => go(`/rules/diff/${base.id}/${id}`)}>{t(($) => $.rules.compareWithBase)}</Button>
          <ExportButton id={id} />
          <Popconfirm
            title={t(($) => $.rules.edit.removeSure, { title: head.title, n: differences.length })}
            onConfirm={() =>
              remove.mutate(
                { id },
                {
                  onError: report,
                  onSuccess: () => {
                    close(id)
                    void message.success(t(($) => $.rules.edit.removed, { title: head.title }))
                    go('/rules')
                  }
                }
              )
            }
          >
            <Button icon={<DeleteOutlined aria-hidden />}>{t(($) => $.rules.edit.remove)}</Button>
          </Popconfirm>
        </>
      }
    >
      <div className="rules-bar" role="toolbar" aria-label={t(($) => $.rules.title)}>
        <Button onClick={() => setAdding(true)}>{t(($) => $.rules.edit.addItem)}</Button>
        <Button disabled={draft.past.length === 0} title="Ctrl+Z" onClick={() => undo(id)}>
          {t(($) => $.rules.edit.undo)}
        </Button>
        <Button disabled={draft.future.length === 0} title="Ctrl+Y" onClick={() => redo(id)}>
          {t(($) => $.rules.edit.redo)}
        </Button>
        <Button
          disabled={!unsaved}
          onClick={() => {
            discard(id)
            void message.info(t(($) => $.rules.edit.discarded))
          }}
        >
          {t(($) => $.rules.edit.discard)}
        </Button>
        <output className="rules-state">
          <span className={unsaved ? 'op-changed' : 'quiet'}>
            {unsaved ? <EditOutlined aria-hidden /> : <CheckCircleOutlined aria-hidden />}{' '}
            {unsaved ? t(($) => $.rules.edit.unsaved) : t(($) => $.rules.edit.allSaved)}
          </span>
          <CheckWord isChecked={isChecked} faults={check.faults.length} />
          <span className="quiet figures">{t(($) => $.rules.diff.counts, differenceCounts(differences))}</span>
        </output>
        <Button
          type="primary"
          loading={save.isPending}
          disabled={!unsaved || !isChecked || check.faults.length > 0 || check.error !== null}
          onClick={() => {
            const state = { head, edited }
            save.mutate(
              { overlay },
              {
                onError: report,
                onSuccess: () => {
                  markSaved(id, state)
                  void message.success(t(($) => $.rules.edit.saved, { n: differences.length }))
                }
              }
            )
          }}
        >
          {t(($) => $.rules.edit.save)}
        </Button>
      </div>
      {check.error === null ? null : <FailureAlert error={check.error} />}
      <div className="rules-panes" ref={root}>
        <ItemTree catalogue={edited} isPlan selected={shown} marks={marks} onSelect={select}>
          {check.faults.length === 0 ? null : (
            <FaultList faults={check.faults} onSelect={(at) => select(at === '' ? 'plan' : at)} />
          )}
        </ItemTree>
        <ScrollPane className="rules-detail panel" label={indicator?.title ?? nameOf(place)}>
          <FaultContext value={here}>
            {indicator === undefined ? (
              shown === 'frame' ? (
                <FrameForm
                  frame={edited.frame}
                  former={base.frame}
                  source={head.source}
                  onChange={(frame, step) => change(id, step, (state) => ({ ...state, edited: { ...state.edited, frame } }))}
                />
              ) : (
                <div className="rules-form">
                  <header className="rules-item-head">
                    <h2>{t(($) => $.rules.plan.title)}</h2>
                  </header>
                  <PlanFields
                    head={head}
                    taken={null}
                    isTried
                    onChange={(next, field) => change(id, `head.${field}`, (state) => ({ ...state, head: next }))}
                  />
                </div>
              )
            ) : (
              <ItemForm
                key={indicator.id}
                indicator={indicator}
                former={former.get(indicator.id)}
                object={edited.object}
                others={edited.indicators.filter((one) => one.id !== indicator.id)}
                onChange={setIndicator}
                onRemove={() => removeIndicator(indicator.id)}
              />
            )}
          </FaultContext>
        </ScrollPane>
      </div>
      {isAdding ? (
        <AddItemDialog
          taken={new Set([...edited.indicators, ...base.indicators].map((one) => one.id))}
          source={head.source}
          onClose={() => setAdding(false)}
          onAdd={(item) => {
            setAdding(false)
            change(id, '', (state) => ({
              ...state,
              edited: { ...state.edited, indicators: inserted(state.edited.indicators, item) }
            }))
            select(item.id)
          }}
        />
      ) : null}
    </Screen>
  )
}

function CheckWord({ isChecked, faults }: { isChecked: boolean; faults: number }): ReactNode {
  const { t } = useTranslation()
  if (!isChecked) {
    return (
      <span className="quiet">
        <LoadingOutlined aria-hidden /> {t(($) => $.rules.edit.checking)}
      </span>
    )
  }
  return faults === 0 ? (
    <span className="op-added">
      <CheckCircleOutlined aria-hidden /> {t(($) => $.rules.edit.sound)}
    </span>
  ) : (
    <span className="op-rejected">
      <ExclamationCircleOutlined aria-hidden /> {t(($) => $.rules.edit.faults, { n: faults })}
    </span>
  )
}

interface FaultListProps {
  faults: readonly PlacedFault[]
  onSelect: (place: string) => void
}

/** Every fault under the tree, where its coming and going does not move what is being typed in. */
function FaultList({ faults, onSelect }: FaultListProps): ReactNode {
  const { t } = useTranslation()
  return (
    <section className="rules-faults" aria-label={t(($) => $.rules.edit.faults, { n: faults.length })}>
      <p>
        <strong className="op-rejected">
          <ExclamationCircleOutlined aria-hidden /> {t(($) => $.rules.edit.faults, { n: faults.length })}
        </strong>{' '}
        {t(($) => $.rules.edit.faultsHelp)}
      </p>
      <ul className="plain-list">
        {faults.map(({ place, sentence }) => (
          <li key={sentence}>
            <button type="button" className="rules-fault-link" onClick={() => onSelect(place)}>
              {sentence}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the tree says of each item: new, changed, faulty. */
function useMarks({ base, edited, head }: Draft, faults: readonly PlacedFault[]): ReadonlyMap<string, ItemMark> {
  return useMemo(() => {
    const marks = new Map<string, ItemMark>()
    const add = (key: string, mark: ItemMark): void => void marks.set(key, { ...marks.get(key), ...mark })
    for (const { place, id, field, kind } of diffCatalogues(base, edited)) {
      if (place === 'frame') add('frame', { isChanged: true })
      else if (field !== 'indicator') add(id, { isChanged: true })
      else if (kind === 'added') add(id, { isAdded: true })
    }
    for (const { place } of faults) add(place === '' ? 'plan' : place, { isFaulty: true })
    if (['title', 'edition', 'region', 'source'].some((field) => head[field as 'title'].trim() === ''))
      add('plan', { isFaulty: true })
    return marks
  }, [base, edited, head, faults])
}
