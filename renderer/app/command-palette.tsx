import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { TargetRow } from '../../electron/contract/batches.ts'
import type { Indicator } from '../../electron/domain/catalogue.ts'
import { askChecking } from '../components/checking-request.ts'
import { groupedCommands, useCommandStore } from '../components/commands.ts'
import { useCurrentBatch } from '../components/current-batch.ts'
import { bestOf, wordsOf, type Findable } from '../components/fuzzy.ts'
import type { PaletteScope } from '../components/overlays.ts'
import { Palette, type PaletteGroup, type PaletteItem } from '../components/palette.tsx'
import { pinyinOf } from '../components/pinyin.ts'
import { usePrivacy } from '../components/privacy.ts'
import { useRead } from '../rpc/hooks.ts'

const shownTargets = 20
const shownOthers = 12
/** Without a word typed, the palette is a list of what can be done. */
const shownUnasked = 6

const spellings = new Map<string, Findable>()
function spelled(title: string, code = ''): Findable {
  const key = `${title}\n${code}`
  const known = spellings.get(key)
  if (known !== undefined) return known
  const { full, initials } = pinyinOf(title)
  const made = { name: title.toLowerCase(), pinyin: full, initials, code: code.toLowerCase() }
  spellings.set(key, made)
  return made
}

const ofTargets = new WeakMap<TargetRow, Findable>()
/** The backend has spelled the names of the batch; a search goes over 5,000 of them at each letter. */
function ofTarget(row: TargetRow): Findable {
  const known = ofTargets.get(row)
  if (known !== undefined) return known
  const made = {
    name: `${row.name} ${row.unit}`.toLowerCase(),
    pinyin: row.pinyin,
    initials: row.initials,
    code: row.code.toLowerCase()
  }
  ofTargets.set(row, made)
  return made
}

/** Objects and indicators of the present batch, what the screen offers, and the screens. */
export function CommandPalette({ scope, onClose }: { scope: PaletteScope; onClose: () => void }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const batchId = useCurrentBatch((state) => state.batchId)
  const isPrivate = usePrivacy((state) => state.isOn)
  const sets = useCommandStore((state) => state.sets)
  const targets = useRead('batches.targets', { batchId: batchId ?? '' }, { enabled: batchId !== null }).data?.targets
  const batch = useRead('batches.get', { batchId: batchId ?? '' }, { enabled: batchId !== null }).data
  const commands = useMemo(() => groupedCommands(sets), [sets])
  const indicators = batch?.catalogue.indicators.filter(({ enabled }) => enabled) ?? []

  const ask = (objectKey: string | null, indicatorId: string | null): void => {
    if (batchId === null) return
    askChecking({ batchId, objectKey, indicatorId })
    go(`/checking/${batchId}`)
  }
  const targetItem = (row: TargetRow): PaletteItem => ({
    id: `target ${row.objectKey}`,
    title: row.name,
    detail: [row.stratum, row.unit, row.code].filter((part) => part !== '').join(' · '),
    keys: '',
    run: () => ask(row.objectKey, null)
  })
  const indicatorItem = ({ id, title, group }: Indicator): PaletteItem => ({
    id: `indicator ${id}`,
    title: `${id} ${title}`,
    detail: group,
    keys: '',
    run: () => ask(null, id)
  })

  const find = (query: string): PaletteGroup[] => {
    const isAsked = wordsOf(query).length > 0
    const items = bestOf(
      query,
      indicators,
      ({ id, title }) => spelled(title, id),
      scope === 'indicators' ? 60 : isAsked ? shownOthers : 0
    )
    const ofIndicators = { name: t(($) => $.desk.palette.indicators), items: items.map(indicatorItem) }
    if (scope === 'indicators') return [ofIndicators]
    // Names of other objects are not put on the screen unasked while somebody looks on.
    const limit = isAsked ? shownTargets : isPrivate ? 0 : shownUnasked
    const rows = bestOf(query, targets ?? [], ofTarget, limit)
    const found = { name: t(($) => $.desk.palette.targets), items: rows.map(targetItem) }
    const acts = commands.map(([name, list]): PaletteGroup => {
      const runnable = list.filter(({ run }) => run !== null)
      const best = bestOf(query, runnable, ({ title }) => spelled(title), shownOthers)
      return { name, items: best.map(({ id, title, keys, run }) => ({ id, title, keys, detail: '', run: () => run?.() })) }
    })
    return isAsked ? [found, ofIndicators, ...acts] : [...acts, found]
  }

  return (
    <Palette
      label={scope === 'indicators' ? t(($) => $.desk.palette.chooseIndicator) : t(($) => $.desk.palette.title)}
      hint={scope === 'indicators' ? t(($) => $.desk.palette.indicatorHint) : t(($) => $.desk.palette.hint)}
      nothing={t(($) => $.desk.palette.nothing)}
      foundWords={(found) => t(($) => $.desk.palette.found, { found })}
      foot={t(($) => $.desk.palette.foot)}
      groups={find}
      onClose={onClose}
    />
  )
}
