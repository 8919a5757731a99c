import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BlockChange } from '../../../electron/contract/compare.ts'
import type { Output } from '../../../electron/contract/index.ts'
import { ScrollPane } from '../../components/screen.tsx'

/** Rows drawn; a page that was made anew differs everywhere. */
const drawn = 500

export function CompareTexts({ result }: { result: Output<'compare.run'>['text'] | null }): ReactNode {
  const { t } = useTranslation()
  if (result === null) return <output className="compare-texts">{t(($) => $.compare.working)}</output>
  if ('reason' in result) return <p className="compare-texts quiet">{result.reason}</p>
  const differing = result.changes.filter(({ kind }) => kind !== 'same')
  return (
    <ScrollPane className="compare-texts" label={t(($) => $.compare.list)}>
      <h3>{differing.length === 0 ? t(($) => $.compare.noTexts) : t(($) => $.compare.texts, { n: differing.length })}</h3>
      {result.isRough ? <p className="quiet">{t(($) => $.compare.rough)}</p> : null}
      <ol className="compare-list">
        {differing.slice(0, drawn).map((change, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the list is made once for a pair of captures
          <li key={index}>
            <Change change={change} />
          </li>
        ))}
      </ol>
      <p className="quiet">{t(($) => $.compare.note)}</p>
    </ScrollPane>
  )
}

function Change({ change }: { change: BlockChange }): ReactNode {
  const { t } = useTranslation()
  if (change.kind === 'same') return null
  return (
    <>
      <span className={`compare-kind compare-kind-${change.kind}`}>{t(($) => $.compare.kind[change.kind])}</span>{' '}
      {change.kind === 'removed' ? <del>{change.text}</del> : null}
      {change.kind === 'added' ? <ins>{change.text}</ins> : null}
      {change.kind === 'changed'
        ? change.parts.map((part, index) => {
            // oxlint-disable-next-line react/no-array-index-key -- parts of one text in their order
            if (part.kind === 'removed') return <del key={index}>{part.text}</del>
            // oxlint-disable-next-line react/no-array-index-key -- as above
            return part.kind === 'added' ? <ins key={index}>{part.text}</ins> : part.text
          })
        : null}
    </>
  )
}
