import { Segmented } from 'antd'
import { useState, type ReactNode, type UIEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PictureChange } from '../../../electron/contract/compare.ts'
import type { Output } from '../../../electron/contract/index.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { evidenceUrl, fileOf } from './evidence-media.tsx'

interface Props {
  before: Evidence
  after: Evidence
  result: Output<'compare.run'>['picture'] | null
}

/** The two pictures beside each other, scrolled together, or one over the other with a slider; what differs is framed. */
export function ComparePictures({ before, after, result }: Props): ReactNode {
  const { t } = useTranslation()
  const [view, setView] = useState<'beside' | 'over'>('beside')
  const [share, setShare] = useState(50)
  const changes = result !== null && 'changes' in result ? result.changes : []
  const words = (): string => {
    if (result === null) return t(($) => $.compare.working)
    if ('reason' in result) return result.reason
    if (result.isCut) return t(($) => $.compare.picturesCut, { n: changes.length })
    return changes.length === 0 ? t(($) => $.compare.noPictures) : t(($) => $.compare.pictures, { n: changes.length })
  }
  const beforeWord = t(($) => $.compare.before)
  const afterWord = t(($) => $.compare.after)
  return (
    <div className="compare-pictures">
      <div className="compare-bar">
        <Segmented<'beside' | 'over'>
          aria-label={t(($) => $.compare.view)}
          value={view}
          options={[
            { value: 'beside', label: t(($) => $.compare.views.beside) },
            { value: 'over', label: t(($) => $.compare.views.over) }
          ]}
          onChange={setView}
        />
        <output className="figures">{words()}</output>
        {view === 'over' ? (
          <input
            type="range"
            min={0}
            max={100}
            value={share}
            className="compare-slider"
            aria-label={t(($) => $.compare.slider)}
            onChange={(event) => setShare(Number(event.target.value))}
          />
        ) : null}
      </div>
      {view === 'beside' ? (
        <div className="compare-panes">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus */}
          <section className="compare-pane" tabIndex={0} aria-label={beforeWord} onScroll={follow}>
            <Picture evidence={before} word={beforeWord} changes={changes} side="before" />
          </section>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above */}
          <section className="compare-pane" tabIndex={0} aria-label={afterWord} onScroll={follow}>
            <Picture evidence={after} word={afterWord} changes={changes} side="after" />
          </section>
        </div>
      ) : (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above
        <section className="compare-pane" tabIndex={0} aria-label={t(($) => $.compare.views.over)}>
          <div className="compare-stack">
            <Picture evidence={after} word={afterWord} changes={changes} side="after" />
            <div className="compare-cover" style={{ clipPath: `inset(0 ${100 - share}% 0 0)` }}>
              <Picture evidence={before} word={beforeWord} changes={changes} side="before" />
            </div>
          </div>
        </section>
      )}
    </div>
  )
}

const endOf = (pane: Element): number => pane.scrollHeight - pane.clientHeight

/**
 * The pane beside goes along as far as it reaches; its own scroll event finds both where they should be and ends there. A
 * shorter picture that waits at its end does not hold the longer one back. Browsers round where a pane can end.
 */
function follow({ currentTarget }: UIEvent<HTMLElement>): void {
  const { scrollTop } = currentTarget
  const isAtEnd = scrollTop >= endOf(currentTarget) - 1
  for (const pane of currentTarget.parentElement?.children ?? []) {
    if (pane === currentTarget || (isAtEnd && pane.scrollTop > scrollTop)) continue
    const wanted = Math.min(scrollTop, endOf(pane))
    if (Math.abs(pane.scrollTop - wanted) >= 1) pane.scrollTop = wanted
  }
}

function Picture({
  evidence,
  word,
  changes,
  side
}: {
  evidence: Evidence
  word: string
  changes: readonly PictureChange[]
  side: 'before' | 'after'
}): ReactNode {
  const { t } = useTranslation()
  const file = fileOf(evidence, 'image')
  if (file === null) return null
  const percent = (part: number, whole: number): string => `${(part / Math.max(1, whole)) * 100}%`
  return (
    <div className="compare-picture">
      <img src={evidenceUrl(file)} alt={t(($) => $.compare.picture, { side: word })} />
      {changes.map((change) => {
        const area =
          side === 'before' ? (change.kind === 'added' ? null : change.before) : change.kind === 'removed' ? null : change.after
        if (area === null) return null
        return (
          <span
            key={`${change.kind} ${area.x} ${area.y}`}
            className={`compare-frame compare-frame-${change.kind}`}
            title={t(($) => $.compare.kind[change.kind])}
            style={{
              left: percent(area.x, evidence.width),
              top: percent(area.y, evidence.height),
              width: percent(area.width, evidence.width),
              height: percent(area.height, evidence.height)
            }}
          />
        )
      })}
    </div>
  )
}
