import './help.css'
import { Button } from 'antd'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Screen } from '../../components/screen.tsx'
import { addressOf, HelpBlock, sectionId, type KeyWords } from './help-blocks.tsx'
import { HelpContents } from './help-contents.tsx'
import type { Page } from './markdown.ts'
import { helpPages } from './pages.ts'

interface Props {
  pageId: string
  /** Which heading of the page to show first. */
  section: number
  /** Taken from the screens' own key maps, so that this page never falls behind. */
  keys: readonly KeyWords[]
  guide: { isStarting: boolean; start: () => void }
  /** Back to where help was asked for; null when it was opened from the rail. */
  onBack: (() => void) | null
}

/** 帮助: the pages of resources/help, and a search over all of them. */
export function HelpScreen({ pageId, section, keys, guide, onBack }: Props): ReactNode {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const page = helpPages.find(({ id }) => id === pageId)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || document.querySelector('dialog[open], [role="dialog"]') !== null) return
      if (search === '') onBack?.()
      else setSearch('')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [search, onBack])
  return (
    <div className="help-screen">
      <Screen
        title={t(($) => $.help.title)}
        help={t(($) => $.help.help)}
        layout="fill"
        actions={
          onBack === null ? null : (
            <Button title={t(($) => $.help.backKeys)} onClick={onBack}>
              {t(($) => $.help.back)}
            </Button>
          )
        }
      >
        <div className="help-columns">
          <HelpContents search={search} onSearch={setSearch} current={page} />
          {page === undefined ? (
            <p className="quiet">{t(($) => $.help.missing)}</p>
          ) : (
            <HelpArticle
              key={page.id}
              page={page}
              section={section}
              parts={{ keys: <KeyTable keys={keys} />, guide: <GuideStart {...guide} /> }}
            />
          )}
        </div>
      </Screen>
    </div>
  )
}

interface ArticleProps {
  page: Page
  section: number
  parts: Readonly<Record<string, ReactNode>>
}

function HelpArticle({ page, section, parts }: ArticleProps): ReactNode {
  const { t, i18n } = useTranslation()
  const paneRef = useRef<HTMLElement>(null)
  const isEnglish = i18n.language === 'en'
  const at = helpPages.indexOf(page)
  const next = helpPages[at + 1]
  useEffect(() => {
    const pane = paneRef.current
    if (pane === null) return undefined
    const show = (): void => {
      const heading = section === 0 ? null : pane.querySelector(`#${sectionId(section)}`)
      pane.scrollTop = heading instanceof HTMLElement ? heading.offsetTop - pane.offsetTop : 0
    }
    show()
    if (section === 0) return undefined
    // Pictures above the heading come later and push it down, until the person scrolls.
    const resize = new ResizeObserver(show)
    const stop = (): void => resize.disconnect()
    if (pane.firstElementChild !== null) resize.observe(pane.firstElementChild)
    pane.addEventListener('wheel', stop, { once: true })
    pane.addEventListener('keydown', stop, { once: true })
    return stop
  }, [section])
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must take the focus
    <section ref={paneRef} className="panel help-pane" aria-label={isEnglish ? page.titleEn : page.title} tabIndex={0}>
      <article className="help-article">
        {isEnglish ? <p className="quiet">{t(($) => $.help.onlyChinese)}</p> : null}
        <div lang="zh-CN">
          <h2>{page.title}</h2>
          {page.sections.map((each, index) => (
            <section key={each.heading} id={sectionId(index)}>
              {each.heading === '' ? null : <h3>{each.heading}</h3>}
              {each.blocks.map((block, blockIndex) => (
                // oxlint-disable-next-line react/no-array-index-key -- the text of a page never changes its order
                <HelpBlock key={blockIndex} block={block} parts={parts} />
              ))}
            </section>
          ))}
        </div>
        {next === undefined ? null : (
          <p className="help-next">
            <Link href={addressOf(next)}>{t(($) => $.help.next, { title: isEnglish ? next.titleEn : next.title })}</Link>
          </p>
        )}
      </article>
    </section>
  )
}

function KeyTable({ keys }: { keys: readonly KeyWords[] }): ReactNode {
  const { t, i18n } = useTranslation()
  return (
    <table className="help-table help-keys" lang={i18n.language} aria-label={t(($) => $.help.keyTable)}>
      <thead>
        <tr>
          <th scope="col">{t(($) => $.help.keyHead)}</th>
          <th scope="col">{t(($) => $.help.actHead)}</th>
        </tr>
      </thead>
      <tbody>
        {keys.map(({ shown, word }) => (
          <tr key={shown}>
            <td>
              <kbd>{shown}</kbd>
            </td>
            <td>{word}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function GuideStart({ isStarting, start }: Props['guide']): ReactNode {
  const { t, i18n } = useTranslation()
  return (
    <p className="help-guide" lang={i18n.language}>
      <Button type="primary" loading={isStarting} onClick={start}>
        {t(($) => $.help.startGuide)}
      </Button>
      <span className="quiet">{t(($) => $.help.startGuideHelp)}</span>
    </p>
  )
}
