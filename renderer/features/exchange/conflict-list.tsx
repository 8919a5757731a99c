import { Checkbox } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConflictRow } from '../../../electron/contract/conflicts.ts'
import { usePrivacy } from '../../components/privacy.ts'
import { useItemWords } from './item-words.ts'

interface Props {
  open: readonly ConflictRow[]
  activeId: string
  selected: ReadonlySet<string>
  onActive: (conflictId: string) => void
  onSelected: (selected: ReadonlySet<string>) => void
}

export function ConflictList({ open, activeId, selected, onActive, onSelected }: Props): ReactNode {
  const { t } = useTranslation()
  const words = useItemWords()
  const isPrivate = usePrivacy((state) => state.isOn)
  const listRef = useRef<HTMLUListElement>(null)
  useEffect(() => {
    listRef.current?.querySelector(`[data-conflict="${activeId}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])
  const amount = open.filter(({ conflictId }) => selected.has(conflictId)).length
  return (
    <>
      <Checkbox
        className="exchange-all"
        checked={amount === open.length}
        indeterminate={amount > 0 && amount < open.length}
        onChange={(event) => onSelected(new Set(event.target.checked ? open.map(({ conflictId }) => conflictId) : []))}
      >
        {t(($) => $.exchange.inbox.all)}
      </Checkbox>
      <ul ref={listRef} className="plain-list exchange-list" aria-label={t(($) => $.exchange.inbox.list)}>
        {open.map((conflict) => {
          const { conflictId } = conflict
          const { object, item } = words(conflict)
          const isActive = conflictId === activeId
          // The unit's own staff may look on: only the item at hand is named.
          const shown = isPrivate && !isActive ? '······' : object
          return (
            <li key={conflictId} className={isActive ? 'exchange-item is-active' : 'exchange-item'}>
              <Checkbox
                checked={selected.has(conflictId)}
                aria-label={t(($) => $.exchange.inbox.choose, { name: `${shown} ${item}` })}
                onChange={(event) => {
                  const next = new Set(selected)
                  if (event.target.checked) next.add(conflictId)
                  else next.delete(conflictId)
                  onSelected(next)
                }}
              />
              <button
                type="button"
                data-conflict={conflictId}
                aria-current={isActive ? 'true' : undefined}
                title={`${shown}\n${item}`}
                onClick={() => onActive(conflictId)}
              >
                <span className="exchange-name">{shown}</span>
                <span className="exchange-name quiet">{item}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}
