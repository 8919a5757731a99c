import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeModel } from '../../../electron/domain/notice.ts'

/** Ids of the places on the paper, shared by the outline and the paper. */
export const paragraphPlace = (index: number): string => `notice-paragraph-${index}`
export const tablePlace = (index: number): string => `notice-table-${index}`
export const problemsPlace = 'notice-problems'

const headingLength = 20
/** A heading that runs on into its paragraph is told by its first clause. */
const headingOf = (text: string): string => (text.split(/[。，,]/)[0] ?? '').slice(0, headingLength)

export function NoticeOutline({ model }: { model: NoticeModel }): ReactNode {
  const { t } = useTranslation()
  const places = [
    ...model.paragraphs.flatMap((paragraph, index) =>
      paragraph.level === 0 ? [] : [{ id: paragraphPlace(index), level: paragraph.level, words: headingOf(paragraph.text) }]
    ),
    ...model.tables.map((table, index) => ({ id: tablePlace(index), level: 1, words: `${table.label} ${table.title}` })),
    { id: problemsPlace, level: 1, words: t(($) => $.notices.problems) }
  ]
  return (
    <nav className="panel notice-outline" aria-label={t(($) => $.notices.outline)}>
      <h2>{t(($) => $.notices.outline)}</h2>
      <ul className="plain-list">
        {places.map((place) => (
          <li key={place.id} className={`outline-${place.level}`}>
            <button type="button" onClick={() => document.getElementById(place.id)?.scrollIntoView({ block: 'start' })}>
              {place.words}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
