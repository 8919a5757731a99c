/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a combobox with a list in groups: a native select cannot be typed into */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { ModalDialog } from './modal-dialog.tsx'

export interface PaletteItem {
  id: string
  title: string
  /** Said quietly beside the title: unit, code, current state. */
  detail: string
  keys: string
  run: () => void
}
export interface PaletteGroup {
  name: string
  items: readonly PaletteItem[]
}

interface Props {
  label: string
  hint: string
  nothing: string
  /** How many were found, for screen readers and the foot. */
  foundWords: (found: number) => string
  foot: string
  groups: (query: string) => readonly PaletteGroup[]
  onClose: () => void
}

/** Type, walk, Enter. The groups stand in their order; the first hit is always chosen. */
export function Palette({ label, hint, nothing, foundWords, foot, groups: find, onClose }: Props): ReactNode {
  const id = useId()
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listRef = useRef<HTMLDivElement>(null)
  const groups = find(query).filter(({ items }) => items.length > 0)
  const flat = groups.flatMap(({ items }) => items)
  const chosen = Math.min(at, flat.length - 1)
  const optionId = (index: number): string => `${id}-${index}`

  const chosenId = flat[chosen]?.id ?? ''
  useEffect(() => {
    const option = [...(listRef.current?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])].find(
      (each) => each.dataset['item'] === chosenId
    )
    option?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])

  const run = (item: PaletteItem | undefined): void => {
    if (item === undefined) return
    // The focus goes back to where it was first: what is run may move it. Both before the next key, which may already wait
    // behind this one and means the item just chosen.
    flushSync(onClose)
    item.run()
  }
  const keys = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: chosen + 1,
      ArrowUp: chosen - 1,
      PageDown: Math.min(chosen + 8, flat.length - 1),
      PageUp: Math.max(chosen - 8, 0)
    }
    const to = steps[event.key]
    if (to !== undefined && flat.length > 0) {
      event.preventDefault()
      setAt((to + flat.length) % flat.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(flat[chosen])
    }
  }

  const starts = groups.map((_, groupAt) => groups.slice(0, groupAt).reduce((sum, { items }) => sum + items.length, 0))
  return (
    <ModalDialog label={label} className="palette" onClose={onClose}>
      <input
        className="palette-input"
        role="combobox"
        aria-label={label}
        aria-expanded={flat.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={flat.length === 0 ? undefined : optionId(chosen)}
        placeholder={hint}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setAt(0)
        }}
        onKeyDown={keys}
      />
      <div ref={listRef} id={`${id}-list`} className="palette-list" role="listbox" aria-label={label} tabIndex={-1}>
        {groups.map((group, groupAt) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-group-${groupAt}`}>
            <div id={`${id}-group-${groupAt}`} className="palette-group" role="presentation">
              {group.name}
            </div>
            {group.items.map((item, itemAt) => {
              const here = (starts[groupAt] ?? 0) + itemAt
              return (
                // The keys are the input's; the mouse is for those who have it in their hand.
                // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
                <div
                  key={item.id}
                  id={optionId(here)}
                  role="option"
                  data-item={item.id}
                  aria-selected={here === chosen}
                  className="palette-item"
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => run(item)}
                >
                  <span className="palette-title">{item.title}</span>
                  <span className="palette-detail">{item.detail}</span>
                  {item.keys === '' ? null : <kbd>{item.keys}</kbd>}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div className="palette-foot">
        <output>{flat.length === 0 ? nothing : foundWords(flat.length)}</output>
        <span>{foot}</span>
      </div>
    </ModalDialog>
  )
}
