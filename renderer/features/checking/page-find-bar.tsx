import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons'
import { Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageControl } from './use-page.ts'

interface Props {
  page: PageControl
  /** Grows with every press of the key: the field is taken again. */
  asked: number
  onClose: () => void
}

/** Find in page: the count beside the words, Enter to the next place, Escape out. */
export function PageFindBar({ page, asked, onClose }: Props): ReactNode {
  const { t } = useTranslation()
  const inputRef = useRef<InputRef>(null)
  const [words, setWords] = useState('')
  const [found, setFound] = useState({ total: 0, at: 0 })
  const latest = useRef(0)
  const { find } = page
  const latestFind = useRef(find)
  useEffect(() => {
    latestFind.current = find
  })

  useEffect(() => {
    if (asked > 0) inputRef.current?.focus({ cursor: 'all' })
  }, [asked])
  // The marks go with the bar.
  useEffect(() => () => void latestFind.current('', 0), [])

  const look = async (query: string, by: -1 | 0 | 1): Promise<void> => {
    latest.current += 1
    const turn = latest.current
    const answer = await find(query, by)
    if (turn === latest.current) setFound(answer ?? { total: 0, at: 0 })
  }
  return (
    <search className="checking-find" aria-label={t(($) => $.pages.findLabel)}>
      <Input
        ref={inputRef}
        size="small"
        value={words}
        maxLength={200}
        spellCheck={false}
        aria-label={t(($) => $.pages.findLabel)}
        placeholder={t(($) => $.pages.findHint)}
        onChange={(event) => {
          setWords(event.target.value)
          void look(event.target.value, 0)
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Enter') void look(words, event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') onClose()
        }}
      />
      <output className="figures checking-small page-found">
        {words.trim() === '' ? '' : found.total === 0 ? t(($) => $.pages.foundNone) : t(($) => $.pages.found, found)}
      </output>
      <Button
        size="small"
        type="text"
        icon={<UpOutlined />}
        disabled={found.total === 0}
        aria-label={t(($) => $.pages.findPrevious)}
        title={t(($) => $.pages.findPrevious)}
        onClick={() => void look(words, -1)}
      />
      <Button
        size="small"
        type="text"
        icon={<DownOutlined />}
        disabled={found.total === 0}
        aria-label={t(($) => $.pages.findNext)}
        title={t(($) => $.pages.findNext)}
        onClick={() => void look(words, 1)}
      />
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={t(($) => $.pages.findClose)}
        title={t(($) => $.pages.findClose)}
        onClick={onClose}
      />
    </search>
  )
}
