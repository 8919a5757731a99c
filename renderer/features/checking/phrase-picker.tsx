/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a select shows no two-line text and takes no pinyin; this is the ARIA combobox pattern */
import { Button, Input, type InputRef } from 'antd'
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPhrase } from '../../../electron/contract/phrases.ts'
import { matchesSearch } from '../../components/pinyin.ts'

/** A line of the list: a phrase of the library, or the item's own wording (`id` null). */
export interface PhraseChoice {
  id: string | null
  text: string
  /** The text as it would stand in this finding. */
  filled: string
  origin: ListedPhrase['origin'] | 'item'
  haystack: string
}

interface Props {
  choices: readonly PhraseChoice[]
  inputRef: Ref<InputRef>
  onPick: (choice: PhraseChoice) => void
  /** Escape: back to the text. */
  onLeave: () => void
  onRemove: (id: string) => void
}

/** Typed by pinyin initials or characters, chosen by arrows and Enter; the list stands in the pane, never over the page. */
export function PhrasePicker({ choices, inputRef, onPick, onLeave, onRemove }: Props): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [search, setSearch] = useState('')
  const [active, setActive] = useState(0)
  const [removing, setRemoving] = useState<string | null>(null)
  const found = useMemo(() => choices.filter((choice) => matchesSearch(search, choice.haystack)), [choices, search])
  const at = Math.min(active, found.length - 1)

  const pick = (choice: PhraseChoice): void => {
    setOpen(false)
    setSearch('')
    setActive(0)
    onPick(choice)
  }
  const keys = (event: KeyboardEvent): void => {
    // While an input method composes, the arrows, Enter and Escape are its own.
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    const choice = found[at]
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0))
    else if (event.key === 'Enter') {
      if (choice !== undefined) pick(choice)
    } else if (event.key === 'Escape') {
      setOpen(false)
      setSearch('')
      onLeave()
    } else return
    event.preventDefault()
    setRemoving(null)
  }

  return (
    <div
      className="checking-phrases"
      data-phrase-picker=""
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <Input
        ref={inputRef}
        size="small"
        role="combobox"
        aria-label={t(($) => $.phrases.title)}
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && found.length > 0 ? `${id}-${at}` : undefined}
        value={search}
        placeholder={t(($) => $.phrases.search)}
        suffix={<kbd>{t(($) => $.phrases.keys)}</kbd>}
        onFocus={() => setOpen(true)}
        onKeyDown={keys}
        onChange={(event) => {
          setOpen(true)
          setSearch(event.target.value)
          setActive(0)
        }}
      />
      {isOpen ? (
        <div className="checking-phrase-list" role="listbox" id={`${id}-list`} aria-label={t(($) => $.phrases.list)}>
          {found.length === 0 ? <p className="quiet">{t(($) => $.phrases.nothing)}</p> : null}
          {found.map((choice, index) => (
            <div
              key={choice.id ?? 'item'}
              ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              role="option"
              tabIndex={-1}
              id={`${id}-${index}`}
              aria-selected={index === at}
              className="checking-phrase"
              // The input keeps the focus, or the list would be gone before the click counts.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(choice)}
              onKeyDown={() => undefined}
            >
              <span>{choice.filled}</span>
              {choice.origin === 'shipped' ? null : (
                <span className="quiet checking-small">
                  {choice.origin === 'item' ? t(($) => $.phrases.itemOwn) : t(($) => $.phrases.own)}
                </span>
              )}
              {choice.origin === 'office' && choice.id !== null ? (
                <RemoveButton
                  isSure={removing === choice.id}
                  onClick={() => {
                    if (removing === choice.id && choice.id !== null) onRemove(choice.id)
                    else setRemoving(choice.id)
                  }}
                />
              ) : null}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function RemoveButton({ isSure, onClick }: { isSure: boolean; onClick: () => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <Button
      size="small"
      type="link"
      danger={isSure}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
    >
      {isSure ? t(($) => $.phrases.removeSure) : t(($) => $.phrases.remove)}
    </Button>
  )
}
