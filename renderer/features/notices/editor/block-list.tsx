import { ExclamationCircleFilled, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProfileFault } from '../../../../electron/domain/notice-profile-faults.ts'
import { listParts, type Draft, type ListPart, type Place } from './draft.ts'
import type { FigureName } from './use-words.ts'

interface BlockListProps {
  draft: Draft
  place: Place
  faults: readonly ProfileFault[]
  nameOf: FigureName
  onPlace: (place: Place) => void
  onAdd: (part: ListPart) => void
  onMove: (part: ListPart, index: number, by: -1 | 1) => void
  onRemove: (part: ListPart, index: number) => void
}

const wordsShown = 18

/** What a block is called in the list: its first words, or its title, or its id. */
function headOf(draft: Draft, part: ListPart, index: number, nameOf: FigureName): string {
  const block = draft[part][index]
  if (block === undefined) return ''
  if (!('text' in block) && !('title' in block)) return `${nameOf(block.id) ?? ''}（${block.id}）`
  const text = 'text' in block ? block.text : block.title
  const bare = text.replace(/\{[^}]*\}/g, '…').replace(/…+/g, '…')
  return bare.length > wordsShown ? `${bare.slice(0, wordsShown)}…` : bare
}

/** Arrow keys go from block to block, Alt+arrow moves the block, Delete takes it away (and Ctrl+Z brings it back). */
export function BlockList({ draft, place, faults, nameOf, onPlace, onAdd, onMove, onRemove }: BlockListProps): ReactNode {
  const { t } = useTranslation()
  const pane = useRef<HTMLElement>(null)

  const focusNext = (by: -1 | 1): void => {
    const items = [...(pane.current?.querySelectorAll<HTMLElement>('.block-item') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const next = items[Math.min(items.length - 1, Math.max(0, at + by))]
    next?.focus()
    next?.click()
  }
  const keyDown = (event: KeyboardEvent, part: ListPart | null, index: number | null): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null
    if (by !== null) {
      event.preventDefault()
      if (!event.altKey) focusNext(by)
      else if (part !== null && index !== null) onMove(part, index, by)
    }
    if (event.key === 'Delete' && part !== null && index !== null) {
      event.preventDefault()
      onRemove(part, index)
    }
  }
  const item = (part: Place['part'], index: number | null, words: string): ReactNode => {
    const isHere = place.part === part && place.index === index
    const isFaulty = faults.some((fault) => fault.part === part && fault.index === index)
    const list = part === 'profile' ? null : part
    return (
      <button
        type="button"
        className="block-item"
        aria-current={isHere ? 'true' : undefined}
        data-place={`${part}-${index ?? 0}`}
        onClick={() => onPlace({ part, index })}
        onKeyDown={(event) => keyDown(event, list, index)}
      >
        {isFaulty ? (
          <span className="block-fault">
            <ExclamationCircleFilled aria-hidden /> {t(($) => $.profiles.faulty)}
          </span>
        ) : null}
        <span className="block-words">{words}</span>
      </button>
    )
  }
  return (
    <nav ref={pane} className="panel block-list" aria-label={t(($) => $.profiles.blocks)}>
      {item(
        'profile',
        null,
        t(($) => $.profiles.general)
      )}
      {listParts.map((part) => (
        <section key={part} aria-label={t(($) => $.profiles.parts[part])}>
          <header>
            <h2>
              {t(($) => $.profiles.parts[part])} <span className="quiet figures">{draft[part].length}</span>
            </h2>
            <Button
              size="small"
              type="text"
              icon={<PlusOutlined />}
              aria-label={t(($) => $.profiles.adds[part])}
              title={t(($) => $.profiles.adds[part])}
              onClick={() => onAdd(part)}
            />
          </header>
          <ul className="plain-list">
            {draft[part].map((_, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- blocks are told by their place
              <li key={index} className={part === 'paragraphs' ? `outline-${draft.paragraphs[index]?.level ?? 0}` : ''}>
                {item(part, index, headOf(draft, part, index, nameOf))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p className="quiet">{t(($) => $.profiles.keys)}</p>
    </nav>
  )
}
