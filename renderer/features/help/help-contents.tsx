import { Input, type InputRef } from 'antd'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import { addressOf } from './help-blocks.tsx'
import type { Page } from './markdown.ts'
import { helpPages } from './pages.ts'
import { readLines, searchHelp, type Hit } from './search.ts'

interface Props {
  search: string
  onSearch: (search: string) => void
  current: Page | undefined
}

/** Search and list of pages; what is found takes the place of the list. */
export function HelpContents({ search, onSearch, current }: Props): ReactNode {
  const { t, i18n } = useTranslation()
  const [, go] = useLocation()
  const inputRef = useRef<InputRef>(null)
  const lines = useMemo(() => readLines(helpPages), [])
  const hits = useMemo(() => searchHelp(lines, search), [lines, search])
  useEffect(() => inputRef.current?.focus(), [])
  const isSearching = search.trim() !== ''
  return (
    <aside className="help-contents">
      <Input
        ref={inputRef}
        type="search"
        allowClear
        aria-label={t(($) => $.help.search)}
        placeholder={t(($) => $.help.searchHint)}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onPressEnter={(event) => {
          const [first] = hits
          if (first !== undefined && !event.nativeEvent.isComposing) go(addressOf(first.page, first.section))
        }}
      />
      {isSearching ? (
        <output className="quiet">
          {hits.length === 0 ? t(($) => $.help.nothing) : t(($) => $.help.found, { amount: hits.length })}
        </output>
      ) : null}
      <nav className="help-list" aria-label={isSearching ? t(($) => $.help.results) : t(($) => $.help.contents)}>
        {isSearching
          ? hits.map((hit) => <HitLink key={`${hit.page.id}/${hit.section}`} hit={hit} />)
          : helpPages.map((page) => (
              <Link
                key={page.id}
                href={addressOf(page)}
                className="help-link"
                aria-current={page === current ? 'page' : undefined}
              >
                {i18n.language === 'en' ? page.titleEn : page.title}
              </Link>
            ))}
      </nav>
    </aside>
  )
}

const before = 14
const after = 30

function HitLink({ hit }: { hit: Hit }): ReactNode {
  const heading = hit.page.sections[hit.section]?.heading ?? ''
  const start = Math.max(hit.from - before, 0)
  const end = hit.to + after
  return (
    <Link href={addressOf(hit.page, hit.section)} className="help-link">
      <strong>{heading === '' ? hit.page.title : `${hit.page.title} › ${heading}`}</strong>
      <span className="help-found">
        {start > 0 ? '…' : ''}
        {hit.line.slice(start, hit.from)}
        <mark>{hit.line.slice(hit.from, hit.to)}</mark>
        {hit.line.slice(hit.to, end)}
        {end < hit.line.length ? '…' : ''}
      </span>
    </Link>
  )
}
