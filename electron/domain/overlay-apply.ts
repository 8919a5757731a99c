import { catalogueFaults } from './catalogue-faults.ts'
import { namedField } from './catalogue-labels.ts'
import { indicatorSchema, type Catalogue, type Indicator } from './catalogue.ts'
import { XunchaError } from './errors.ts'
import type { Overlay } from './overlay.ts'

export interface TriedOverlay {
  /** null when there are faults. */
  catalogue: Catalogue | null
  faults: string[]
}

/**
 * The edition a local plan (地方细则) makes of its base, or what keeps it from being applied: one sentence each that names
 * plan, item and field.
 */
export function tryOverlay(base: Catalogue, overlay: Overlay): TriedOverlay {
  const wrong = referenceFaults(base, overlay)
  const catalogue = merged(base, overlay)
  // With a wrong number of an item, what it makes is not worth looking at: it would only repeat the same fault.
  const faults = wrong.length > 0 ? wrong : catalogueFaults(catalogue)
  if (faults.length === 0) return { catalogue, faults: [] }
  return { catalogue: null, faults: faults.map((fault) => `细则 ${overlay.id}：${fault}`) }
}

/** The same for one that is known to fit. Throws `bad-catalogue`. */
export function applyOverlay(base: Catalogue, overlay: Overlay): Catalogue {
  const { catalogue, faults } = tryOverlay(base, overlay)
  if (catalogue === null) throw overlayRefused(faults)
  return catalogue
}

export function overlayRefused(faults: readonly string[]): XunchaError {
  const more = faults.length > 1 ? `（共 ${faults.length} 处）` : ''
  return new XunchaError('bad-catalogue', `${faults[0] ?? ''}${more}；请更正后再保存，没有写入任何内容。`, {
    faults: faults.map((reason) => ({ reason }))
  })
}

function referenceFaults(base: Catalogue, { id, base: baseId, patch, remove, add }: Overlay): string[] {
  if (baseId !== base.id) return [`基础目录写的是 ${baseId}，不能用在 ${base.id} 上`]
  if (id === base.id) return [`编号与基础目录 ${base.id} 相同，请另起编号`]
  const known = new Set(base.indicators.map((indicator) => indicator.id))
  const faults: string[] = []
  const removed = new Set<string>()
  for (const item of remove) {
    if (!known.has(item)) faults.push(notInBase(item, baseId))
    else if (removed.has(item)) faults.push(`指标 ${item} 删去了两次，请留一处`)
    removed.add(item)
  }
  for (const [item, fields] of Object.entries(patch)) {
    if (!known.has(item)) faults.push(notInBase(item, baseId))
    else if (removed.has(item)) faults.push(`指标 ${item} 既修改又删去，请留一种`)
    for (const [field, value] of Object.entries(fields)) {
      if (value === null && isNeeded(field)) faults.push(`指标 ${item} 的${namedField(field)}不能取消`)
    }
  }
  const added = new Set<string>()
  for (const { id: item } of add) {
    if (added.has(item)) faults.push(`指标 ${item} 增加了两次，请改掉其中一个编号`)
    else if (known.has(item)) faults.push(`指标 ${item} 已在基础目录 ${baseId} 中，要改它请写在 patch 里，要新增请另起编号`)
    added.add(item)
  }
  return faults
}

const notInBase = (item: string, base: string): string => `指标 ${item} 不在基础目录 ${base} 中，请改正编号`
const isNeeded = (field: string): boolean => !indicatorSchema.shape[field as keyof Indicator].safeParse(undefined).success

/** Applied as it is, whether or not it holds together: for an editor. */
export function merged(base: Catalogue, overlay: Overlay): Catalogue {
  const { id, title, edition, region, frame, patch, remove, add } = overlay
  const gone = new Set(remove)
  const kept = base.indicators
    .filter((indicator) => !gone.has(indicator.id))
    .map((indicator) => patched(withoutGone(indicator, gone), patch[indicator.id] ?? {}))
  const given = Object.fromEntries(Object.entries(frame).filter(([, number]) => number !== undefined))
  return {
    ...base,
    id,
    title,
    edition,
    region,
    base: base.id,
    frame: { ...base.frame, ...given },
    indicators: add.reduce<Indicator[]>(inserted, kept)
  }
}

/** An item that is gone needs no way made for it. */
export function withoutGone(indicator: Indicator, gone: ReadonlySet<string>): Indicator {
  const { yieldsTo, ...rest } = indicator
  if (yieldsTo === undefined || !yieldsTo.some((id) => gone.has(id))) return indicator
  const left = yieldsTo.filter((id) => !gone.has(id))
  return left.length === 0 ? rest : { ...rest, yieldsTo: left }
}

/** A field given as null is taken away. */
function patched(indicator: Indicator, patch: Overlay['patch'][string]): Indicator {
  const changes = Object.entries(patch).filter(([, value]) => value !== undefined)
  const fields = Object.entries({ ...indicator, ...Object.fromEntries(changes) })
  return Object.fromEntries(fields.filter(([, value]) => value !== null)) as Indicator
}

/** Behind the last item of its kind and group, else of its kind, else at the end: as a person would file it. */
export function inserted(indicators: readonly Indicator[], item: Indicator): Indicator[] {
  const ofKind = indicators.findLastIndex(({ kind }) => kind === item.kind)
  const ofGroup = indicators.findLastIndex(({ kind, group }) => kind === item.kind && group === item.group)
  const after = ofGroup >= 0 ? ofGroup : ofKind
  return after < 0 ? [...indicators, item] : indicators.toSpliced(after + 1, 0, item)
}
