import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Block, Inline, Page } from './markdown.ts'
import { helpPages, pictureOf } from './pages.ts'

export const sectionId = (index: number): string => `help-${index}`

/** Where a page, or a heading of it, stands among the routes. */
export function addressOf(page: Page, section = 0): string {
  return section === 0 ? `/help/${page.id}` : `/help/${page.id}/${section}`
}

function linkTarget(pageId: string, heading: string | null): string {
  const page = helpPages.find(({ id }) => id === pageId)
  if (page === undefined) return '/help'
  const section = heading === null ? 0 : page.sections.findIndex((each) => each.heading === heading)
  return addressOf(page, Math.max(section, 0))
}

function Inlines({ inlines }: { inlines: readonly Inline[] }): ReactNode {
  return inlines.map((inline, index) => {
    const key = `${index} ${inline.text}`
    switch (inline.kind) {
      case 'text':
        return <span key={key}>{inline.text}</span>
      case 'strong':
        return <strong key={key}>{inline.text}</strong>
      case 'word':
        return (
          <span key={key} className="help-word">
            {inline.text}
          </span>
        )
      case 'key':
        return <kbd key={key}>{inline.text}</kbd>
      case 'link':
        return (
          <Link key={key} href={linkTarget(inline.page, inline.heading)}>
            {inline.text}
          </Link>
        )
    }
  })
}

export interface KeyWords {
  shown: string
  word: string
}

/** One block of a page; `parts` are what the program fills in by name. */
export function HelpBlock({ block, parts }: { block: Block; parts: Readonly<Record<string, ReactNode>> }): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Inlines inlines={block.inlines} />
        </p>
      )
    case 'list': {
      const items = block.items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the text of a page never changes its order
        <li key={index}>
          <Inlines inlines={item} />
        </li>
      ))
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return <HelpTable head={block.head} rows={block.rows} />
    case 'picture': {
      const address = pictureOf(block.file)
      if (address === undefined) return null
      return (
        <figure>
          <img src={address} alt={block.alt} loading="lazy" width={960} />
          <figcaption className="quiet">{block.alt}</figcaption>
        </figure>
      )
    }
    case 'part':
      return parts[block.name] ?? null
  }
}

function HelpTable({ head, rows }: { head: readonly Inline[][]; rows: readonly Inline[][][] }): ReactNode {
  return (
    <table className="help-table">
      <thead>
        <tr>
          {head.map((cell, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- columns of a text
            <th key={index} scope="col">
              <Inlines inlines={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, rowIndex) => (
          // oxlint-disable-next-line react/no-array-index-key -- rows of a text
          <tr key={rowIndex}>
            {row.map((cell, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- cells of a text
              <td key={index}>
                <Inlines inlines={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
